"""Who tells us something, who answers, who reads it, and under which name (LP15 to LP17)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.models import Group, Holding, Partner
from programmes.contributions.lifecycles import ContributionState
from programmes.contributions.models import Contribution, ContributionAnswer
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, ProgrammeGroup, TeamRole, Workstream
from programmes.programme.models.standing import Standing
from programmes.programme.policies import may_see_names, partner_of, standing
from programmes.raising.catalogue import Rung
from programmes.raising.policies import CHAIRS, lay_chairs, may_note_for, may_raise_in, on_rung, ways_up

CLOSED = _("The programme is closed.")
READS = ("PM", "SRO", "FAC", "AG", "LCC")
ANSWERS = (Rung.LEAD, Rung.MANAGER, Rung.OWNER)


def may_tell(user: Any, programme: Programme) -> Answer:
    return No(CLOSED) if programme.state == ProgrammeState.CLOSED else may_raise_in(user, programme)


def may_note_telling(user: Any, programme: Programme) -> Answer:
    return No(CLOSED) if programme.state == ProgrammeState.CLOSED else may_note_for(user, programme)


def groups_of(programme: Programme) -> QuerySet[Group]:
    """Its groups, and those of its workstreams."""
    here = ProgrammeGroup.objects.filter(programme=programme).values("group").union(
        Workstream.objects.filter(programme=programme).values("group"))
    return Group.objects.filter(pk__in=here)


def lay_people_of(programme: Programme, on: date) -> QuerySet[Partner]:
    """Lay people with a seat in the programme today, the Forum's among them."""
    held = Holding.objects.serving(on).lay().filter(seat__group__in=groups_of(programme).values("pk"))
    return Partner.objects.filter(pk__in=held.order_by().values("partner"))


# --- who answers --------------------------------------------------------------------------------------------------------

def answerers(it: Contribution, on: date) -> QuerySet[Partner]:
    """Who answers it: the lead of its workstream, else the manager, else the owner. Nobody answers their own."""
    found: QuerySet[Partner] = Partner.objects.none()
    for rung in ANSWERS:
        found = on_rung(it.programme, it.group, rung, on).exclude(pk=it.given_by_id)
        if found.exists():
            return found
    return found


def repliers(it: Contribution, on: date) -> QuerySet[Partner]:
    """Who replies when the answer is not good enough: the lay co-chairs, but for who gave it and who has answered it; else the owner."""
    spent = {it.given_by_id, *ContributionAnswer.objects.filter(contribution=it, is_added=False).values_list("by", flat=True)}
    chairs = lay_chairs(it.programme, on).exclude(pk__in=spent)
    return chairs if chairs.exists() else on_rung(it.programme, it.group, Rung.OWNER, on).exclude(pk__in=spent)


class Told(NamedTuple):
    """Some things, and the path from them to the people who are told."""

    things: QuerySet
    person: str


def waiting_by_rung(things: QuerySet, on: date) -> Iterator[Told]:
    """The same as `answerers` for many at once: each thing comes with the first rung on which somebody stands."""
    roles = TeamRole.objects.in_force(on).filter(programme=OuterRef("programme")).exclude(partner=OuterRef("given_by"))
    lead = Exists(roles.filter(role="WL", workstream__group=OuterRef("group")))
    manager = Exists(roles.filter(role="PM"))
    which = {Rung.LEAD: Q(lead), Rung.MANAGER: ~Q(lead) & Q(manager), Rung.OWNER: ~Q(lead) & ~Q(manager)}
    for rung, those in which.items():
        way = ways_up(rung, on)
        yield Told(not_to_giver(things.filter(those).filter(way.tie), way.person), way.person)


def not_to_giver(things: QuerySet, person: str) -> QuerySet:
    """Without who gave it. The person is named first: a path inside `exclude` would join everybody a second time."""
    return things.annotate(m_person=F(f"{person}pk")).exclude(m_person=F("given_by"))


