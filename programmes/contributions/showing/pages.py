"""What the pages of ideas and worries show."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from partners.models import Partner
from partners.people.models import Through
from programmes.contributions.catalogue import ON_A_PAGE, SHORT, Kind
from programmes.contributions.lifecycles import OPEN, ContributionState
from programmes.contributions.models import Contribution, ContributionAnswer
from programmes.contributions.policies import contributions as rules
from programmes.contributions.policies.impact import may_write_impact
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import named, tell_about


def noted(how: str, by: Partner | None, *, names: bool) -> str:
    """ "noted by Sam Oduya, by phone"; "" for what somebody wrote themselves. Without `names` a lay partner is named by no name."""
    return _("noted by %(who)s, %(how)s") % {"who": named(by, names=names), "how": str(Through(how).label).lower()} if by else ""


class Filters:
    """What a reader asks of a list by the address: each value only if it is one of the list's own."""

    def __init__(self, given: Mapping[str, str], **allowed: Mapping[str, Any]) -> None:
        self.allowed = allowed
        self.chosen = {name: given.get(name, "") for name, values in allowed.items() if given.get(name, "") in values}
        self.start = number(given.get("from", ""))

    def __getitem__(self, name: str) -> str:
        return self.chosen.get(name, "")

    def fields(self, labels: Mapping[str, Any]) -> list[dict[str, Any]]:
        """For the form: each filter with its label, its choices and what is chosen."""
        return [{"name": name, "label": labels[name], "choices": list(values.items()), "chosen": self[name]}
                for name, values in self.allowed.items()]

    def address(self, start: int) -> str:
        return "?" + urlencode(self.chosen | ({"from": start} if start else {}))

    def page(self, found: QuerySet) -> dict[str, Any]:
        """A page of it, with the addresses of the page before and after."""
        rows = list(found[self.start:self.start + ON_A_PAGE + 1])
        return {"rows": rows[:ON_A_PAGE], "next": self.address(self.start + ON_A_PAGE) if len(rows) > ON_A_PAGE else "",
                "previous": self.address(max(self.start - ON_A_PAGE, 0)) if self.start else ""}


def groups_by_ref(programme: Programme) -> dict[str, str]:
    """Its groups by ref. One query."""
    return dict(rules.groups_of(programme).order_by("name", "pk").values_list("ref", "name"))


def list_context(programme: Programme, user: Any, given: Mapping[str, str]) -> dict[str, Any]:
    """What the reader may read of what was told in the programme, the newest first. Without names: they stand on each one's own page."""
    seen = rules.contributions_seen_by(user).filter(programme=programme)
    asked = Filters(given, state=dict(ContributionState.choices), kind={kind.value: SHORT[kind] for kind in Kind},
                    group=groups_by_ref(programme))
    found = seen
    if asked["state"]:
        found = found.filter(state=asked["state"])
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    if asked["group"]:
        found = found.filter(group__ref=asked["group"])
    counts = dict(seen.order_by().values_list("state").annotate(n=Count("pk")))
    me, today = partner_of(user), day_of(now())
    page = asked.page(found.select_related("group").order_by("-given_at", "-pk"))
    rows = [(each, bool(me and each.given_by_id == me.pk), bool((due := each.waits_until()) and due < today)) for each in page["rows"]]
    return page | {
        "programme": programme, "rows": rows, "all": sum(counts.values()), "waiting": sum(counts.get(state, 0) for state in OPEN),
        "filters": asked.fields({"state": _("What became of it"), "kind": _("What it is"), "group": _("Group")}),
        "may_tell": rules.may_tell(user, programme), "may_note": rules.may_note_telling(user, programme)}


class AnswerShown(NamedTuple):
    """An answer as the reader may see it, with who gave it and how the word on it came."""

    answer: ContributionAnswer
    who: str
    said_noted: str


def _name(person: Partner, *, names: bool, is_giver: bool) -> str:
    if names or person.is_professional:
        return person.name if person.is_professional else person.shown
    return person.shown if is_giver else _("A lay partner")


def judged_context(it: Contribution, user: Any) -> dict[str, Any]:
    """What somebody reads who says whether the answer is good enough: what was told, and the answer with what changes and why not all."""
    names, answer = bool(may_see_names(user, it.programme)), rules.last_answer(it)
    return {"it": it, "who": rules.giver_shown(user, it), "answer": answer,
            "answered_by": _name(answer.by, names=names, is_giver=rules.is_givers(user, it)) if answer else ""}


def contribution_context(it: Contribution, user: Any) -> dict[str, Any]:
    """One of them with its answers, and what the reader may do."""
    names, is_giver = bool(may_see_names(user, it.programme)), rules.is_givers(user, it)
    answers = it.answers.select_related("by", "said_noted_by").order_by("at", "pk")
    due = it.waits_until()
    return {
        "it": it, "programme": it.programme, "who": rules.giver_shown(user, it), "is_mine": is_giver,
        "noted": noted(it.through, it.noted_by, names=names), "due": due, "is_late": bool(due and due < day_of(now())),
        "answers": [AnswerShown(each, _name(each.by, names=names, is_giver=is_giver),
                                noted(each.said_through, each.said_noted_by, names=names))
                    for each in answers],
        "may_consider": rules.may_consider(user, it), "may_answer": rules.may_answer(user, it), "may_say": rules.may_say_on(user, it),
        "may_note_say": rules.may_note_say(user, it), "may_reply": rules.may_reply(user, it), "may_add": rules.may_add(user, it),
        "may_withdraw": rules.may_withdraw(user, it), "may_write_impact": may_write_impact(user, it.programme),
        "impact": [] if rules.hides_giver(user, it) else list(it.impact.order_by("pk")), "history": tell_about([it.ref], names=names)}
