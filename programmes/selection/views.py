"""The panel of a call, the people before it as each member sees them, and the person's answer to what was decided."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number
from partners.models import Candidate
from programmes.calls.lifecycles import CallState
from programmes.calls.models import Call
from programmes.calls.policies import may_run_call
from programmes.calls.views import the_call
from programmes.nominations.lifecycles import NominationState
from programmes.nominations.models import Nomination
from programmes.nominations.policies import shown_to
from programmes.nominations.views import by_link
from programmes.nominations.views.register import served
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import the_one
from programmes.selection import actions
from programmes.selection.actions import choosing
from programmes.selection.forms import YES, Decide, Declare, KnowThem, Marks, NamePanel, NoteAnswer, YesOrNo
from programmes.selection.lifecycles import PANEL, PanelState
from programmes.selection.models import Conflict, Decision, Declared, Outcome, Panel, ScoreSheet
from programmes.selection.policies import (
    UNSEEN,
    are_marks_open,
    has_declared,
    is_member,
    may_assess,
    may_chair,
    may_declare,
    may_lead,
    may_note_outcome,
    may_read_nominee,
    may_read_panel,
    may_run_panel,
    members_of,
    nominees_of,
    nominees_seen_by,
    organisations_asked,
    panels_groups,
    qualities_of,
    takes_marks,
    waiting_for,
    what_hinders_beginning,
    what_hinders_release,
    what_lacks,
    with_markers,
)
from programmes.selection.showing import (
    ASKED,
    OUTCOME_TONES,
    asked_of,
    assessed,
    averages_of,
    released_of,
    rows_of,
    state_of,
    waits_for_answer,
)

ON_A_PAGE = 50
AT_WORK = (PanelState.SCORING, PanelState.DECIDING)
OPEN = (PanelState.DECIDING, PanelState.RELEASED)


def the_panel(user: Any, ref: str) -> Panel:
    found: Panel = the_one(user, Panel.objects.select_related("call__programme", "group"), lambda panel: panel.call.programme, ref=ref)
    return found


def the_nominee(user: Any, ref: str) -> Nomination:
    """Somebody before the panel whom this reader sees; who is hidden from them is not there."""
    found: Nomination = the_one(user, Nomination.objects.before_panel().filter(call__panel__isnull=False).select_related(
        "call__programme", "call__panel", "candidate", "profile", "request__organisation").defer(*UNSEEN),
        lambda nomination: nomination.call.programme, ref=ref)
    found.call.panel.call = found.call
    if not nominees_seen_by(user, found.call.panel).filter(pk=found.pk).exists():
        raise Http404
    return found


def the_decision(user: Any, ref: str) -> Decision:
    seen = shown_to(user, Nomination.objects.before_panel())
    found: Decision = the_one(user, Decision.objects.filter(released_at__isnull=False, nomination__in=seen).select_related(
        "nomination__call__programme", "nomination__candidate").defer("nomination__candidate__support"),
        lambda decision: decision.nomination.call.programme, ref=ref)
    return found


# --- the panel -------------------------------------------------------------------------------------------------------------

@allowed(may_run_call, find=the_call)
def panel_name(request: HttpRequest, call: Call) -> HttpResponse:
    """Which group chooses, and when it meets."""
    if call.state not in (CallState.OPEN, CallState.CLOSED):
        raise NotAllowedNow("name", _("The call is not open yet, or was called off."))
    groups = list(panels_groups(call.programme))
    if not groups:
        raise NotAllowedNow("name", _("There is no selection panel yet. Set up a group of that kind first, with at least one lay seat."))
    form = NamePanel(request.POST or None, groups=groups, today=day_of(now()))
    if request.method == "POST" and form.is_valid():
        made = actions.name_panel(call, by=request.user.partner, at=now(), **form.facts())
        messages.success(request, _("The panel is named. Its members are being asked to declare their interests."))
        return redirect(made)
    return ask(request, form, title=_("Name the selection panel"), section=call.title(), back=call, submit=_("Name the panel"))


@allowed(may_run_panel, find=the_panel)
def panel_change(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Another day; or another group, as long as nobody has declared."""
    if panel.state == PanelState.RELEASED:
        raise NotAllowedNow("change", _("The outcomes are released already."))
    free = panel.state == PanelState.DECLARING and not Declared.objects.filter(panel=panel).exists()
    form = NamePanel(request.POST or None, groups=panels_groups(panel.call.programme) if free else (), today=day_of(now()),
                     initial={"group": panel.group.ref, "meets_on": panel.meets_on})
    if request.method == "POST" and form.is_valid():
        actions.change_panel(panel, by=request.user.partner, at=now(), **form.facts())
        messages.success(request, _("The changes are saved."))
        return redirect(panel)
    return ask(request, form, title=_("Change the panel"), section=panel.call.title(), back=panel)


