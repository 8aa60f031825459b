"""What people say of a draft, and what comes of it; publishing the minutes, and opening them to everybody."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from coprod.kit.saying import day
from partners.models import Holding, Partner
from programmes.meetings.models import Meeting
from programmes.meetings.views.doors import the_meeting
from programmes.minutes import actions
from programmes.minutes.forms import (
    AnswerCorrectionForm,
    AnswerNoForm,
    CorrectionForm,
    NoteForm,
    NoteOpenForm,
    OpenForm,
    SayForm,
)
from programmes.minutes.lifecycles import MinutesState
from programmes.minutes.models import Correction, Minutes, MinutesView
from programmes.minutes.policies import (
    confirmers_of,
    may_answer_correction,
    may_answer_no,
    may_close,
    may_confirm,
    may_correct,
    may_note_words,
    may_open,
    may_publish,
    side_of,
    was_there,
)
from programmes.minutes.showing.pages import sheet_of
from programmes.minutes.showing.striking import Striking, struck_in
from programmes.minutes.views.doors import page, the_correction, the_minutes, the_view, to


def _struck(request: HttpRequest, minutes: Minutes) -> Striking:
    """What is struck out of the minutes, for this reader."""
    return Striking(struck_in(minutes), reads=bool(side_of(request.user, minutes.meeting.group)))


@allowed(may_correct, find=the_meeting)
def correction_new(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Anybody who was there asks to have something put right."""
    minutes = the_minutes(meeting)
    sheet = sheet_of(meeting, minutes, reads=bool(side_of(request.user, meeting.group)))
    lines = [(each.line, each.name) for section in sheet.sections for each in section.lines]
    form = CorrectionForm(request.POST or None, lines=lines, initial={"line": request.GET.get("line", "")})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        asked = actions.ask_correction(minutes, by=request.user.partner, at=now(), ref=typed["once"], text=typed["text"],
                                       line=typed["line"])
        messages.success(request, _("Thank you. Those who take the minutes answer it, and you are told."))
        return to(meeting, f"correction-{asked.ref}")
    return ask(request, form, title=_("What should be put right?"), section=meeting.name, back=page(meeting), intro=_(
        "All who read the draft read it, with your name."))


