"""What can be offered for chapters, in one step from the page that shows it. Each kind finds its thing as its own pages do, so that nobody
offers what they may not see. Later wings register theirs in MATERIALS, and show `showing.doors.door_to_offer` on their pages."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import words
from coprod.kit.saying import day
from partners.models import Partner
from programmes.contributions.lifecycles import ImpactState
from programmes.contributions.models import ImpactEntry
from programmes.contributions.showing.impact import source_of
from programmes.contributions.views.doors import the_entry
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme
from programmes.raising.views.topics import REF
from programmes.stages.lifecycles import AnswerState
from programmes.stages.models import Answer, Evidence
from programmes.stages.views.doors import the_answer
from programmes.toolkit import actions
from programmes.toolkit.forms import ConsentForm, NoteConsentForm, OfferForm, TakeInForm
from programmes.toolkit.models import Material, MaterialConsent
from programmes.toolkit.policies.chapters import may_change
from programmes.toolkit.policies.material import (
    may_offer,
    may_read_material,
    may_say_it_is_out,
    may_say_on_consent,
    may_take_back,
    may_take_in,
)
from programmes.toolkit.showing.pages import material_context
from programmes.toolkit.showing.published import with_pieces
from programmes.toolkit.views.book import to_book
from programmes.toolkit.views.doors import the_chapter, the_consent, the_material
from programmes.touchstone.models import Touchstone
from programmes.touchstone.views.doors import the_touchstone


class Piece(NamedTuple):
    """Words to be offered: of which programme, from where, and the lay partners they come from or speak of, each with whether only the
    manager may know who they are."""

    programme: Programme
    source: str
    title: str
    text: str
    people: list[tuple[Partner, bool]]


class Offerable(NamedTuple):
    """A kind of thing that can be offered: its name, how it is found and read, and its words, or None while they cannot be offered."""

    name: Promise
    find: Callable[[Any, str], Any]                 # (user, ref); raises Http404
    piece: Callable[[Any], Piece | None]


def _lay(*people: tuple[Partner | None, bool]) -> list[tuple[Partner, bool]]:
    """The lay partners among them, each once; hidden if they are hidden anywhere."""
    found: dict[int, tuple[Partner, bool]] = {}
    for person, hidden in people:
        if person is not None and not person.is_professional:
            found[person.pk] = (person, hidden or (person.pk in found and found[person.pk][1]))
    return list(found.values())


def _of_entry(entry: ImpactEntry) -> Piece | None:
    """An entry of the impact log, once a lay partner has checked it."""
    if entry.state != ImpactState.CHECKED:
        return None
    told = source_of(entry)
    giver = (told.given_by, told.is_anonymous) if told else (None, False)
    credited = [(each.partner, False) for each in entry.credits.select_related("partner")]
    lines = [entry.contributed, entry.hoped, f"{entry.get_outcome_display()}. {entry.changed}", entry.why]
    return Piece(entry.programme, _("the impact log, %(day)s") % {"day": day(entry.happened_on)}, entry.title,
                 "\n\n".join(line.strip() for line in lines if line.strip()),
                 _lay((entry.written_by, False), (entry.says, False), *credited, giver))


def _of_answer(answer: Answer) -> Piece | None:
    """A standard that a lay partner confirmed, with the names of its evidence that everybody in the programme may see."""
    if answer.state != AnswerState.MET or not answer.claim:
        return None
    evidence = list(answer.evidence.standing().filter(audience=Evidence.Audience.PROGRAMME).exclude(
        kind=Evidence.Kind.RECORD).select_related("witness", "added_by").order_by("added_at", "pk"))
    listed = "\n".join(f"- {each.title}{': ' + ' '.join(each.text.split()) if each.text else ''}" for each in evidence)
    people = [person for each in evidence for person in ((each.witness, False), (each.added_by, False))]
    standard = answer.as_answered()
    return Piece(answer.stage.programme, _("standard %(code)s of the stage “%(stage)s”, confirmed on %(day)s") % {
        "code": answer.code, "stage": answer.stage.title(), "day": day(answer.confirmed_at)}, f"{answer.code} {standard.short}",
        "\n\n".join(filter(None, (str(standard.question), answer.claim.strip(), listed))), _lay((answer.claimed_by, False), *people))


def _of_touchstone(touchstone: Touchstone) -> Piece | None:
    """The version that is in force."""
    if not touchstone.is_agreed():
        return None
    points = "\n".join(f"- {' '.join(each.text.split())}" for each in touchstone.items.order_by("position"))
    return Piece(touchstone.programme, _("the touchstone, version %(number)d") % {"number": touchstone.version}, touchstone.title(), points,
                 _lay(*((each, False) for each in touchstone.drafters.order_by("pk")))) if points else None


MATERIALS: dict[str, Offerable] = {
    "impact": Offerable(gettext_lazy("an entry of the impact log"), the_entry, _of_entry),
    "standard": Offerable(gettext_lazy("a standard that a lay partner confirmed"), the_answer, _of_answer),
    "touchstone": Offerable(gettext_lazy("the touchstone"), the_touchstone, _of_touchstone),
}


def piece_of(user: Any, programme: Programme, key: str) -> tuple[str, str, Piece]:
    """(kind, ref, words) of "kind:ref" for this reader. Raises Http404 for what is not there for them, NotAllowedNow for what cannot be
    offered as it stands."""
    kind, _sign, ref = key.partition(":")
    if kind not in MATERIALS or not REF.fullmatch(ref):
        raise Http404
    piece = MATERIALS[kind].piece(MATERIALS[kind].find(user, ref))
    if piece is None:
        raise NotAllowedNow("offer", _("It can be offered once a lay partner has confirmed it."))
    if piece.programme.pk != programme.pk:
        raise Http404
    return kind, ref, piece


@allowed(may_offer, find=the_programme)
def material_offer(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What would be offered, and how many are asked; one press."""
    key = request.POST.get("what", "").replace("\x00", "")[:100] if request.method == "POST" else words(request, "what", longest=100)
    kind, ref, piece = piece_of(request.user, programme, key)
    form = OfferForm(request.POST or None)
    if request.method == "POST":
        made = actions.offer_material(programme, by=request.user.partner, at=now(), kind=kind, source_ref=ref, source=piece.source,  # type: ignore[union-attr]
                                      title=piece.title, text=piece.text, people=piece.people)
        messages.success(request, _("It is offered. It is used when everybody it comes from says yes.") if made.state == "waiting" else _(
            "It is offered."))
        return redirect(made)
    return ask(request, form, title=_("Offer this for the toolkit"), section=programme.name, back=to_book(programme), submit=_("Offer it"),
               template="programmes/toolkit/offer.html", piece=piece, pieces=with_pieces(piece.text), key=key, people=len(piece.people))


