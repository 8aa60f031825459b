"""Home, the portfolio, a programme, a workstream, a person's queues, the trail."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed, signed_in
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from coprod.kit.parameters import words as typed_in
from coprod.trail.models import Row
from partners.models import Group, Holding, Partner
from programmes.appointments.policies import may_read_appointments
from programmes.catalogue import COPY, edition
from programmes.challenges.policies import may_open_log
from programmes.home import pictures
from programmes.home.policies import has_queue
from programmes.home.queues.naming import RELATED, label_of
from programmes.home.showing import ON_HOME, Waiting, of
from programmes.home.showing import counted as counted_for
from programmes.home.showing import oldest as waiting_longest
from programmes.involvement.policies import may_read_involvement
from programmes.portal.showing import what_i_said, what_is_next
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, Workstream
from programmes.programme.models.standing import Standing, StandingToday, standing_of
from programmes.programme.policies import (
    may_close,
    may_create_programme,
    may_read,
    may_read_workstream,
    may_run,
    may_run_workstream,
    may_see_names,
    may_see_people,
    partner_of,
    standing,
)
from programmes.programme.roles import NAMES
from programmes.programme.telling import named, tell, tell_about
from programmes.programme.views.doors import the_programme, the_workstream
from programmes.programme.views.groups import seats_context
from programmes.renewal.policies import may_read_recruitment
from programmes.reporting.showing import seat_of
from programmes.sharing.showing import briefing_context, shared_by
from programmes.stages.lifecycles import AT_WORK_STATES, AnswerState, StageState
from programmes.stages.models import Answer, Stage
from programmes.stages.policies import may_plan_stages
from programmes.stages.showing import TONES
from programmes.stages.telling import UNTOLD
from programmes.tailoring.models import Tailoring

ON_A_PAGE = 25


@allowed(signed_in)
def home(request: HttpRequest) -> HttpResponse:
    """What needs me today; a lay partner finds first what is next."""
    partner, whole, today = partner_of(request.user), standing(request.user), day_of(now())
    if partner is not None and not partner.is_professional:
        return _home_of_lay_partner(request, partner, whole, today)
    counted = counted_for(whole.at_hand, on=today)
    mine, roles = _programmes_of(whole, today)
    return render(request, "programmes/home/home.html", {
        "partner": partner, "counted": counted, "waiting": sum(row.count for row in counted),
        "still": [row for row in counted if not row.count],
        "programmes": [(each, ", ".join(roles[each.pk])) for each in mine],
        "may_create": may_create_programme(request.user), "today": today})


def _home_of_lay_partner(request: HttpRequest, partner: Partner, whole: StandingToday, today: date) -> HttpResponse:
    """What is next, what is asked (single things, the oldest first), what happened to what they said; then where they sit."""
    asked = waiting_longest(whole.at_hand, on=today)
    holdings = Holding.objects.serving(today).filter(partner=partner).select_related("seat__group__workstream").only(
        "from_on", "seat__office", "seat__group__name", "seat__group__ref", "seat__group__workstream__ref").order_by(
        "seat__group__name", "pk")
    mine, roles = _programmes_of(whole, today)
    return render(request, "programmes/home/home_lay.html", {
        "partner": partner, "next": what_is_next(partner, on=today), "asked": _in_words(asked[:ON_HOME], whole.at_hand, today),
        "are_more": len(asked) > ON_HOME, "said": what_i_said(partner, most=5), "holdings": holdings,
        "programmes": [(each, ", ".join(roles[each.pk])) for each in mine]})


def _in_words(asked: list[Waiting], here: Standing, today: date) -> list[tuple[str, str, Any, str]]:
    """Each thing with what it is called, what to do with it, since when, and where. One query for each queue among them."""
    things: dict[tuple[str, int], Any] = {}
    for each in {each.queue.name: each.queue for each in asked}.values():
        rows = each.rows(here, today)
        found = rows.filter(pk__in=[one.pk for one in asked if one.queue is each]).select_related(*RELATED[rows.model])
        things |= {(each.name, thing.pk): thing for thing in found}
    shown = []
    for one in asked:
        thing = things.get((one.queue.name, one.pk))
        if thing is not None:
            title, where = label_of(thing)
            shown.append((title, f"{one.queue.hint} {where}", one.since, reverse(one.queue.route, args=[one.ref])))
    return shown


@allowed(has_queue)
def asked(request: HttpRequest) -> HttpResponse:
    """Everything that is asked of the person, kind by kind; each leads to exactly its list."""
    counted = counted_for(standing(request.user).at_hand, on=day_of(now()))
    return render(request, "programmes/home/asked.html", {
        "counted": [row for row in counted if row.count], "waiting": sum(row.count for row in counted)})


def _programmes_of(whole: StandingToday, today: date) -> tuple[list[Programme], dict[int, list[str]]]:
    """The first ten programmes of a person, and what the person is in each."""
    here: Standing = whole.at_hand
    if whole.partner and whole.reads_more():
        mine = list(Programme.objects.seen_by(whole.partner, on=today).running().order_by("name", "pk")[:10])
        here = standing_of(whole.partner, on=today, programmes=[each.pk for each in mine])
    else:
        mine = list(Programme.objects.filter(pk__in={role.programme for role in here.roles}).running().order_by("name", "pk")[:10])
    roles: dict[int, list[str]] = {}
    for role in sorted(here.roles, key=lambda each: each.code):
        words = str(NAMES[role.code])
        if words not in roles.setdefault(role.programme, []):
            roles[role.programme].append(words)
    return mine, roles


@allowed(has_queue)
def queue(request: HttpRequest, name: str) -> HttpResponse:
    """Exactly the list that home counted, oldest first, a page at a time."""
    here, today = standing(request.user).at_hand, day_of(now())
    found = next((each for each in of(here) if each.name == name), None)
    if found is None:
        raise Http404
    start = number(request.GET.get("from", ""))
    things = list(found.rows(here, today).select_related(*RELATED[found.rows(here, today).model]).annotate(
        q_since=F(found.since), q_ref=F(found.ref)).order_by(found.since, "pk")[start:start + ON_A_PAGE + 1])
    rows = [(thing, label_of(thing), thing.q_since) for thing in things[:ON_A_PAGE]]
    count = found.rows(here, today).count()
    return render(request, "programmes/home/queue.html", {
        "queue": found, "title": found.title(count), "rows": rows, "start": start,
        "next": start + ON_A_PAGE if len(things) > ON_A_PAGE else 0,
        "previous": max(start - ON_A_PAGE, 0), "count": count})


@allowed(signed_in)
def programme_list(request: HttpRequest) -> HttpResponse:
    """The portfolio: programmes that the user may see, by name, with what is at work in each."""
    today, words = day_of(now()), typed_in(request, "q")
    state = request.GET.get("state", "")
    after, _sep, after_id = typed_in(request, "after", longest=300).rpartition("|")
    found = Programme.objects.visible_to(request.user, on=today).order_by("name", "pk")
    if words:
        found = found.matching(words)
    if state in ProgrammeState.values:
        found = found.filter(state=state)
    if number(after_id):
        found = found.filter(Q(name__gt=after) | Q(name=after, pk__gt=number(after_id)))
    programmes = list(found[:ON_A_PAGE + 1])
    shown = programmes[:ON_A_PAGE]
    work: dict[int, Counter[str]] = {}
    oldest: dict[int, Any] = {}
    for pk, stage_state, n, due in Stage.objects.filter(programme__in=shown).order_by().values_list("programme", "state").annotate(
            n=Count("pk"), due=Min("due_on")):
        work.setdefault(pk, Counter())[stage_state] = n
        if stage_state in AT_WORK_STATES and due and (pk not in oldest or due < oldest[pk]):
            oldest[pk] = due
    ways = Counter(Tailoring.objects.in_force().filter(programme__in=shown).order_by().values_list("programme", flat=True))
    last = shown[-1] if len(programmes) > ON_A_PAGE else None
    return render(request, "programmes/home/programme_list.html", {
        "rows": [{"programme": each, "open": _at_work(work.get(each.pk)), "ready": work.get(each.pk, {}).get(StageState.READY, 0),
                  "unresolved": work.get(each.pk, {}).get(StageState.UNRESOLVED, 0), "due": oldest.get(each.pk), "ways": ways[each.pk],
                  "late": each.pk in oldest and oldest[each.pk] < today} for each in shown],
        "words": words, "state": state, "states": ProgrammeState.choices, "after": after,
        "next": f"{last.name}|{last.pk}" if last else "", "may_create": may_create_programme(request.user)})


def _at_work(states: Counter[str] | None) -> int:
    return sum(n for state, n in (states or {}).items() if state in (StageState.OPEN, StageState.REOPENED))


@allowed(may_read, find=the_programme)
def programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Vision, people and groups, the stage map, the timeline, the grid."""
    today, user = day_of(now()), request.user
    streams = list(programme.workstreams.in_order())
    runs = pictures.Runs(programme, streams)
    groups = list(Group.objects.filter(programme_links__programme=programme).only("name", "ref", "kind").order_by("kind", "name", "pk"))
    team = list(programme.team.in_force(today).exclude(role="WL").select_related("partner").only(
        "programme", "role", "partner__name").order_by("role", "pk"))
    asked = edition(programme.edition)
    counts = dict(Answer.objects.that_count().filter(stage__programme=programme).order_by().values_list("state").annotate(n=Count("pk")))
    oldest = min(runs.due(), default=None)
    return render(request, "programmes/home/programme.html", {
        "programme": programme, "focus": programme.focus_statements.order_by("-version").first(), "copy": COPY,
        "groups": groups, "streams": streams, "team": team,
        "organisations": programme.memberships.in_force(today).count(), "edition": asked,
        "map": pictures.stage_map(asked, runs), "grid": pictures.grid(asked, runs),
        "timeline": pictures.timeline(runs, today=today), "listed": pictures.listed(asked, runs),
        "counts_head": [_("State"), _("Standards")], "counts": [(state.label, counts.get(state.value, 0)) for state in AnswerState],
        "oldest": oldest if oldest and oldest < today else None,
        "may_see_appointments": may_read_appointments(user, programme),
        "may_run": may_run(user, programme), "may_plan": may_plan_stages(user, programme),
        "opens_challenges": may_open_log(user, programme), "reads_recruitment": may_read_recruitment(user, programme),
        "reads_involvement": may_read_involvement(user, programme),
        "is_in_forum": "FORUM" in standing(user).codes(programme), "runs_forum": bool(
            standing(user).codes(programme) & {"PM", "FAC"}) and any(each.kind == Group.Kind.FORUM for each in groups),
        "may_close": programme.state != ProgrammeState.CLOSED and may_close(user, programme)})


