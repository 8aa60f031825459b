"""One of everything that has an address, in the cast's programme, and the address of each route to it."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse

from coprod.kit.clock import now
from coprod.post.models import Message
from partners.candidates.models import token_of
from partners.groups.actions import add_seat
from partners.models import Group, Vacancy
from programmes.calls.actions import close_call, copy_is_ready, want_copy
from programmes.calls.models import token_of_request
from programmes.nominations.actions.lists import check_list, run_batch, take_in_a_part
from programmes.profiles.actions import say_view
from programmes.programme.actions import add_scope_point, propose_partner, write_focus
from programmes.programme.models import Membership, TeamRole
from programmes.renewal.actions.checks import answer_gap_no, ask_about_check
from programmes.renewal.actions.feed import make_calendar
from programmes.renewal.actions.strategy import say_on_strategy
from programmes.renewal.models import token_of_feed
from programmes.stages.actions.answering import claim_standard
from programmes.stages.actions.opening import plan_stage
from tests.again import again
from tests.cast import Cast, gather
from tests.makers import MONDAY, a_partner, a_seat_for, a_stage
from tests.programmes.access.doing import one_of_each as access
from tests.programmes.appointments.doing import one_of_each
from tests.programmes.challenges.doing import one_of_each as challenges
from tests.programmes.choosing.doing import a_type
from tests.programmes.commitments.doing import one_of_each as commitments
from tests.programmes.contributions.doing import one_of_each as contributions
from tests.programmes.decisions.doing import one_of_each as decisions
from tests.programmes.forum.doing import one_of_each as forum
from tests.programmes.meetings.doing import one_of_each as meetings
from tests.programmes.messages.doing import one_of_each as messages
from tests.programmes.minutes.doing import one_of_each as minutes
from tests.programmes.moving.doing import a_move
from tests.programmes.nominations.doing import a_call, a_draft, a_nominee, a_request
from tests.programmes.offline.doing import one_of_each as offline
from tests.programmes.papers.doing import one_of_each as papers
from tests.programmes.people.doing import one_of_each as people
from tests.programmes.plans.doing import one_of_each as plans
from tests.programmes.portal.doing import one_of_each as portal
from tests.programmes.profiles.doing import OTHERS, a_profile, agreed, asked, published
from tests.programmes.renewal.doing import NO, refused
from tests.programmes.renewal.doing import asked as strategy_asked
from tests.programmes.reporting.doing import one_of_each as reporting
from tests.programmes.rounds.doing import one_of_each as rounds
from tests.programmes.selection.doing import one_of_each as panels
from tests.programmes.sharing.doing import shared_things
from tests.programmes.tailoring.doing import a_way
from tests.programmes.toolkit.doing import one_of_each as toolkit
from tests.programmes.touchstone.doing import one_of_each as touchstone

DAY = MONDAY.date()


def furnish(cast) -> dict[str, dict[str, object]]:
    """Make one of everything; answers with the parts of the address of each of our routes."""
    maya, programme, group = cast.maya, cast.programme, cast.housing.group
    write_focus(programme, by=maya, at=MONDAY, problem="Queues", people="Carers", area="Westmere", ends_on=DAY + timedelta(days=100))
    point = add_scope_point(programme, by=maya, at=MONDAY, matter="Opening hours", status="open", decided_by="The Board")
    stage = a_stage(programme, "S7", by=maya, workstream=cast.housing)
    planned = plan_stage(programme, "S11", by=maya, at=MONDAY, opens_on=DAY + timedelta(days=90))
    answer = stage.answers.select_related("stage__programme", "stage__workstream").get(code="7.6")
    claim_standard(answer, by=cast.priya, at=MONDAY, text="We wrote it down.", evidence={
        "kind": "file", "title": "Note", "file": ContentFile(b"What we agreed.", name="note.txt"), "content_type": "text/plain"})
    third = add_seat(group, by=maya, at=MONDAY, opened_on=DAY - timedelta(days=3), name="C")
    spare = add_seat(cast.advisory, by=maya, at=MONDAY, opened_on=DAY - timedelta(days=3), name="Spare")
    offered = add_seat(group, by=maya, at=MONDAY, opened_on=DAY - timedelta(days=3), name="D")
    holding = propose_partner(offered, cast.forrest, by=maya, at=MONDAY, from_on=DAY, hours_a_month=8)
    walter = a_partner("Walter Example", email="walter@example.test")
    walter.added_by = maya
    walter.save()
    a_seat_for(walter, cast.forum, by=maya)
    message = Message.objects.create(kind="stage_unresolved", about=stage.ref, to=walter.ref, occasion="round 1", book=programme.ref,
                                     written_at=MONDAY, due_at=MONDAY, state="by_hand")
    way, choice, move = a_way(cast), a_type(cast), a_move(cast)
    draft, out = a_profile(cast, title="Draft", **OTHERS), asked(cast, title="Out for comment", **OTHERS)
    ready = agreed(cast, title="Agreed", **OTHERS)
    shown = published(cast, title="Published", closing_at=now() + timedelta(days=35), **OTHERS)
    no = say_view(out, by=cast.fran, at=MONDAY, value="disagree", text="Eight hours will not do.")
    shared = sharing(cast)
    called = shared | calls_and_people(cast) | the_forum(cast)
    membership, role = Membership.objects.get(programme=programme), TeamRole.objects.get(partner=cast.vic)
    assert third.vacancies.count() == 1 and Group.objects.count() > 3

    of = {"slug": programme.slug}
    named = dict.fromkeys((
        "programme", "programme-change", "programme-close", "trail", "focus", "focus-write", "focus-comment", "scope", "scope-add", "team",
        "role-give", "organisations", "membership-add", "groups", "group-found", "workstream-new", "stage-plan",
        "recruitment", "strategy-new", "gap-check-new", "calendar-make", "calendar-stop", "profiles", "profile-new",
        "calls", "call-new", "tailorings", "tailoring-propose", "type", "type-answer", "type-check", "type-choose",
        "type-stages", "edition", "edition-propose", "pairs", "load", "seats"), of)
    by_ref = {
        stage: ("stage", "stage-dates", "stage-sign", "stage-proceed", "stage-reopen", "stage-trail"), planned: ("stage-open",),
        answer: ("standard", "standard-claim", "standard-confirm", "standard-dispute", "standard-not-met", "standard-withdraw",
                 "evidence-add"),
        answer.evidence.get(): ("evidence", "evidence-withdraw"),
        cast.housing: ("workstream", "workstream-change", "allocate", "briefing-note"),
        cast.advisory: ("group", "group-terms", "seat-add", "lay-space", "lay-space-open"), spare: ("seat-propose", "seat-office"),
        choice: ("choice-view", "choice-compare"), move: ("edition-agree", "edition-refuse", "edition-withdraw"),
        draft: ("profile-change", "profile-ask"), out: ("profile-say", "profile-take-back"), no: ("profile-answer",),
        ready: ("profile-publish",), shown: ("profile", "profile-close", "profile-anew", "open-role"),
        way: ("tailoring", "tailoring-agree", "tailoring-refuse", "tailoring-withdraw", "tailoring-end", "tailoring-renew",
              "tailoring-review"),
        holding: ("seat-answer", "holding-agree", "holding-end"), Vacancy.objects.running().get(seat=third): ("vacancy-cover",),
        cast.amina: ("person", "person-change"), walter: ("person-invite",), cast.council: ("organisation",),
        membership: ("signatory-name", "touchstone-sign"), point: ("scope-remove",), role: ("role-end",)}
    named |= {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    named |= {name: {} for name in ("home", "search", "programme-list", "programme-new", "people", "person-new", "organisation-new",
                                         "advice", "advice-questions", "advice-question", "advice-check", "advice-result", "advice-link",
                                         "advice-shared", "open-roles")}
    named |= {"queue": {"name": "seats-for-me"}, "message-told": {"pk": message.pk}}
    named |= called | portal(cast) | people(cast) | meetings(cast) | papers(cast) | minutes(cast) | touchstone(cast) | access(cast)
    named |= challenges(cast) | decisions(cast)
    named |= reporting(cast) | {"involvement": of, "group-involvement": {"ref": group.ref}}
    named |= commitments(cast) | {"say-something": {}, "take-away": {"ref": group.ref}, "take-away-sheet": {
        "ref": group.ref, "key": "minutes"}, "take-away-file": {"ref": group.ref, "key": "minutes", "form": "csv"}}
    named |= contributions(cast) | forum(cast) | plans(cast) | toolkit(cast) | rounds(cast)
    named |= messages(cast) | offline(cast)
    named |= {"for-reply": {"ref": named["for"]["ref"], "which": named["round-publish"]["ref"]}}
    return {f"programmes:{name}": parts for name, parts in named.items()} | {
        "partners:about-you": {}, "display": {},
        "partners:invitation": {"token": "a-token-that-nobody-has"}, "healthz": {}, "language": {}, "accessibility": {}, "privacy": {},
        "account_draft": {}}


def calls_and_people(cast) -> dict[str, dict[str, str]]:
    """A round that is open and one that is prepared, with people, a list and copies of it in each state."""
    maya, chosen = cast.maya, panels(cast)
    over = a_call(cast)
    close_call(over, by=maya, at=MONDAY)
    call = a_call(cast, profiles=list(over.profiles.all()))
    draft = a_draft(cast, profiles=list(over.profiles.all()))
    struck, asked = a_request(cast, draft), a_request(cast, call)
    waiting = a_nominee(cast, call, "Nora Example", agreed=False)
    paper = want_copy(call, by=maya, at=MONDAY, form="easy_read")
    ready = want_copy(call, by=maya, at=MONDAY, form="large_print")
    copy_is_ready(ready, by=maya, at=MONDAY, file=ContentFile(b"Large letters.", name="large.txt"), content_type="text/plain")
    good, wrong = (ContentFile(f"name,email\nOna Example,{email}\n".encode(), name="list.csv") for email in ("ona@example.test", "ona"))
    checked, done, mend = (check_list(call, file, by=maya, at=MONDAY) for file in (good, good, wrong))
    run_batch(done, by=maya, at=MONDAY)
    take_in_a_part(done, at=MONDAY)
    by_ref = {
        call: ("call", "call-close", "call-withdraw", "request-new", "copy-new", "register", "nomination-new", "alike", "shortlist",
               "list-new", "panel-name"),
        draft: ("call-change", "call-open"), struck: ("request-strike",), asked: ("request-decline",), ready: ("copy",),
        paper: ("copy-ready", "copy-impossible"), waiting: (
            "nomination", "nomination-consent", "nomination-withdraw", "nomination-recording", "nomination-address-right"),
        checked: ("batch", "batch-run", "batch-discard"), done: ("batch-undo",), mend: ("batch-errors",),
        call.profiles.get(): ("put-oneself-forward",)}
    appointed = one_of_each(cast, call)
    link, mine = {"token": token_of_request(asked.ref)}, {"token": token_of(waiting.candidate.ref)}
    return chosen | appointed | {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names} | dict.fromkeys(
        ("nominate", "nominate-person", "nominate-decline"), link) | dict.fromkeys(("my-nomination", "my-withdrawal"), mine)


def sharing(cast) -> dict[str, dict[str, str]]:
    """A note in the lay-only space by Amina, her hand-over, her wish to exchange seats, which Dora accepts, and a talk noted by Priya."""
    made = shared_things(cast)
    by_ref = {
        made["note"]: ("lay-note-take-back",), made["handover"]: ("handover",),
        made["swap"]: ("swap", "swap-answer", "swap-withdraw")}
    return {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}


def the_forum(cast) -> dict[str, dict[str, str]]:
    """A strategy that is agreed and the next one, which is asked about, with a no; a comparison, put again after a no; a calendar."""
    check = refused(cast)
    no = check.noes.select_related("check_of__programme").get()
    answer_gap_no(no, by=cast.maya, at=MONDAY, answer="We ask the youth club.")
    ask_about_check(check, by=cast.maya, at=MONDAY)
    strategy = strategy_asked(cast)
    said = say_on_strategy(strategy, by=cast.joe, at=MONDAY, **NO)
    by_ref = {
        strategy: ("strategy", "strategy-change", "target-add", "strategy-ask", "strategy-take-back", "strategy-say"),
        said: ("strategy-answer",),
        strategy.targets.first(): ("target-remove",), check.lines.first(): ("gap-decide",), no: ("gap-answer",),
        check: ("gap-check", "gap-check-ask", "gap-check-take-back", "gap-check-confirm", "gap-check-refuse")}
    feed = make_calendar(cast.programme, by=cast.maya, at=MONDAY)
    named = {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    return named | {"calendar": {"token": token_of_feed(feed.ref)}}


def addresses(cast) -> dict[str, str]:
    """The address of each of our routes, by its name."""
    return {name: reverse(name, kwargs=parts) for name, parts in furnish(cast).items()}


def settle() -> tuple[Cast, dict[str, str]]:
    """The cast with one of everything on MONDAY, and the address of each of our routes."""
    def made():
        cast = gather()
        return cast, addresses(cast)

    return again("one of everything", made)