def answers_it(user: Any, it: Contribution) -> bool:
    """Whether the user stands where it is answered today: where it waits for a reply, among those who reply."""
    partner = partner_of(user)
    if partner is None or partner.pk == it.given_by_id:
        return False
    asked = repliers if it.state == ContributionState.NOT_SATISFIED else answerers
    return asked(it, day_of(now())).filter(pk=partner.pk).exists()


# --- who reads it, and under which name -----------------------------------------------------------------------------------

def readable(here: Standing) -> Q:
    """What somebody reads: their own and what they wrote down; that of programmes which they run or advise; that of the workstreams they
    lead and the groups in which they sit."""
    return Q(given_by=here.partner) | Q(noted_by=here.partner) | Q(programme__in=here.programmes(READS)) | Q(
        group__workstream__in=here.workstreams("WL")) | Q(group__in=here.groups())


def contributions_seen_by(user: Any) -> QuerySet[Contribution]:
    found = Contribution.objects.all()
    return found.filter(readable(standing(user))) if partner_of(user) else found.none()


def may_read_contribution(user: Any, it: Contribution) -> Answer:
    """The finder shows it only to those who may."""
    return YES


def may_read_contributions(user: Any, programme: Programme) -> Answer:
    """Everybody in the programme opens the list; they find in it what they may read."""
    return YES


def knows_who(user: Any, it: Contribution) -> bool:
    """Whether the user reads the name of who gave something without their name: they themselves, who wrote it down, the manager, and who
    answers it today."""
    partner = partner_of(user)
    if partner is None:
        return False
    if partner.pk in (it.given_by_id, it.noted_by_id) or "PM" in standing(user).codes(it.programme):
        return True
    return answers_it(user, it)


def hides_giver(user: Any, it: Contribution | None) -> bool:
    """Whether nothing on a page may tell this reader who gave it."""
    return it is not None and it.is_anonymous and not knows_who(user, it)


def giver_shown(user: Any, it: Contribution) -> str:
    """How this reader finds who gave it named: the one place that decides it."""
    partner = partner_of(user)
    runs = partner is not None and (partner.pk == it.given_by_id or "PM" in standing(user).codes(it.programme))
    if it.is_anonymous:
        return it.given_by.name if knows_who(user, it) else say("A lay partner")
    if runs or (partner is not None and partner.pk == it.noted_by_id):
        return it.given_by.name
    return it.given_by.shown if may_see_names(user, it.programme) else say("A lay partner")


def answerer_is(here: Standing, on: date) -> Q:
    """What this person answers: as the lead of its workstream, where there is none as the manager, and so on."""
    roles = TeamRole.objects.in_force(on).filter(programme=OuterRef("programme")).exclude(partner=OuterRef("given_by"))
    lead, manager = Q(Exists(roles.filter(role="WL", workstream__group=OuterRef("group")))), Q(Exists(roles.filter(role="PM")))
    return Q(group__workstream__in=here.workstreams("WL")) | ~lead & Q(programme__in=here.programmes(["PM"])) | (
        ~lead & ~manager & Q(programme__in=here.programmes(["SRO"])))


def replier_is(here: Standing, on: date) -> Q:
    """To what this person replies when the answer is not good enough: as a lay co-chair who has not answered it; where none is left as
    the owner."""
    answered = ContributionAnswer.objects.filter(contribution=OuterRef("pk"), by=here.partner, is_added=False)
    theirs = ContributionAnswer.objects.filter(contribution=OuterRef(OuterRef("pk")), by=OuterRef("partner"), is_added=False)
    chairs = Holding.objects.serving(on).lay().filter(
        ~Exists(theirs), seat__group__kind=Group.Kind.ADVISORY, seat__office__in=CHAIRS,
        seat__group__programme_links__programme=OuterRef("programme")).exclude(partner=OuterRef("given_by"))
    return (Q(programme__in=here.programmes(["LCC"])) | ~Q(Exists(chairs)) & Q(programme__in=here.programmes(["SRO"]))) & ~Q(
        Exists(answered))


