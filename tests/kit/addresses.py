"""The site's addresses with the gallery, and with a door to each page for when something went wrong."""

from time import sleep

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from coprod.kit.access import No, allowed, open_to_all
from coprod.kit.gallery import gallery
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.pages import accessibility
from coprod.trail.moves import hold_book
from coprod.urls import handler500
from coprod.urls import urlpatterns as real_ones

__all__ = ["handler500", "urlpatterns"]


def only_the_lead(user):
    return No("Only the workstream lead can open its <first> meeting.")


def anyone(user):
    from coprod.kit.access import YES

    return YES


@open_to_all
@allowed(only_the_lead)
def refused(request):
    raise AssertionError("nobody comes here")


@open_to_all
@allowed(anyone)
def late(request):
    raise NotAllowedNow("confirm", "Joe confirmed this a moment ago.")


@open_to_all
def broken(request):
    raise RuntimeError("a fault of ours")


@open_to_all
def store_is_down(request):
    raise OperationalError("no connection")


@open_to_all
def without_reason(request):
    raise PermissionDenied


@open_to_all
def told(request):
    messages.success(request, "The meeting is <cancelled>.")
    messages.error(request, "The file could not be read.")
    return accessibility(request)


class Rename(forms.Form):
    name = forms.CharField()


@open_to_all
def rename(request):
    form = Rename(request.POST or None)
    return render(request, "kit/gallery.html", {"form": form, "title": "x"})


@open_to_all
@transaction.atomic
def crossing(request, first, second):
    """Holds one book, and then another."""
    for name in (first, second):
        hold_book(name)
        sleep(0.3)      # so that the other has come, too
    return HttpResponse(f"{first}, {second}: {request.POST['word']}")


urlpatterns = [
    *real_ones, path("crossing/<first>/<second>/", crossing),
    path("kit/", gallery), path("refused/", refused), path("late/", late), path("broken/", broken),
    path("down/", store_is_down), path("without-reason/", without_reason), path("told/", told), path("rename/", rename)]
