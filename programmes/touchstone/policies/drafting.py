"""Who drafts the touchstone, puts it to the Advisory Group, says what they think of it, and answers a "no"."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from partners.models import Group, Holding, Partner
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Membership, Programme
from programmes.programme.policies import may_run, may_sign_touchstone, names_of, partner_of, standing
from programmes.touchstone.models import Touchstone, TouchstoneWord
from programmes.touchstone.policies.adopting import may_write_adoption

DRAFTS = frozenset({"FND", "AG", "LCC", "FAC", "PM"})
ASKED = ("LCC", "AG")       # the co-chair's word comes first: it is the one that makes a version agreed
CLOSED = _("The programme is closed.")


def agreed_of(programme: Programme) -> Touchstone | None:
    """The version that is in force."""
    return Touchstone.objects.agreed().filter(programme=programme).first()


def advisers_of(programme: Programme, on: date) -> QuerySet[Partner]:
    """The lay members of the programme's Advisory Group on that day."""
    held = Holding.objects.serving(on).lay().filter(seat__group__kind=Group.Kind.ADVISORY,
                                                    seat__group__programme_links__programme=programme)
    return Partner.objects.filter(pk__in=held.order_by().values("partner"))


def lay_drafters_of(programme: Programme, on: date) -> QuerySet[Partner]:
    """Who may be named as a drafter: the founding leaders and the lay members of the Advisory Group."""
    held = Holding.objects.serving(on).lay().filter(seat__group__programme_links__programme=programme, seat__group__kind__in=[
        Group.Kind.ADVISORY, Group.Kind.FOUNDING])
    return Partner.objects.filter(pk__in=held.order_by().values("partner"))


def may_draft(user: Any, programme: Programme) -> Answer:
    """Lay leaders and the Advisory Group write; a manager or facilitator may type for them. Drafters are lay all the same."""
    if programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    if standing(user).codes(programme) & DRAFTS:
        return YES
    return No(_("Only the %(roles)s drafts the touchstone.") % {"roles": names_of(DRAFTS)})


def may_change_draft(user: Any, touchstone: Touchstone) -> Answer:
    return may_draft(user, touchstone.programme)


def may_ask(user: Any, touchstone: Touchstone) -> Answer:
    """Put it to the Advisory Group, or take it back: who drafts, but not the co-chair, whose word agrees to it."""
    if "LCC" in standing(user).codes(touchstone.programme):
        return No(_("You agree to it for the Advisory Group at the end. Somebody else puts it to the group."))
    return may_draft(user, touchstone.programme)


def may_say(user: Any, touchstone: Touchstone) -> Answer:
    partner, codes = partner_of(user), standing(user).codes(touchstone.programme)
    if partner is None or not codes & frozenset(ASKED):
        return No(_("Only the %(roles)s is asked about it.") % {"roles": names_of(ASKED)})
    if not touchstone.is_asked():
        return No(_("The Advisory Group is not asked about it now."))
    return No(_("You asked yourself. Somebody else has to agree.")) if partner.pk == touchstone.asked_by_id else YES


def may_note_for(user: Any, touchstone: Touchstone) -> Answer:
    """Write down what a member of the Advisory Group says by phone or letter."""
    if not touchstone.is_asked():
        return No(_("The Advisory Group is not asked about it now."))
    return may_run(user, touchstone.programme)


def may_answer_word(user: Any, word: TouchstoneWord) -> Answer:
    """Whoever may change the text answers a "no" to it, and nobody their own."""
    partner = partner_of(user)
    if partner and partner.pk == word.partner_id:
        return No(_("Somebody else answers your “no”. You may change your word."))
    if not word.is_open_no():
        return No(_("This “no” is answered already, or the person has changed their word."))
    return may_draft(user, word.touchstone.programme) if word.touchstone else may_write_adoption(user, word.about.group)    # type: ignore[union-attr]


def may_sign(user: Any, membership: Membership) -> Answer:
    return may_sign_touchstone(user, membership)