@allowed(may_read_material, find=the_material)
def material(request: HttpRequest, material: Material) -> HttpResponse:
    return render(request, "programmes/toolkit/material.html", material_context(material, request.user))


@require_POST
@allowed(may_take_in, find=the_material)
def material_take(request: HttpRequest, material: Material) -> HttpResponse:
    """Into the chapter from whose page it is taken."""
    form = TakeInForm(request.POST)
    ref = form.cleaned_data["chapter"] if form.is_valid() else ""
    chapter = the_chapter(request.user, ref) if REF.fullmatch(ref) else None
    if chapter is None or chapter.programme.pk != material.programme_id:
        raise Http404
    if not (answer := may_change(request.user, chapter)):
        raise NotAllowedNow("take_in", answer.why)
    actions.take_in(material, chapter, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("Its words stand at the end of the chapter now. Work them in."))
    return redirect(chapter)


@require_POST
@allowed(may_take_back, find=the_material)
def material_take_back(request: HttpRequest, material: Material) -> HttpResponse:
    actions.take_material_back(material, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("It is not offered any more."))
    return redirect(to_book(material.programme))


@require_POST
@allowed(may_say_it_is_out, find=the_material)
def material_out(request: HttpRequest, material: Material) -> HttpResponse:
    chapter = material.chapter
    actions.say_it_is_out(material, by=request.user.partner, at=now())      # type: ignore[union-attr]
    messages.success(request, _("Noted."))
    return redirect(chapter or material)


@allowed(may_say_on_consent, find=the_consent)
def material_consent(request: HttpRequest, consent: MaterialConsent) -> HttpResponse:
    """By themselves, or as they say it to somebody who writes it down. They may say something else later."""
    me = request.user.partner       # type: ignore[union-attr]
    is_own, it = me.pk == consent.partner_id, consent.material
    if it.state == "back":
        raise NotAllowedNow("say", _("It was taken back, and is not used."))
    form: Any = (ConsentForm if is_own else NoteConsentForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how = {} if is_own else {"through": form.cleaned_data["through"], "noted_by": me}
        actions.say_on_consent(consent, at=now(), agrees=form.cleaned_data["value"] == "yes", **how)
        messages.success(request, _("Thank you. It is as you say.") if is_own else _("Noted. They are told."))
        return redirect(it)
    title = _("May we use this in the toolkit?") if is_own else _("May what comes from %(name)s be used?") % {"name": consent.partner.name}
    return ask(request, form, title=title, section=consent.programme.name, back=it, submit=_("Say so"),
               template="programmes/toolkit/consent.html", material=it, pieces=with_pieces(it.text), is_own=is_own)
