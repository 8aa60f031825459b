"""Who offers material, who is asked first, and who takes it in."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from programmes.contributions.policies.contributions import CLOSED
from programmes.programme.models import Programme
from programmes.programme.policies import partner_of, standing
from programmes.raising.policies import may_note_for
from programmes.toolkit.models import Material, MaterialConsent
from programmes.toolkit.policies.chapters import EDITS, is_author, is_over, may_work, reads_drafts


def material_seen_by(user: Any, programme: Programme) -> QuerySet[Material]:
    """Those who work at the toolkit read what is offered. What waits for somebody's yes only its title says to them."""
    found = Material.objects.filter(programme=programme)
    return found if reads_drafts(user, programme) else found.none()


def may_offer(user: Any, programme: Programme) -> Answer:
    return may_work(user, programme)


def may_read_material(user: Any, material: Material) -> Answer:
    return YES


def reads_words(user: Any, material: Material) -> bool:
    """Whether the user reads its words: who offered it, who is asked, and everybody else once it may be used."""
    partner = partner_of(user)
    if partner is None:
        return False
    return material.state in ("ready", "taken") or partner.pk == material.offered_by_id or any(
        each.partner_id == partner.pk for each in material.consents.all())


def may_take_in(user: Any, material: Material) -> Answer:
    """Into which chapter is asked there; who works at none takes nothing in."""
    return may_work(user, material.programme)


def may_take_back(user: Any, material: Material) -> Answer:
    if is_over(material.programme):
        return No(CLOSED)
    partner = partner_of(user)
    if (partner is not None and partner.pk == material.offered_by_id) or standing(user).codes(material.programme) & EDITS:
        return YES
    return No(_("Who offered it takes it back, or the manager."))


def may_say_it_is_out(user: Any, material: Material) -> Answer:
    if (material.chapter is not None and is_author(user, material.chapter)) or standing(user).codes(material.programme) & EDITS:
        return YES
    return No(_("An author of the chapter says it."))


def may_say_on_consent(user: Any, consent: MaterialConsent) -> Answer:
    """Whoever is asked; or as they say it to somebody who writes it down, until they have said it themselves. For who said it without a
    name only the manager does."""
    partner = partner_of(user)
    if partner is not None and partner.pk == consent.partner_id:
        return YES
    if consent.agrees is not None and consent.noted_by_id is None:
        return No(_("They have said it themselves."))
    if partner is not None and partner.pk == consent.material.offered_by_id:
        return No(_("You offered it. Somebody else writes down what they say."))
    if consent.is_hidden:
        return YES if "PM" in standing(user).codes(consent.programme) else No(_("Only the manager knows whom to ask."))
    return may_note_for(user, consent.programme)
