"""Who records an adopter and what it says, and who says whether that is so (11.5)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from partners.models import Holding, Partner
from programmes.contributions.policies.contributions import CLOSED, groups_of
from programmes.programme.models.standing import Standing
from programmes.programme.policies import partner_of, standing
from programmes.raising.policies import may_note_for
from programmes.toolkit.models import Adopter, AdopterNote, AdopterWord
from programmes.toolkit.policies.chapters import is_over, may_work, today

SAYS = ("AG", "LCC", "FND", "PAIR")         # lay partners but the Forum's


def may_read_adopter(user: Any, adopter: Adopter) -> Answer:
    """Everybody in the programme."""
    return YES


def may_change_adopter(user: Any, adopter: Adopter) -> Answer:
    return may_work(user, adopter.programme)


def waiting_for(here: Standing) -> Q:
    """Notes about which this lay partner may speak; never their own."""
    return Q(adopter__book__programme__in=here.programmes(SAYS)) & ~Q(written_by=here.partner)


def may_say_on_note(user: Any, note: AdopterNote) -> Answer:
    partner = partner_of(user)
    if is_over(note.programme):
        return No(CLOSED)
    if partner is None or partner.is_professional or not standing(user).anywhere_in(note.programme) & set(SAYS):
        return No(_("A lay partner of the programme says whether it is so."))
    return No(_("Who wrote it does not say whether it is so.")) if partner.pk == note.written_by_id else YES


def may_note_on_note(user: Any, note: AdopterNote) -> Answer:
    """As a lay partner says it; never written down by who wrote the note."""
    partner = partner_of(user)
    if is_over(note.programme):
        return No(CLOSED)
    if partner is None or not may_note_for(user, note.programme):
        return No(_("The manager, a lead, the facilitator and the lay co-chair write down what somebody says."))
    if partner.pk == note.written_by_id:
        return No(_("You wrote it. Somebody else writes down whether it is so."))
    return YES


def lay_speakers(note: AdopterNote) -> QuerySet[Partner]:
    """For whom somebody may write it down: lay partners who did not write it and have said nothing themselves."""
    own = AdopterWord.objects.current().filter(note=note, noted_by__isnull=True).values("by")
    seats = Holding.objects.serving(today()).lay().filter(seat__group__in=groups_of(note.programme).values("pk"),
                                                          seat__group__kind__in=("advisory", "founding", "working"))
    return Partner.objects.filter(pk__in=seats.order_by().values("partner"), is_professional=False).exclude(
        pk=note.written_by_id).exclude(pk__in=own)


def may_take_note_back(user: Any, note: AdopterNote) -> Answer:
    partner = partner_of(user)
    if partner is not None and partner.pk == note.written_by_id:
        return YES
    if note.written_by.is_professional and "PM" in standing(user).codes(note.programme):
        return YES
    return No(_("Who wrote it takes it back."))


def may_answer_word(user: Any, word: AdopterWord) -> Answer:
    partner = partner_of(user)
    if partner is not None and partner.pk == word.by_id:
        return No(_("Nobody answers their own “not so”."))
    codes = standing(user).codes(word.programme)
    if (partner is not None and partner.pk == word.note.written_by_id) or codes & {"PM", "LCC"}:
        return YES
    return No(_("Who wrote it answers, the manager, or a lay co-chair."))