@allowed(may_read_workstream, find=the_workstream)
def workstream(request: HttpRequest, workstream: Workstream) -> HttpResponse:
    """The lead, the pair, the seats with their clocks, and the stages that run for the workstream."""
    today, user = day_of(now()), request.user
    stages = list(workstream.stages.order_by("number", "cycle"))
    for stage in stages:
        stage.programme, stage.workstream = workstream.programme, workstream
    leads = list(workstream.leads.in_force(today).select_related("partner").order_by("pk"))
    past = list(Holding.objects.filter(seat__group=workstream.group_id, state="ended", until_on__lt=today).select_related(
        "partner", "seat").order_by("-until_on", "-pk"))
    seats, names = seats_context(request, workstream.group), bool(may_see_people(user, workstream.programme))
    shared = shared_by(workstream.group, user, workstream.programme) | briefing_context(workstream, user)
    allocations = list(workstream.allocations.select_related("made_by").order_by("made_at", "pk"))      # type: ignore[attr-defined]
    more = [each.ref for each in allocations] + [briefing.ref for briefing, _views in shared["briefings"]]
    return render(request, "programmes/home/workstream.html", seats | shared | {
        "allocations": [(each, named(each.made_by, names=names, role="LCC")) for each in allocations],
        "workstream": workstream, "programme": workstream.programme, "group": workstream.group, "leads": leads, "past": past,
        "stages": [(stage, stage.get_state_display(), TONES[stage.state]) for stage in stages],
        "names": names, "history": tell_about(
            [workstream.ref, *seats["refs"], *more], names=bool(may_see_names(user, workstream.programme))),
        "may_run": may_run_workstream(user, workstream),
        "may_plan": may_plan_stages(user, workstream.programme), "leads_it": "WL" in standing(user).codes(workstream.programme, workstream),
        "opens_challenges": may_open_log(user, workstream.programme), "me": partner_of(user),
        "my_seat": seat_of(partner_of(user), workstream, on=today)})


@allowed(may_read, find=the_programme)
def trail(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Everything that was done in the programme, in words, newest first."""
    before = number(request.GET.get("before", ""))
    rows = Row.objects.of_book(programme.ref)
    if before:
        rows = rows.filter(number__lt=before)
    found = list(rows[:ON_A_PAGE + 1])
    shown = [row for row in found[:ON_A_PAGE] if (row.kind, row.move) not in UNTOLD]
    return render(request, "programmes/home/trail.html", {
        "programme": programme, "history": tell(shown, names=bool(may_see_names(request.user, programme))),
        "next": found[ON_A_PAGE - 1].number if len(found) > ON_A_PAGE else 0})
