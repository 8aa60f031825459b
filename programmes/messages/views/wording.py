"""The words of a kind of message in a programme: read, put in other words, tried out before they are kept, and taken back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import Answer, allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from coprod.kit.saying import day
from coprod.post import wording
from coprod.post.catalogue import Kind, kinds
from coprod.post.models import Message
from coprod.post.planning import Reach
from coprod.post.registry import registry
from coprod.post.sentences import Sentence, sentences_of
from programmes.messages.actions.wording import change_words, take_words_again
from programmes.messages.forms import WordingForm
from programmes.messages.models import MessageWording
from programmes.messages.policies import may_run_messages
from programmes.messages.policies.wording import in_force, may_be_worded, to_try_on, versions_of, words_of_book
from programmes.messages.showing import people_called
from programmes.messages.showing import wording as showing
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme


@dataclass(frozen=True)
class Worded:
    """A kind of message in a programme."""

    programme: Programme
    kind: Kind

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return sentences_of(self.kind.name)

    def address(self, language: str) -> str:
        return reverse("programmes:message-kind", args=[self.programme.slug, self.kind.name]) + f"?language={language}"


def _the_words(user: Any, slug: str, kind: str) -> Worded:
    if kind not in kinds:
        raise Http404
    return Worded(the_programme(user, slug), kinds[kind])


def _may_read(user: Any, it: Worded) -> Answer:
    return may_run_messages(user, it.programme)


def _may_change(user: Any, it: Worded) -> Answer:
    return may_run_messages(user, it.programme) and may_be_worded(it.kind.name)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in wording.LANGUAGES else wording.ENGLISH


def _lines(it: Worded, held: MessageWording | None, language: str) -> list[showing.Line]:
    with wording.spoken(language):
        return showing.lines_of(it.sentences, held.texts if held else {})


def _age(lines: list[showing.Line], language: str) -> int | None:
    """The index knows English only."""
    return showing.age_of(lines) if language == wording.ENGLISH else None


@allowed(_may_read, find=_the_words)
def words(request: HttpRequest, it: Worded) -> HttpResponse:
    """What it says now, sentence by sentence, and every version with what was changed in it."""
    language = _language(request)
    found = list(versions_of(it.programme, it.kind.name, language))
    held = next((each for each in found if each.replaced_at is None), None)
    lines = _lines(it, held, language)
    with wording.spoken(language):
        shown = showing.versions(found, it.sentences)
    return render(request, "programmes/messages/words.html", {
        "programme": it.programme, "kind": it.kind, "lines": lines, "age": _age(lines, language), "may_change": may_be_worded(it.kind.name),
        "versions": shown, "held": held, "language": language, "languages": MessageWording.Language.choices, "address": it.address(""),
        "lost": showing.no_longer_said(held.texts, it.sentences) if held else []})


@allowed(_may_change, find=_the_words)
def change(request: HttpRequest, it: Worded) -> HttpResponse:
    """Write them, see the message as a person would get it, and only then keep them."""
    language, at = _language(request), now()
    held = in_force(it.programme, it.kind.name, language)
    lines, there = _lines(it, held, language), to_try_on(request.user, it.programme, it.kind.name, on=day_of(at))
    form = WordingForm(request.POST or None, lines=lines, tried=_choices(there), seen=held.number if held else 0)
    looks = request.method == "POST" and form.is_valid()
    if looks and request.POST.get("sure") == "yes":
        change_words(it.programme, kind=it.kind.name, language=language, texts=form.texts(), seen=form.cleaned_data["seen"],
                     because=form.cleaned_data["because"], by=request.user.partner, at=at)
        messages.success(request, _("Saved. Messages say it in your words from now on, also those that wait."))
        return redirect(it.address(language))
    return ask(request, form, title=_("Change the words"), section=it.programme.name, intro=str(it.kind.trigger), back=it.address(language),
               submit=_("See how it looks"), template="programmes/messages/words_change.html", looks=looks, language=language,
               code=wording.code_of(language),
               action=request.get_full_path(), has_messages=bool(there), age=_age(form.now(), language) if looks else None,
               preview=_preview(it, form, there, language, at) if looks else None, language_words=MessageWording.Language(language).label)


def _choices(there: list[Message]) -> list[tuple[str, str]]:
    people = people_called({each.to for each in there})
    return [(str(each.pk), f"{people[each.to].name if each.to in people else _('Somebody')}, {day(each.written_at)}") for each in there]


def _preview(it: Worded, form: WordingForm, there: list[Message], language: str, at: Any) -> showing.Preview | None:
    """The chosen message in these words; beside them hold what the programme says in the other language."""
    if not there:
        return None
    message = next((each for each in there if str(each.pk) == form.cleaned_data.get("on")), there[0])
    edits = {**words_of_book(it.programme.ref).get(it.kind.name, {}), language: form.texts()}
    return showing.preview(message, registry.reached([message.to], at).get(message.to, Reach()), it.kind.name, edits, language)


@require_POST
@allowed(_may_change, find=_the_words)
def again(request: HttpRequest, it: Worded) -> HttpResponse:
    """The words of an earlier version, or the program's own, hold again."""
    language, chosen = _language(request), number(request.POST.get("number", ""))
    if chosen:
        get_object_or_404(versions_of(it.programme, it.kind.name, language), number=chosen)
    take_words_again(it.programme, kind=it.kind.name, language=language, number=chosen, seen=number(request.POST.get("seen", "")),
                     by=request.user.partner, at=now())
    messages.success(request, _("These words hold again from now on."))
    return redirect(it.address(language))