def known_to(here: Standing, on: date) -> Q:
    """What was given with a name, and that of which this person knows who gave it: the same as `knows_who`, for many at once."""
    refused = Q(state=ContributionState.NOT_SATISFIED)
    return Q(is_anonymous=False) | Q(given_by=here.partner) | Q(noted_by=here.partner) | Q(
        programme__in=here.programmes(["PM"])) | ~refused & answerer_is(here, on) | refused & replier_is(here, on)


# --- what may be done with it ----------------------------------------------------------------------------------------------

def is_givers(user: Any, it: Contribution) -> bool:
    partner = partner_of(user)
    return partner is not None and partner.pk == it.given_by_id


def may_consider(user: Any, it: Contribution) -> Answer:
    if not answers_it(user, it):
        return No(_("The lead of the workstream looks at it; where there is none, the manager."))
    return YES if it.state == ContributionState.RECEIVED else No(_("Somebody looks at it already, or it is answered."))


def may_answer(user: Any, it: Contribution) -> Answer:
    if not answers_it(user, it):
        return No(_("The lead of the workstream answers it; where there is none, the manager."))
    return YES if it.is_open() else No(_("It is answered, or it was taken back."))


def last_answer(it: Contribution) -> ContributionAnswer | None:
    """The answer of which who gave it may say whether it is good enough; None if it waits for none. One query."""
    if not it.asks_who_gave_it():
        return None
    return it.answers.filter(is_added=False).select_related("by").order_by("at", "pk").last()


def may_be_judged(answer: ContributionAnswer | None, it: Contribution, speaker: Partner) -> bool:
    """Whether `speaker` may say for who gave it whether that is good enough. A yes that somebody wrote down is not the last word: who gave
    it may say otherwise; for one without an account somebody else than who wrote it down."""
    if answer is None or answer.is_enough is None:
        return answer is not None
    if not answer.is_noted_yes:
        return False
    return speaker.pk == it.given_by_id or (it.given_by.user_id is None and speaker.pk != answer.said_noted_by_id)


def may_say_on(user: Any, it: Contribution) -> Answer:
    """Whether the answer is good enough: who gave it says so, once; also after somebody wrote down a yes for them."""
    partner = partner_of(user)
    if partner is None or partner.pk != it.given_by_id:
        return No(_("Only who told it says whether the answer is good enough."))
    return YES if may_be_judged(last_answer(it), it, partner) else No(_("There is no answer yet, or you have said so already."))


def may_note_say(user: Any, it: Contribution) -> Answer:
    """The same, as they say it by phone, by letter or in person: never to who has answered it."""
    partner = partner_of(user)
    if partner is None or partner.pk == it.given_by_id or not may_note_for(user, it.programme):
        return No(_("The manager, a lead, the facilitator and the lay co-chair write down what somebody says."))
    if it.is_anonymous and not knows_who(user, it):
        return No(_("It was told without a name. The manager, or who wrote it down, notes what they say."))
    if ContributionAnswer.objects.filter(contribution=it, by=partner, is_added=False).exclude(
            led_to=ContributionState.CONSIDERED).exists():
        return No(_("You have answered it. Somebody else writes down whether that is good enough."))
    return YES if may_be_judged(last_answer(it), it, partner) else No(_("There is no answer yet, or they have said so already."))


def may_reply(user: Any, it: Contribution) -> Answer:
    if it.state != ContributionState.NOT_SATISFIED:
        return No(_("Nobody waits for a reply."))
    return YES if answers_it(user, it) else No(_("A lay co-chair replies, who has not answered before."))


def may_add(user: Any, it: Contribution) -> Answer:
    """The manager's word beside the reply."""
    if "PM" not in standing(user).codes(it.programme) or is_givers(user, it):
        return No(_("The manager adds to it."))
    if it.state in (ContributionState.NOT_SATISFIED, ContributionState.ANSWERED_AGAIN):
        return YES
    return No(_("You add something once the answer was not good enough."))


def may_withdraw(user: Any, it: Contribution) -> Answer:
    if not is_givers(user, it):
        return No(_("Only who told it takes it back."))
    return YES if it.offers("withdraw") else No(_("It is closed."))
