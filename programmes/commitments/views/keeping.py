"""How a promise stands, whether it is done, another day, and that it was broken: each said by who may, or written down for them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import words
from coprod.kit.saying import day as in_words
from partners.models import Partner
from programmes.commitments import actions
from programmes.commitments.forms import (
    BreakForm,
    JudgeForm,
    NewDayForm,
    NoteBreakForm,
    NoteJudgeForm,
    NoteReportForm,
    NoteSayOnDayForm,
    ReportForm,
    SayOnDayForm,
)
from programmes.commitments.models import Commitment, NewDay
from programmes.commitments.notices.rows import owners_of
from programmes.commitments.policies import (
    chairs_of,
    lay_people_of,
    may_ask_new_day,
    may_break,
    may_judge,
    may_note_judgement,
    may_record_break,
    may_report,
    may_say_on_day,
    speaks_for_owner,
)
from programmes.commitments.views.doors import the_commitment, the_new_day
from programmes.meetings.models import Meeting
from programmes.meetings.views.doors import the_meeting
from programmes.programme.policies import home_of, standing


@allowed(may_report, find=the_commitment)
def report(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """From who keeps it; or as they say it to the manager or the lead."""
    is_own, me = speaks_for_owner(request.user, commitment), request.user.partner      # type: ignore[union-attr]
    form: Any = ReportForm(request.POST or None) if is_own else NoteReportForm(
        request.POST or None, people=Partner.objects.filter(pk__in=[each.pk for each in owners_of(commitment, day_of(now()))]))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        by = me if is_own else given.pop("who")
        try:
            actions.report(commitment, by=by, at=now(), noted_by=None if is_own else me, **given)
        except NotAllowedNow as refusal:
            form.add_error("stands", str(refusal.why))
        else:
            messages.success(request, _("Thank you. A lay partner is asked whether it is so.") if given["stands"] == "met" else _(
                "Thank you. It is noted."))
            return redirect(commitment)
    return ask(request, form, title=_("How does this promise stand?"), section=commitment.programme.name, back=commitment,
               intro=commitment.text)


def _at(request: HttpRequest, commitment: Commitment) -> Meeting | None:
    """The meeting at which it is said, if it was opened from one of the same programme (CC4)."""
    ref = str(request.POST.get("meeting", "")).replace("\x00", "").strip()[:20] or words(request, "meeting", longest=20)
    if not ref:
        return None
    found = the_meeting(request.user, ref)
    home = home_of(found.group)
    return found if home and home.pk == commitment.programme_id else None


def _after(meeting: Meeting | None, commitment: Commitment) -> HttpResponse:
    """Back to where it was opened."""
    return redirect("programmes:commitments-review", meeting.ref) if meeting else redirect(commitment)


@allowed(may_judge, find=the_commitment)
def judge(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """A lay partner says whether it is done (R10)."""
    meeting = _at(request, commitment)
    form = JudgeForm(request.POST or None, initial={"meeting": meeting.ref if meeting else ""})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data) | {"meeting": meeting}
        said = actions.say_on_promise(commitment, by=request.user.partner, at=now(), **given)
        messages.success(request, _("Thank you. Who promised it is told what is missing.") if said.is_no() else _(
            "Thank you. Your word counts, and it stands in the log."))
        return _after(meeting, commitment)
    return ask(request, form, title=_("Is it done?"), section=commitment.programme.name, back=commitment, intro=commitment.text,
               template="programmes/commitments/judge.html", it=commitment,
               last=commitment.reports.select_related("by").order_by("at", "pk").last())


@allowed(may_note_judgement, find=the_commitment)
def judge_note(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """What a lay partner says of it by phone, by letter or in person."""
    me, meeting = request.user.partner, _at(request, commitment)        # type: ignore[union-attr]
    form = NoteJudgeForm(request.POST or None, people=lay_people_of(commitment, day_of(now())).exclude(pk=me.pk),
                         initial={"meeting": meeting.ref if meeting else ""})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data) | {"meeting": meeting}
        try:
            actions.say_on_promise(commitment, by=given.pop("who"), at=now(), noted_by=me, **given)
        except NotAllowedNow as refusal:
            form.add_error("who", str(refusal.why))
        else:
            messages.success(request, _("It is noted, with your name. They are told what you wrote down."))
            return _after(meeting, commitment)
    return ask(request, form, title=_("What does a lay partner say of it?"), section=commitment.programme.name, back=commitment,
               intro=commitment.text)


@allowed(may_ask_new_day, find=the_commitment)
def new_day(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    on = day_of(now())
    form = NewDayForm(request.POST or None, after=commitment.due_on or on, on=on)
    if request.method == "POST" and form.is_valid():
        actions.ask_new_day(commitment, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The Advisory Group is asked. Until it agrees, the day stands."))
        return redirect(commitment)
    return ask(request, form, title=_("Ask for another day"), section=commitment.programme.name, back=commitment, intro=commitment.text,
               submit=_("Ask the Advisory Group"))


@allowed(may_say_on_day, find=the_new_day)
def new_day_say(request: HttpRequest, day: NewDay) -> HttpResponse:
    """A lay co-chair answers for the Advisory Group; or the manager writes down what one says."""
    it, me = day.commitment, request.user.partner      # type: ignore[union-attr]
    is_chair = "LCC" in standing(request.user).codes(it.programme)
    form: Any = SayOnDayForm(request.POST or None) if is_chair else NoteSayOnDayForm(
        request.POST or None, people=chairs_of(it.programme, day_of(now())).exclude(
            pk__in=[each.pk for each in it.owners()]).exclude(pk=day.asked_by_id))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        by, agrees = (me if is_chair else given.pop("who")), given.pop("value") == "yes"
        actions.say_on_day(day, by=by, at=now(), agrees=agrees, noted_by=None if is_chair else me, **given)
        messages.success(request, _("The day is moved. Everybody concerned is told.") if agrees else _(
            "The day stands. Everybody concerned is told."))
        return redirect(it)
    intro = _("“%(text)s” Not by %(a)s, but by %(b)s. The reason: %(why)s") % {
        "text": it.text, "a": in_words(day.from_day), "b": in_words(day.to_day), "why": day.because}
    return ask(request, form, title=_("Another day for a promise"), section=it.programme.name, back=it, intro=intro)


@allowed(may_record_break, find=the_commitment)
def broken(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """A lay partner records that it was not kept, or somebody writes it down for them; of a standing one each time."""
    on, me, is_own = day_of(now()), request.user.partner, bool(may_break(request.user, commitment))      # type: ignore[union-attr]
    facts: dict[str, Any] = {"since": day_of(commitment.agreed_at) if commitment.agreed_at else None, "on": on}
    form: Any = BreakForm(request.POST or None, **facts) if is_own else NoteBreakForm(
        request.POST or None, people=lay_people_of(commitment, on).exclude(pk=me.pk), **facts)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        actions.break_promise(commitment, by=me if is_own else given.pop("who"), at=now(), noted_by=None if is_own else me, **given)
        messages.success(request, _("It is recorded. Who promised it is told."))
        return redirect(commitment)
    return ask(request, form, title=_("It was not kept"), section=commitment.programme.name, back=commitment, intro=commitment.text,
               submit=_("Record it"))
