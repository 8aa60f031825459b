"""Words from the records are offered for chapters, used with the yes of whom they come from, and taken out when that is taken back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.programme.models import Programme
from programmes.toolkit import notices
from programmes.toolkit.actions.publishing import look_again
from programmes.toolkit.actions.writing import locked, new_words
from programmes.toolkit.catalogue import MATERIAL_SIGNS, MOST_SIGNS, TITLE
from programmes.toolkit.lifecycles import MATERIAL, MaterialState
from programmes.toolkit.models import Chapter, Material, MaterialConsent


@transaction.atomic
def offer_material(programme: Programme, *, by: Partner, at: datetime, kind: str, source_ref: str, source: str, title: str, text: str,
                   people: Iterable[tuple[Partner, bool]] = ()) -> Material:
    """Offer it. `people` are the lay partners it comes from or speaks of, each with whether they are hidden: they are asked, and it is not
    used before each has said yes. Who offers their own words has said it. The same is offered once."""
    standing = Material.objects.filter(programme=programme, kind=kind, source_ref=source_ref).exclude(state=MaterialState.BACK)
    if before := standing.first():
        return before
    try:
        with transaction.atomic():
            it = Material.objects.create(programme=programme, kind=kind, source_ref=source_ref, source=source[:200], title=title[:TITLE],
                                         text=text[:MATERIAL_SIGNS], offered_at=at, offered_by=by)
    except IntegrityError:      # offered twice at the same moment
        return standing.get()
    record(it, "offer", by=by, at=at, now=it.state)
    consents = [MaterialConsent(material=it, partner=person, is_hidden=hidden, asked_at=at,
                                **({"agrees": True, "said_at": at} if person.pk == by.pk else {}))
                for person, hidden in {person.pk: (person, hidden) for person, hidden in people}.values()]
    MaterialConsent.objects.bulk_create(consents)
    send(notices.consents_asked(consents, at=at))
    _settle(it, by=by, at=at)
    return it


def _locked(material: Material) -> Material:
    Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
    found: Material = Material.objects.select_related("programme", "offered_by", "chapter__book__programme").prefetch_related(
        "consents", "chapter__authors__partner").get(pk=material.pk)
    return found


def _settle(it: Material, *, by: Partner, at: datetime) -> None:
    """Free it when all have said yes; refuse it when somebody has said no. Words that are in a chapter are looked at again."""
    said = list(it.consents.values_list("agrees", flat=True))
    if False in said:
        if it.offers("refuse"):
            make_move(it, MATERIAL, "refuse", by=by, at=at)
            send(notices.about_material(it, f"{at:%Y%m%dT%H%M%S%f}", at=at))
            if it.chapter is not None:
                look_again(it.chapter, at=at)
    elif None not in said and it.offers("free"):
        make_move(it, MATERIAL, "free", by=by, at=at)
        if it.chapter is not None:      # its words are there still
            make_move(it, MATERIAL, "take_in", by=by, at=at)


@transaction.atomic
def say_on_consent(consent: MaterialConsent, *, at: datetime, agrees: bool, through: str = Through.ACCOUNT,
                   noted_by: Partner | None = None) -> MaterialConsent:
    """Somebody says whether their words may be used; they may say something else later. What `noted_by` writes down is told to them, and
    never takes the place of their own word (NotAllowedNow)."""
    it = _locked(consent.material)
    found = MaterialConsent.objects.select_for_update(of=("self",)).select_related("partner", "material__programme").get(pk=consent.pk)
    if it.state == MaterialState.BACK:
        raise NotAllowedNow("say", _("It was taken back, and is not used."))
    if noted_by and found.agrees is not None and found.noted_by_id is None:
        raise NotAllowedNow("say", _("They have said it themselves."))
    if (found.agrees, found.noted_by_id) == (agrees, noted_by and noted_by.pk):
        return found
    found.agrees, found.said_at, found.through, found.noted_by = agrees, at, through, noted_by
    found.save(update_fields=["agrees", "said_at", "through", "noted_by"])
    speaker = noted_by or found.partner
    record(found, "agree" if agrees else "decline", by=None if found.is_hidden else speaker, at=at)
    if noted_by:
        send(notices.noted("material_consent_noted", found, found.partner, f"{at:%Y%m%dT%H%M%S%f}", at=at))
    _settle(it, by=speaker, at=at)
    return found


@transaction.atomic
def take_in(material: Material, chapter: Chapter, *, by: Partner, at: datetime) -> Chapter:
    """Put its words, with where they come from, at the end of a chapter that is worked at. Done twice it is done once.

    Raises NotAllowedNow if it may not be used (yet), if the chapter may not be changed now, or would become too long.
    """
    it, into = _locked(material), locked(chapter)
    if it.state == MaterialState.TAKEN and it.chapter_id == into.pk:
        return into
    if it.state != MaterialState.READY:
        raise NotAllowedNow("take_in", _("It may not be used."))
    if not into.is_changeable():
        raise NotAllowedNow("take_in", _("The chapter is changed as a draft, or while it is under review."))
    words = "\n\n".join(filter(None, (into.text.rstrip(), f"## {it.title}", it.text.strip(), say("From: %(source)s") % {
        "source": it.source})))
    if len(words) > MOST_SIGNS:
        raise NotAllowedNow("take_in", _("The chapter would become too long."))
    make_move(it, MATERIAL, "take_in", by=by, at=at, chapter=into, taken_at=at, taken_by=by)
    return new_words(into, by=by, at=at, title=into.title, text=words, what_changed=say("Material was taken in."))


@transaction.atomic
def say_it_is_out(material: Material, *, by: Partner, at: datetime) -> Material:
    """Its words are in no chapter any more. Raises NotAllowedNow if nobody asked for that."""
    it = _locked(material)
    if not it.is_refused_and_in():
        raise NotAllowedNow("say_out", _("It is in no chapter, or may be there."))
    it.chapter = it.taken_at = it.taken_by = None
    it.save(update_fields=["chapter", "taken_at", "taken_by"])
    record(it, "say_out", by=by, at=at)
    return it


@transaction.atomic
def take_material_back(material: Material, *, by: Partner, at: datetime) -> Material:
    """It is not offered any more."""
    it = _locked(material)
    make_move(it, MATERIAL, "take_back", by=by, at=at)
    return it
