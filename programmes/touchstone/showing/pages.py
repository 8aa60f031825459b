"""What the pages of the touchstone show: the programme's, a version, a group's, a check and a breach."""

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of, now
from partners.models import Group, Partner
from partners.people.models import Through
from programmes.programme.models import Membership, Programme, Workstream
from programmes.programme.policies import home_of, may_run, may_see_names, partner_of
from programmes.programme.telling import named
from programmes.touchstone.catalogue import FEWEST
from programmes.touchstone.lifecycles import ASKING, WAITING, BreachState
from programmes.touchstone.models import (
    Adoption,
    Breach,
    BreachAnswer,
    BreachProcedure,
    Touchstone,
    TouchstoneBallot,
    TouchstoneCheck,
    TouchstoneReopening,
    TouchstoneWord,
)
from programmes.touchstone.policies import adopting, breaches, checks, drafting
from programmes.touchstone.showing import pictures
from programmes.touchstone.showing.results import result_of, sentences_of

MOST = 20
VERSION_DOORS: list[Callable[[Any, Touchstone], tuple[str, str] | None]] = []      # ways of later wings: (words, address)


def noted(how: str, by: Partner | None) -> str:
    """ "noted by Sam Oduya, by phone"; "" for what somebody wrote themselves."""
    return _("noted by %(who)s, %(how)s") % {"who": by.name, "how": str(Through(how).label).lower()} if by else ""


class WordShown(NamedTuple):
    """What somebody said, as the reader may see it, with the answer to a "no"."""

    word: TouchstoneWord
    who: str
    noted: str
    answered_by: str
    may_answer: bool


def words_of(found: QuerySet[TouchstoneWord], user: Any, *, names: bool, may_answer: bool) -> list[WordShown]:
    """One query; earlier words of the same person too. `may_answer`: whether the reader answers a "no" there, if it is not their own."""
    me = partner_of(user)
    rows = found.select_related("partner", "noted_by", "answered_by", "touchstone__programme", "adoption__group").order_by("at", "pk")
    return [WordShown(word, named(word.partner, names=names, role=word.role), noted(word.through, word.noted_by),
                      named(word.answered_by, names=names), may_answer and word.is_open_no() and word.partner != me)
            for word in rows]


# --- the programme ------------------------------------------------------------------------------------------------------

class GroupLine(NamedTuple):
    group: Group
    adoption: Adoption | None
    is_proposed: bool
    is_old: bool
    checked: TouchstoneCheck | None


def _groups(programme: Programme, agreed: Touchstone | None) -> list[GroupLine]:
    """Each group with the adoption in force, whether one waits, and its last closed check. Four queries."""
    groups = list(adopting.groups_that_adopt(programme).order_by("kind", "name", "pk"))
    of_them = Adoption.objects.filter(group__in=[group.pk for group in groups])
    adoptions = {each.group_id: each for each in of_them.adopted()}
    waiting = set(of_them.proposed().values_list("group", flat=True))
    last: dict[int, TouchstoneCheck] = {}
    for check in TouchstoneCheck.objects.closed().filter(adoption__group__in=[group.pk for group in groups]).select_related(
            "adoption").order_by("closed_at", "pk"):
        last[check.adoption.group_id] = check
    return [GroupLine(group, found, group.pk in waiting, bool(found and agreed and found.touchstone_id != agreed.pk), last.get(group.pk))
            for group in groups for found in [adoptions.get(group.pk)]]


def _breach_numbers(programme: Programme) -> dict[str, int]:
    """Numbers alone, for everybody in the programme: how many were raised, wait, are late, are settled or not. One query."""
    rows = list(Breach.objects.filter(procedure__programme=programme).values_list("state", "due_on"))
    states = Counter(state for state, _due in rows)
    today = day_of(now())
    return {"raised": len(rows) - states[BreachState.WITHDRAWN], "waiting": sum(states[state] for state in WAITING),
            "late": sum(state in WAITING and due < today for state, due in rows), "answered": sum(states[state] for state in ASKING),
            "settled": states[BreachState.SETTLED], "unsettled": states[BreachState.UNSETTLED]}


def programme_context(programme: Programme, user: Any) -> dict[str, Any]:
    """The version in force, the one in work, who signed, each group, and the way to raise a breach."""
    agreed, me = drafting.agreed_of(programme), partner_of(user)
    versions = list(Touchstone.objects.filter(programme=programme).order_by("-version"))
    signing = list(Membership.objects.in_force(day_of(now())).filter(programme=programme, signs=True).values_list(
        "touchstone_signature__version", flat=True))
    return {
        "programme": programme, "agreed": agreed, "items": list(agreed.items.order_by("position")) if agreed else [],
        "drafters": list(agreed.drafters.order_by("name")) if agreed else [], "names": bool(may_see_names(user, programme)),
        "in_work": next((each for each in versions if each.is_draft() or each.is_asked()), None),
        "before": [each for each in versions if each.state == "superseded"], "signing": len(signing),
        "signed": sum(bool(agreed and version == agreed.version) for version in signing), "groups": _groups(programme, agreed),
        "way": breaches.procedure_of(programme),
        "way_waits": BreachProcedure.objects.waiting().select_related("teller", "other", "written_by").filter(programme=programme).first(),
        "numbers": _breach_numbers(programme), "my_breaches": list(breaches.breaches_of(me).filter(procedure__programme=programme).order_by(
            "-raised_at", "-pk")[:MOST]),
        "may_draft": drafting.may_draft(user, programme), "may_write_way": breaches.may_write_procedure(user, programme),
        "may_raise": breaches.may_raise(user, programme), "may_note_breach": breaches.may_note_breach(user, programme)}


