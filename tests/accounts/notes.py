"""A page of the tests, with a form like any other: what is written there is kept in NOTES."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from coprod.kit.access import allowed, open_to_all, signed_in
from coprod.urls import handler500
from coprod.urls import urlpatterns as of_the_site

__all__ = ["handler500", "urlpatterns"]
NOTES = []
PAGE = """{% csrf_token %}{{ form.as_p }}"""


class Note(forms.Form):
    because = forms.CharField()
    about = forms.MultipleChoiceField(choices=[("1", "one"), ("2", "two")])
    paper = forms.FileField(required=False)


@allowed(signed_in)
def write(request):
    form = Note(request.POST or None, request.FILES or None)
    if form.is_valid():
        NOTES.append((request.user.username, form.cleaned_data["because"], form.cleaned_data["about"]))
        return redirect("/notes/")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


@open_to_all
def anyone(request):
    return HttpResponse(request.user.get_username() or "nobody")


urlpatterns = [path("notes/", write), path("anyone/", anyone), *of_the_site]