@allowed(may_answer_correction, find=the_correction)
def correction_answer(request: HttpRequest, correction: Correction) -> HttpResponse:
    """Take it up, with the line as it reads now, or say why not. Of confirmed minutes no line is changed."""
    meeting, is_open = correction.minutes.meeting, correction.minutes.state == MinutesState.DRAFTED
    line = correction.line if is_open else None
    form = AnswerCorrectionForm(request.POST or None, line=line,
                                initial={"words": line.words, "version": line.version} if line else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        words = typed.get("words", "") if line and typed.get("words") != line.words else ""
        if correction.line and not is_open:         # the box was still on the page that they opened
            sent = request.POST.get("words", "").replace("\r\n", "\n").strip()
            words = sent if sent != correction.line.words.strip() else ""
        saved = actions.answer_correction(correction, by=request.user.partner, at=now(), accept=typed["accept"] == "yes",
                                          answer=typed["answer"], words=words, version=typed.get("version") or 0)
        if saved is None or not saved.is_conflict:
            messages.success(request, _("Answered. Who asked is told."))
            return to(meeting, f"correction-{correction.ref}")
        form.add_error("words", _("Somebody changed the line meanwhile. It reads now: “%(words)s”. Bring both together, and send it again.")
                       % {"words": saved.line.words})
        form.data = form.data.copy()
        form.data["version"] = str(saved.line.version)
    return ask(request, form, title=_("A correction"), section=meeting.name, back=page(meeting, f"correction-{correction.ref}"),
               template="programmes/minutes/correction.html", correction=correction, is_open=is_open,
               text=_struck(request, correction.minutes).html(correction.text))


def _read(request: HttpRequest, meeting: Meeting) -> dict[str, int]:
    """The round of the draft that was on the page from which somebody came; else the one that is out now."""
    return {"seen": number(request.GET.get("seen", "")) or the_minutes(meeting).round}


@allowed(may_confirm, find=the_meeting)
def say(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The lay side says that the minutes are right, or what is wrong."""
    form = SayForm(request.POST or None, initial=_read(request, meeting))
    if request.method == "POST" and form.is_valid():
        right = form.cleaned_data["is_right"] == "yes"
        actions.say_on_minutes(the_minutes(meeting), by=request.user.partner, at=now(), is_right=right,
                               text="" if right else form.cleaned_data["text"], seen=form.cleaned_data["seen"])
        messages.success(request, _("You said yes. Thank you.") if right else _(
            "You said no. It stands on the page, and somebody must answer it."))
        return to(meeting)
    return ask(request, form, title=_("Are the minutes right?"), section=meeting.name, back=page(meeting))


def _who_may_speak(meeting: Meeting) -> Any:
    confirmers = confirmers_of(meeting, day_of(now())).people
    return Partner.objects.filter(pk__in=was_there(meeting).order_by().values("pk").union(confirmers.order_by().values("pk"))).order_by(
        "name", "pk")


@allowed(may_note_words, find=the_meeting)
def note(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What somebody says of the draft by phone, by letter or in person."""
    confirmers = list(confirmers_of(meeting, day_of(now())).people)
    form = NoteForm(request.POST or None, people=_who_may_speak(meeting).filter(is_professional=False), confirmers=confirmers,
                    initial=_read(request, meeting))
    if request.method == "POST" and form.is_valid():
        typed, minutes = form.cleaned_data, the_minutes(meeting)
        told: dict[str, Any] = {"by": typed["told_by"], "at": now(), "through": typed["through"], "noted_by": request.user.partner,
                                "text": typed["text"]}
        if typed["what"] == "correction":
            actions.ask_correction(minutes, ref=typed["once"], **told)
        else:
            right = typed["what"] == "yes"
            actions.say_on_minutes(minutes, is_right=right, seen=typed["seen"], **told | ({"text": ""} if right else {}))
        messages.success(request, _("It is noted, with your name."))
        return to(meeting)
    return ask(request, form, title=_("What does somebody say of the draft?"), section=meeting.name, back=page(meeting))


@allowed(may_answer_no, find=the_view)
def no_answer(request: HttpRequest, view: MinutesView) -> HttpResponse:
    meeting = view.minutes.meeting
    form = AnswerNoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_no(view, by=request.user.partner, at=now(), answer=form.cleaned_data["answer"])
        messages.success(request, _("Answered. Who said no is asked to look again."))
        return to(meeting)
    return ask(request, form, title=_("Answer a “no”"), section=meeting.name, back=page(meeting), template="programmes/minutes/no.html",
               view_of=view, text=_struck(request, view.minutes).html(view.text))


@require_POST
@allowed(may_publish, find=the_meeting)
def publish(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    actions.publish(the_minutes(meeting), by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("Published. The group is told."))
    return to(meeting)


@allowed(may_open, find=the_meeting)
def open_(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The lay side notes that the group decided it; staff write down what one of the lay side told them."""
    at, is_staff = now(), side_of(request.user, meeting.group) == "staff"
    held = Holding.objects.serving(day_of(at)).lay().filter(seat__group=meeting.group).order_by().values("partner")
    form = NoteOpenForm(request.POST or None, today=day_of(at), people=Partner.objects.filter(pk__in=held).order_by("name", "pk")) \
        if is_staff else OpenForm(request.POST or None, today=day_of(at))
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        noted = {"by": typed.pop("told_by"), "noted_by": request.user.partner} if is_staff else {"by": request.user.partner}
        actions.open_to_public(the_minutes(meeting), at=at, **noted, **typed)
        messages.success(request, _("Everybody who has the address can read them now. It stands on this page."))
        return to(meeting)
    return ask(request, form, title=_("Open these minutes to everybody"), section=meeting.name, back=page(meeting), submit=_("Open them"),
               intro=_("Look first whether anything personal is left to strike out. It counts when a lay member says that the group "
                       "decided it."))


@require_POST
@allowed(may_close, find=the_meeting)
def close(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    actions.close_to_public(the_minutes(meeting), by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("Closed. The address leads nowhere any more. This was on %(day)s.") % {"day": day(now())})
    return to(meeting)