def version_context(touchstone: Touchstone, user: Any) -> dict[str, Any]:
    names = bool(may_see_names(user, touchstone.programme))
    return {
        "touchstone": touchstone, "programme": touchstone.programme, "items": list(touchstone.items.order_by("position")),
        "drafters": list(touchstone.drafters.order_by("name")), "names": names,
        "opinions": words_of(touchstone.words.all(), user, names=names, may_answer=bool(drafting.may_draft(user, touchstone.programme))),
        "may_change": drafting.may_change_draft(user, touchstone), "may_ask": drafting.may_ask(user, touchstone),
        "may_say": drafting.may_say(user, touchstone), "may_note": drafting.may_note_for(user, touchstone),
        "doors": [door for each in VERSION_DOORS if (door := each(user, touchstone))]}


# --- a group ------------------------------------------------------------------------------------------------------------

def _adoption_shown(adoption: Adoption | None) -> list[str]:
    return adoption.points() if adoption else []


def group_context(group: Group, user: Any) -> dict[str, Any]:
    """What the group agreed, what waits for both sides, its checks, and when it came back to the touchstone."""
    programme = home_of(group)
    names = bool(programme and may_see_names(user, programme))
    found = Adoption.objects.filter(group=group).select_related("group", "touchstone", "written_by")
    adopted, waiting = found.adopted().first(), found.proposed().first()
    of_group = list(TouchstoneCheck.objects.filter(adoption__group=group).select_related("adoption__group", "meeting__group").order_by(
        "-opened_at", "-pk")[:MOST])
    reopenings = TouchstoneReopening.objects.filter(group=group).select_related("asked_by", "noted_by", "looked_by", "group").order_by(
        "-asked_at", "-pk")[:MOST]
    agreed, may_write = adopting.agreed_for(group), adopting.may_write_adoption(user, group)
    words = TouchstoneWord.objects.filter(adoption__in=[each.pk for each in (adopted, waiting) if each])
    return {
        "group": group, "programme": programme, "agreed": agreed, "adopted": adopted, "points": _adoption_shown(adopted),
        "waiting": waiting,
        "waiting_points": _adoption_shown(waiting), "opinions": words_of(words, user, names=names, may_answer=bool(may_write)),
        "adopts": adopting.adopts(group),
        "is_old": bool(adopted and agreed and adopted.touchstone_id != agreed.pk), "before": list(found.filter(state="replaced").order_by(
            "-adopted_at", "-pk")[:MOST]),
        "is_workstream": Workstream.objects.filter(group=group).exists(), "first_on": adopting.first_meeting_of(group),
        "checks": sentences_of(of_group), "is_checking": any(check.is_open() for check in of_group),
        "reopenings": [(each, named(each.asked_by, names=names), noted(each.through, each.noted_by), named(each.looked_by, names=names),
                        bool(adopting.may_say_it_was_looked_at(user, each))) for each in reopenings],
        "may_write": may_write, "may_say": adopting.may_say_on_adoption(user, group),
        "may_note": may_write and adopting.may_note_adoption(user, group), "may_open": may_write,
        "may_reopen": adopting.may_ask_to_reopen(user, group)}


# --- a check ------------------------------------------------------------------------------------------------------------

def check_context(check: TouchstoneCheck, user: Any) -> dict[str, Any]:
    """An open check: how many are asked, and for the manager those who must be asked by phone. A closed one: what may be told."""
    programme = home_of(check.group)
    found: dict[str, Any] = {"check": check, "group": check.group, "programme": programme, "few": FEWEST}
    if check.is_open():
        by_hand = TouchstoneBallot.objects.silent().filter(check_of=check).exclude(partner__channel=Partner.Channel.EMAIL).select_related(
            "partner", "check_of__adoption__group").order_by("partner__name", "pk")
        return found | {
            "items": list(check.items.order_by("position")), "may_answer": checks.may_answer_check(user, check),
            "by_hand": list(by_hand) if programme and may_run(user, programme) else [],
            "lay_too_few": check.asked_lay < FEWEST, "staff_too_few": check.asked_staff < FEWEST}
    result = result_of(check)
    return found | {"result": result, "picture": pictures.gap(result) if result.lay.is_shown or result.staff.is_shown else None}


# --- a breach -----------------------------------------------------------------------------------------------------------

def breach_context(breach: Breach, user: Any) -> dict[str, Any]:
    """For the very few who read it, by name."""
    return {
        "breach": breach, "programme": breach.programme, "answers": [
            (each, noted(each.said_through, each.said_noted_by)) for each in BreachAnswer.objects.filter(breach=breach).select_related(
                "by", "said_noted_by").order_by("at", "pk")],
        "noted": noted(breach.through, breach.noted_by), "is_late": breach.waits_for_answer() and breach.due_on < day_of(now()),
        "speaks": breaches.speaks_for_it(user, breach), "may_answer": breaches.may_answer_breach(user, breach),
        "may_say": breaches.may_say_on_breach(user, breach), "may_withdraw": breaches.may_withdraw_breach(user, breach)}