@allowed(may_read_panel, find=the_panel)
def panel(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Who is on it and how far it is; for members, whom they see, and what each still needs."""
    user, today, programme = request.user, day_of(now()), panel.call.programme
    me, start = partner_of(user), number(request.GET.get("from", ""))
    mine, declared, runs = is_member(user, panel), has_declared(user, panel), may_run_panel(user, panel)
    members, names = members_of(panel, on=today), bool(may_see_names(user, programme))
    offers, lead = PANEL.offers(panel.state), may_lead(user, panel)
    found = with_markers(nominees_seen_by(user, panel)).select_related("candidate", "profile", "decision").defer(*UNSEEN).order_by(
        "candidate__search_text", "pk")
    those = list(found[start:start + ON_A_PAGE + 1])
    hinders = what_hinders_beginning(panel, on=today) if lead and "begin" in offers else ""
    waits = _what_hinders_release(user, panel) if lead and "release" in offers else ""
    return render(request, "programmes/selection/panel.html", {
        "programme": programme, "call": panel.call, "panel": panel, "state": state_of(panel), "is_member": mine, "declared": declared,
        "members": rows_of(panel, members, names=names, counts=bool(runs) and not mine, me=me), "show_counts": bool(runs) and not mine,
        "lay": sum(member.is_lay for member in members), "runs": runs, "are_open": panel.state in OPEN, "start": start,
        "people": _people(panel, those[:ON_A_PAGE], me),
        "sees": panel.state != PanelState.DECLARING and (declared if mine else bool(runs)), "previous": max(start - ON_A_PAGE, 0),
        "next": start + ON_A_PAGE if len(those) > ON_A_PAGE else 0,
        "may_begin": lead if "begin" in offers else None, "hinders": hinders,
        "may_open": may_chair(user, panel) if "open_marks" in offers else None,
        "may_release": lead if "release" in offers and not waits else None, "waits": waits,
        "may_meet_again": runs if _somebody_came_late(panel) else None,
        "may_change": runs if panel.state != PanelState.RELEASED else None,
        "said": Declared.objects.filter(panel=panel).exclude(text="").select_related("partner") if runs else (),
        "conflicts": Conflict.objects.filter(nomination__in=nominees_seen_by(user, panel)).exclude(because="").select_related(
            "partner").annotate(about=F("nomination__candidate__name")) if runs else (),
        "history": tell_about([panel.ref, *Declared.objects.filter(panel=panel).values_list("ref", flat=True)], names=names)})


def _what_hinders_release(user: Any, panel: Panel) -> str:
    """In words that name nobody to a member who has not declared yet."""
    why = what_hinders_release(panel, by=partner_of(user))      # type: ignore[arg-type]
    if why and is_member(user, panel) and not has_declared(user, panel):
        return _("Something is still missing. Declare your interests to this panel to see what.")
    return why


def _people(panel: Panel, those: list[Any], me: Any) -> list[tuple[Any, ...]]:
    """Each with the outcome, whether the reader gave marks, the points on average, and what is lacking: two queries."""
    given = set(ScoreSheet.objects.that_count().filter(partner=me, nomination__in=[each.pk for each in those]).values_list(
        "nomination", flat=True))
    lacks = {each.pk: what_lacks(each) if panel.state in OPEN and _waits(each) else "" for each in those}
    shown = [each for each in those if panel.state in OPEN and (each.pk in given or not lacks[each.pk])]
    averages = averages_of(shown)
    return [(each, _outcome(each), each.pk in given, averages.get(each.pk, ""), lacks[each.pk]) for each in those]


def _waits(nomination: Nomination) -> bool:
    return nomination.state == NominationState.SHORTLISTED


def _outcome(nomination: Nomination) -> tuple[str, str, str] | None:
    """Code, words and tone of what is decided about somebody, if anything is."""
    decision: Decision | None = getattr(nomination, "decision", None)
    return (decision.outcome, decision.get_outcome_display(), OUTCOME_TONES[decision.outcome]) if decision else None


def _somebody_came_late(panel: Panel) -> bool:
    """Whether people agreed after the release."""
    return panel.state == PanelState.RELEASED and Nomination.objects.filter(
        call=panel.call_id, state__in=[NominationState.CONSENTED, NominationState.SHORTLISTED]).exists()


@allowed(may_declare, find=the_panel)
def panel_declare(request: HttpRequest, panel: Panel) -> HttpResponse:
    """What a member declares, once, before they see a name."""
    if has_declared(request.user, panel):
        raise NotAllowedNow("declare", _("You have declared your interests to this panel already."))
    form = Declare(request.POST or None, organisations=organisations_asked(panel.call))
    if request.method == "POST" and form.is_valid():
        actions.declare(panel, by=request.user.partner, at=now(), **form.declared())
        messages.success(request, _("Thank you. It is noted."))
        return redirect(panel)
    return ask(request, form, title=_("What do you have to declare?"), section=panel.call.title(), back=panel, submit=_("Declare it"),
               intro=_("Who is too close to a person does not choose about them. You say it once, before you see a name."))


@require_POST
@allowed(may_lead, find=the_panel)
def panel_begin(request: HttpRequest, panel: Panel) -> HttpResponse:
    actions.begin_scoring(panel, by=request.user.partner, at=now())
    messages.success(request, _("The panel has begun. Its members see who was put forward, and give marks."))
    return redirect(panel)


@require_POST
@allowed(may_chair, find=the_panel)
def panel_open_marks(request: HttpRequest, panel: Panel) -> HttpResponse:
    choosing.open_marks(panel, by=request.user.partner, at=now())
    messages.success(request, _("The marks are open. Now the panel decides."))
    return redirect(panel)


@allowed(may_lead, find=the_panel)
def panel_release(request: HttpRequest, panel: Panel) -> HttpResponse:
    """All outcomes together. Asked once more, for it cannot be undone."""
    PANEL.after("release", panel.state)
    if why := _what_hinders_release(request.user, panel):
        raise NotAllowedNow("release", why)
    if request.method == "POST":
        choosing.release(panel, by=request.user.partner, at=now())      # type: ignore[union-attr]
        messages.success(request, _("The outcomes are released. Each person is being told today."))
        return redirect(panel)
    return ask(request, None, title=_("Release the outcomes?"), section=panel.call.title(), back=panel, submit=_("Release them all"),
               intro=_("Each person reads their outcome, and your reason. It cannot be undone."))


@allowed(may_run_panel, find=the_panel)
def panel_again(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The panel meets once more, for those who agreed after the release."""
    if not _somebody_came_late(panel):
        raise NotAllowedNow("meet_again", _("Nobody waits for this panel."))
    form = NamePanel(request.POST or None, today=day_of(now()))
    if request.method == "POST" and form.is_valid():
        actions.meet_again(panel, by=request.user.partner, at=now(), **form.facts())
        messages.success(request, _("The panel meets again. Its members give marks for those who came later."))
        return redirect(panel)
    return ask(request, form, title=_("The panel meets again"), section=panel.call.title(), back=panel)


# --- one person before it ----------------------------------------------------------------------------------------------------

@allowed(may_read_nominee, find=the_nominee)
def nominee(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """What was said about the person, what the role asks, one's own marks, and those of the others once they are open."""
    user, panel = request.user, nomination.call.panel      # type: ignore[attr-defined]
    me = partner_of(user)
    mine = me if is_member(user, panel) else None
    are_open = are_marks_open(panel, nomination, mine)
    decision = Decision.objects.filter(nomination=nomination).select_related("decided_by").first()
    lacks = what_lacks(with_markers(nominees_of(panel)).select_related("candidate", "profile").defer(*UNSEEN).get(pk=nomination.pk))
    waits, may = _waits(nomination), may_assess(user, nomination)
    return render(request, "programmes/selection/nominee.html", {
        "programme": nomination.call.programme, "call": nomination.call, "panel": panel, "nomination": nomination,
        "candidate": nomination.candidate, "asked": asked_of(nomination), "are_open": are_open, "is_member": mine is not None,
        "sheets": assessed(nomination) if are_open else assessed(nomination, only=mine) if mine else [],
        "lacks": lacks if waits and panel.state == PanelState.DECIDING else "", "decision": decision, "outcome": _outcome(nomination),
        "decided_by": decision.decided_by.name if decision else "",
        "may_mark": may if mine and takes_marks(panel, nomination, mine) else None,
        "may_know": may if mine and waits and panel.state in AT_WORK else None,
        "may_decide": may if mine and waits and panel.state == PanelState.DECIDING and not lacks else None,
        "may_note": may_note_outcome(user, decision) if decision and decision.released_at and _asks(nomination, decision) else None})


def _asks(nomination: Nomination, decision: Decision) -> bool:
    decision.nomination = nomination
    return waits_for_answer(decision)


@allowed(may_read_nominee, find=the_nominee)
def nominee_recording(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """What the person said, for those who see them on the panel."""
    return served(nomination)


@allowed(may_assess, find=the_nominee)
def nominee_marks(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """A mark and a note for each quality, beside what the role asks and what was said about the person."""
    me, panel = request.user.partner, nomination.call.panel     # type: ignore[union-attr, attr-defined]
    if not takes_marks(panel, nomination, me):
        raise NotAllowedNow("give", _("The marks are open now. They cannot be changed any more."))
    sheet = ScoreSheet.objects.that_count().filter(nomination=nomination, partner=me).prefetch_related("marks").first()
    before = {f"{mark.quality}_{part}": value for mark in (sheet.marks.all() if sheet else ()) for part, value in (    # type: ignore[attr-defined]
        ("value", mark.value), ("note", mark.note))}
    form = Marks(request.POST or None, profile=nomination.profile, qualities=qualities_of(nomination.profile), initial=before)
    if request.method == "POST" and form.is_valid():
        choosing.give_marks(nomination, by=me, at=now(), marks=form.marks())
        panel.refresh_from_db(fields=["state"])
        messages.success(request, _("Your marks are kept. The others see them when everybody has given theirs.")
                         if panel.state == PanelState.SCORING else _("Your marks are kept. The marks are open now."))
        return redirect(panel)
    return ask(request, form, title=_("Marks for %(name)s") % {"name": nomination.candidate.name}, section=nomination.profile.title,
               back=reverse("programmes:nominee", args=[nomination.ref]), template="programmes/selection/marks.html", nomination=nomination)


@allowed(may_assess, find=the_nominee)
def nominee_conflict(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """A member says that they know the person. From then on they do not see them."""
    panel = nomination.call.panel       # type: ignore[attr-defined]
    if panel.state not in AT_WORK or not _waits(nomination):
        raise NotAllowedNow("declare", _("This person is not before the panel now."))
    form = KnowThem(request.POST if request.method == "POST" else None)      # nothing has to be written
    if request.method == "POST" and form.is_valid():
        actions.declare_conflict(nomination, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Thank you for saying so. You do not see this person any more."))
        return redirect(panel)
    return ask(request, form, title=_("Do you know %(name)s?") % {"name": nomination.candidate.name}, section=nomination.profile.title,
               back=reverse("programmes:nominee", args=[nomination.ref]), submit=_("Yes, I know this person"),
               intro=_("Then you do not choose about them. If you gave marks for them, these do not count any more. It cannot be undone."))


@allowed(may_assess, find=the_nominee)
def nominee_decide(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """What the panel decides about the person, with the reason that the person reads."""
    panel = nomination.call.panel       # type: ignore[attr-defined]
    if panel.state != PanelState.DECIDING or not _waits(nomination):
        raise NotAllowedNow("decide", _("The panel decides when the marks are open."))
    lacking = with_markers(waiting_for(panel)).select_related("candidate", "profile").defer(*UNSEEN).one_or_none(pk=nomination.pk)
    if lacking and (why := what_lacks(lacking)):
        raise NotAllowedNow("decide", why)
    before = Decision.objects.filter(nomination=nomination).values("outcome", "reason").first()
    form = Decide(request.POST or None, initial=before or {})
    if request.method == "POST" and form.is_valid():
        choosing.decide(nomination, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is written down. Nobody is told before all outcomes are released."))
        return redirect(panel)
    return ask(request, form, title=_("The outcome for %(name)s") % {"name": nomination.candidate.name}, section=nomination.profile.title,
               back=reverse("programmes:nominee", args=[nomination.ref]), submit=_("Write it down"),
               intro=_("Decide together. Every vote counts the same. The last word stands until the outcomes are released."))


# --- the person's answer -----------------------------------------------------------------------------------------------------

@allowed(may_note_outcome, find=the_decision)
def outcome_note(request: HttpRequest, decision: Decision) -> HttpResponse:
    """What the person said by phone or letter to the reserve list or the Forum."""
    if not waits_for_answer(decision):
        raise NotAllowedNow("answer", _("This was answered already, or is not asked any more."))
    form = NoteAnswer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        choosing.note_outcome_answer(decision, by=request.user.partner, at=now(), yes=form.cleaned_data["answer"] == YES)
        messages.success(request, _("Their answer is noted."))
        return redirect(decision.nomination.call.panel)     # type: ignore[attr-defined]
    return ask(request, form, title=_("What did %(name)s say?") % {"name": decision.nomination.candidate.name},
               section=decision.get_outcome_display(), back=decision.nomination.call.panel, submit=_("Note it"),    # type: ignore[attr-defined]
               intro=ASKED[decision.outcome])


@by_link
def my_outcome(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    """The person says yes or no to the reserve list or the Forum. Sent twice, it is one answer."""
    back = reverse("programmes:my-nomination", args=[token])
    ref = request.POST.get("about", "") or request.GET.get("about", "")
    theirs = released_of(Nomination.objects.filter(candidate=candidate)).filter(outcome__in=[Outcome.RESERVE, Outcome.FORUM])
    decision = theirs.one_or_none(ref=ref) or next((each for each in theirs if waits_for_answer(each)), None)
    if decision is None:
        raise NotAllowedNow("answer", _("Nothing is asked of you now."))
    form = YesOrNo(request.POST or None, initial={"about": decision.ref})
    if request.method == "POST" and form.is_valid():
        choosing.answer_outcome(decision, at=now(), yes=form.cleaned_data["answer"] == YES)
        messages.success(request, _("Thank you. Your answer is kept."))
        return redirect(back)
    if not waits_for_answer(decision):
        return redirect(back)
    return ask(request, form, title=_("Your answer"), section=decision.nomination.profile.title, back=back, submit=_("Send my answer"),
               intro=ASKED[decision.outcome])
