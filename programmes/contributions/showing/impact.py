"""What the pages of the impact log show: the log with its counts, one entry with its checks, and the report of a year."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.clock import day_of, now
from programmes.contributions.catalogue import OUTCOME_SHORT, Outcome
from programmes.contributions.lifecycles import ImpactState
from programmes.contributions.models import (
    Contribution,
    ImpactCheck,
    ImpactCredit,
    ImpactEntry,
    ImpactReport,
    ImpactVersion,
)
from programmes.contributions.policies import impact as rules
from programmes.contributions.policies.contributions import contributions_seen_by, hides_giver
from programmes.contributions.showing.pages import Filters, groups_by_ref, noted
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import named, tell_about

MOST_IN_REPORT = 500
ENTRY_DOORS: list[Callable[[Any, ImpactEntry], tuple[str, str] | None]] = []     # ways of later wings: (words, address)


class EntryShown(NamedTuple):
    """An entry with who is thanked and who says so, as they may be named to anybody."""

    entry: ImpactEntry
    credited: str
    says: str


def _names(entry: ImpactEntry, credits: list[ImpactCredit], *, hidden: int | None) -> EntryShown:
    """Whoever is named comes first; those who are not are counted. `hidden` gave without a name what the entry comes from: they are counted
    too, whatever they said of their name."""
    open_ones = [each for each in credits if each.agrees and each.partner_id != hidden]
    named_ones = sorted(rules.name_in_log(each.partner, open_ones) for each in open_ones)
    others = len(credits) - len(open_ones)
    if others:
        named_ones.append(ngettext("a lay partner", "%(n)d lay partners", others) % {"n": others})
    return EntryShown(entry, ", ".join(named_ones), _who_said(entry, credits, hidden))


def _who_said(entry: ImpactEntry | ImpactVersion, credits: list[ImpactCredit], hidden: int | None) -> str:
    """Who says so, as they may be named to anybody: an entry, or what it was before."""
    if not entry.says:
        return entry.says_name
    return rules.name_in_log(entry.says, [each for each in credits if each.agrees and each.partner_id != hidden])


def shown(entries: Iterable[ImpactEntry]) -> list[EntryShown]:
    """One query for all who are thanked. A list names nobody who gave without a name what an entry comes from. (The entries come with
    their contributions.)"""
    entries = list(entries)
    credits: dict[int, list[ImpactCredit]] = defaultdict(list)
    for each in ImpactCredit.objects.filter(entry__in=[entry.pk for entry in entries]).select_related("partner").order_by("pk"):
        credits[each.entry_id].append(each)
    return [_names(entry, credits[entry.pk], hidden=entry.contribution.given_by_id if entry.contribution and (
        entry.contribution.is_anonymous) else None) for entry in entries]


def source_of(entry: ImpactEntry) -> Contribution | None:
    """What a lay partner told, from which the entry comes, or about which it was written. A query in the second case."""
    if entry.contribution is not None or entry.about_kind != "contribution":
        return entry.contribution
    return Contribution.objects.select_related("programme", "group", "given_by").one_or_none(ref=entry.about_ref)


class Counts(NamedTuple):
    """How many entries count, by what came of them; how many wait, are disputed or were taken back."""

    outcomes: list[tuple[str, int]]
    checked: int
    waiting: int
    disputed: int
    taken_back: int

    @property
    def sentence(self) -> str:
        facts = {"n": self.checked, "good": dict(self.outcomes)[str(OUTCOME_SHORT[Outcome.CHANGED])],
                 "partly": dict(self.outcomes)[str(OUTCOME_SHORT[Outcome.PARTLY])],
                 "none": dict(self.outcomes)[str(OUTCOME_SHORT[Outcome.NONE])],
                 "worse": dict(self.outcomes)[str(OUTCOME_SHORT[Outcome.WORSE])]}
        if not self.checked:
            return _("No entry is checked by a lay partner yet, so none counts.")
        return ngettext("%(n)d entry is checked by a lay partner: changed %(good)d, changed in part %(partly)d, no change %(none)d, "
                        "made worse %(worse)d.",
                        "%(n)d entries are checked by a lay partner: changed %(good)d, changed in part %(partly)d, no change %(none)d, "
                        "made worse %(worse)d.", self.checked) % facts


def counts_of(found: QuerySet[ImpactEntry]) -> Counts:
    """One query."""
    rows = list(found.order_by().values_list("state", "outcome").annotate(n=Count("pk")))
    by_outcome = {outcome: sum(n for state, out, n in rows if state == ImpactState.CHECKED and out == outcome) for outcome in Outcome}
    by_state = {state: sum(n for its, _out, n in rows if its == state) for state in ImpactState}
    return Counts([(str(OUTCOME_SHORT[outcome]), n) for outcome, n in by_outcome.items()], by_state[ImpactState.CHECKED],
                  by_state[ImpactState.WRITTEN], by_state[ImpactState.DISPUTED], by_state[ImpactState.TAKEN_BACK])


def years_of(programme: Programme) -> list[int]:
    """The years of which something is written, the newest first, and this one. One query."""
    found = {each.year for each in ImpactEntry.objects.filter(programme=programme).dates("happened_on", "year")}
    return sorted(found | {day_of(now()).year}, reverse=True)


def log_context(programme: Programme, user: Any, given: Mapping[str, str]) -> dict[str, Any]:
    """The log, the newest first, a page at a time. The numbers are those of the group and the year that the reader asks for."""
    every = ImpactEntry.objects.filter(programme=programme)
    asked = Filters(given, outcome={outcome.value: OUTCOME_SHORT[outcome] for outcome in Outcome}, group=groups_by_ref(programme),
                    year={str(year): str(year) for year in years_of(programme)}, state=dict(ImpactState.choices))
    found = every
    if asked["group"]:
        found = found.filter(group__ref=asked["group"])
    if asked["year"]:
        found = found.filter(happened_on__year=int(asked["year"]))
    counts = counts_of(found)
    if asked["outcome"]:
        found = found.filter(outcome=asked["outcome"])
    if asked["state"]:
        found = found.filter(state=asked["state"])
    page = asked.page(found.select_related("group", "says", "contribution").order_by("-happened_on", "-pk"))
    return page | {
        "programme": programme, "rows": shown(page["rows"]), "counts": counts,
        "filters": asked.fields({"outcome": _("What came of it"), "group": _("Group"), "year": _("Year"), "state": _("Checked or not")}),
        "may_write": rules.may_write_impact(user, programme), "may_note": rules.may_note_impact(user, programme)}


class CheckShown(NamedTuple):
    """What a lay partner said of the entry, and the answer to a "not so"."""

    check: ImpactCheck
    who: str
    noted: str
    answered_by: str
    may_answer: bool


def entry_context(entry: ImpactEntry, user: Any) -> dict[str, Any]:
    """One entry with its checks, what it was before, and what the reader may do."""
    names, me = bool(may_see_names(user, entry.programme)), partner_of(user)
    checks = entry.checks.select_related("by", "noted_by", "answered_by").order_by("at", "pk")
    may_change = rules.may_change_entry(user, entry)
    may_answer = bool(may_change) or (me is not None and rules.settles_for_who_left(user, me, entry))
    told = source_of(entry)
    hides = hides_giver(user, told)
    hidden = told.given_by_id if told and hides else None
    source = contributions_seen_by(user).one_or_none(pk=told.pk) if told and not hides else None
    credits = list(entry.credits.select_related("partner").order_by("pk"))
    noting = bool(rules.may_note_for(user, entry.programme))
    return {
        "entry": entry, "programme": entry.programme, "shown": _names(entry, credits, hidden=hidden), "source": source,
        "hides_source": hides,
        "writer": named(entry.written_by, names=names), "noted": noted(entry.through, entry.noted_by, names=names),
        "checks": [CheckShown(each, named(each.by, names=names), noted(each.through, each.noted_by, names=names),
                              named(each.answered_by, names=names), may_answer and each.is_open_no and entry.state == ImpactState.DISPUTED
                              and (me is None or each.by_id != me.pk)) for each in checks],
        "versions": [(each, named(each.by, names=names), noted(each.through, each.noted_by, names=names), _who_said(each, credits, hidden))
                     for each in entry.versions.select_related("by", "noted_by", "says").order_by("-number")],
        "back_noted": noted(entry.taken_back_through, entry.taken_back_noted_by, names=names),
        "my_credit": next((each for each in credits if me is not None and each.partner_id == me.pk), None),
        "to_ask": [each for each in credits if each.agrees is None and noting and each.partner_id != hidden and (
            me is None or each.partner_id != me.pk)],
        "may_change": may_change, "may_take_back": rules.may_take_back(user, entry), "may_check": rules.may_check(user, entry),
        "may_note_check": rules.may_note_check(user, entry),
        "doors": [door for each in ENTRY_DOORS if (door := each(user, entry))],
        "history": tell_about([entry.ref, *(each.ref for each in checks)], names=names)}


def report_context(programme: Programme, user: Any, year: int) -> dict[str, Any]:
    """The report of a year: what the team wrote, and what of the log counts."""
    every = ImpactEntry.objects.filter(programme=programme, happened_on__year=year)
    counting = shown(every.counting().select_related("group", "says", "contribution").order_by("happened_on", "pk")[:MOST_IN_REPORT])
    return {
        "programme": programme, "year": year, "years": years_of(programme), "counts": counts_of(every),
        "report": ImpactReport.objects.filter(programme=programme, year=year).select_related("written_by").first(),
        "by_outcome": [(OUTCOME_SHORT[outcome], [each for each in counting if each.entry.outcome == outcome]) for outcome in Outcome],
        "may_write": rules.may_write_report(user, programme), "on": day_of(now())}
