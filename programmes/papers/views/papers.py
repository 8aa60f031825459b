"""One paper, writing and changing it, taking it out; the papers of a group and how early they are due."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number
from partners.models import Group, Partner
from programmes.meetings.models import Meeting
from programmes.meetings.policies import leads_of, seats_on
from programmes.meetings.showing.words import when
from programmes.meetings.views.doors import the_meeting
from programmes.papers import actions
from programmes.papers.actions.writing import ChangedMeanwhile
from programmes.papers.forms import DaysForm, PaperForm, WithdrawForm, as_typed
from programmes.papers.models import Paper, rule_of
from programmes.papers.policies import (
    asks_lay,
    has_part,
    may_change_paper,
    may_comment,
    may_note_comment,
    may_read_paper,
    may_settle_days,
    may_write_papers,
    papers_of,
)
from programmes.papers.showing.doors import doors_of
from programmes.papers.showing.pack import facts_of
from programmes.papers.showing.pages import forms_needed, hints_of, late_words, lines, read
from programmes.papers.views.doors import the_paper
from programmes.programme.models import TeamRole
from programmes.programme.policies import home_of, may_read_group, may_see_names
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import the_group
from programmes.programme.views.groups import address_of

ON_A_PAGE = 20


def _writers(meeting: Meeting, paper: Paper | None = None) -> QuerySet[Partner]:
    """Who may be named as the author: members, leads, and who works for the programme; whoever is named stays in the list."""
    today = day_of(now())
    team = TeamRole.objects.in_force(today).filter(programme=home_of(meeting.group))
    own = Q(pk=paper.author_id) if paper and paper.author_id else Q(pk__in=[])
    return Partner.objects.filter(
        own | Q(pk__in=seats_on(meeting.group, today).order_by().values("partner")) | Q(pk__in=team.order_by().values("partner"))
        | Q(pk__in=leads_of(meeting.group, today).order_by().values("partner")))


def _form(request: HttpRequest, meeting: Meeting, *, paper: Paper | None = None, **initial: Any) -> PaperForm:
    return PaperForm(request.POST or None, meeting=meeting, people=_writers(meeting, paper), asks=asks_lay(meeting.group), paper=paper,
                     initial=initial)


@allowed(may_write_papers, find=the_meeting)
def paper_new(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """A draft. Nobody but its author and those who lead sees it until it is released."""
    partner = request.user.partner      # type: ignore[union-attr]
    form = _form(request, meeting, author=partner.pk)
    if request.method == "POST" and form.is_valid():
        try:
            paper = actions.write_paper(meeting, by=partner, at=now(), ref=form.cleaned_data["once"], **form.facts())
        except NotAllowedNow as refusal:
            form.add_error("text", str(refusal.why))
        else:
            messages.success(request, _("It is kept as a draft. It goes out when you release it."))
            return redirect(paper)
    return ask(request, form, title=_("Write a paper"), section=f"{meeting.name}, {when(meeting)}", back=meeting,
               template="programmes/papers/write.html", needed=forms_needed(meeting), due=rule_of(meeting.group).due_on(meeting))


@allowed(may_change_paper, find=the_paper)
def paper_change(request: HttpRequest, paper: Paper) -> HttpResponse:
    """What is typed is kept and shown beside what stands there now, if somebody else saved the paper meanwhile."""
    meeting, form, theirs = paper.meeting, _form(request, paper.meeting, paper=paper, **as_typed(paper)), None
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_paper(paper, by=request.user.partner, at=now(), seen=form.cleaned_data["seen"], **form.facts())
        except ChangedMeanwhile as refusal:
            theirs = the_paper(request.user, paper.ref)
            form.data = form.data.copy()
            form.data["seen"] = theirs.stamp()
            form.add_error("text", str(refusal.why))
        except NotAllowedNow as refusal:
            form.add_error("text", str(refusal.why))
        else:
            messages.success(request, _("There is a new version. Everybody who is asked to the meeting is told.")
                             if changed.version > max(paper.version, 1) else _("Changed."))
            return redirect(paper)
    return ask(request, form, title=_("Change this paper"), section=f"{meeting.name}, {when(meeting)}", back=paper, theirs=theirs,
               template="programmes/papers/write.html", needed=forms_needed(meeting), due=rule_of(meeting.group).due_on(meeting))


@allowed(may_read_paper, find=the_paper)
def paper(request: HttpRequest, paper: Paper) -> HttpResponse:
    """The text, paragraph by paragraph, with what is said about each; the copies in other forms; what changed."""
    user, programme = request.user, home_of(paper.meeting.group)
    copies = list(paper.copies.order_by("form", "note", "pk"))
    for copy in copies:
        copy.paper = paper
    leads = bool(may_write_papers(user, paper.meeting))
    return render(request, "programmes/papers/paper.html", {
        "paper": paper, "meeting": paper.meeting, "when": when(paper.meeting), "facts": facts_of(paper), "late": late_words(paper),
        "read": read(user, paper), "copies": copies, "may_change": may_change_paper(user, paper), "leads": leads,
        "may_comment": may_comment(user, paper), "may_note": bool(may_note_comment(user, paper)),
        "hints": hints_of(paper) if paper.is_draft() else [], "due": rule_of(paper.meeting.group).due_on(paper.meeting),
        "needed": forms_needed(paper.meeting) if leads else [], "doors": doors_of(user, paper),
        "versions": list(paper.versions.select_related("by").order_by("-number")) if paper.version > 1 else [],
        "history": tell_about([paper.ref], names=bool(programme and may_see_names(user, programme)))})


@allowed(may_change_paper, find=the_paper)
def paper_withdraw(request: HttpRequest, paper: Paper) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_paper(paper, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("It is taken out. Those who are asked to the meeting are told.") if paper.release else _(
            "The draft is taken out."))
        return redirect(paper.meeting)
    return ask(request, form, title=_("Take this paper out"), section=paper.title, back=paper, submit=_("Take it out"),
               submit_kind="warning")


@allowed(may_read_group, find=the_group)
def of_group(request: HttpRequest, group: Group) -> HttpResponse:
    """How many papers of the group came in time, for everybody; the papers that are out, the newest first, for those with a part in it."""
    start, reads = number(request.GET.get("from", "")), has_part(request.user, group)
    found = papers_of(request.user, group) if reads else Paper.objects.none()
    rows = list(found.whole().order_by("-meeting__starts_at", "-pk")[start:start + ON_A_PAGE + 1])
    in_time, everything = Paper.objects.of_group(group).in_time_of_all()
    return render(request, "programmes/papers/of_group.html", {
        "group": group, "back_url": address_of(group), "lines": lines(request.user, group, rows[:ON_A_PAGE]), "in_time": in_time,
        "all": everything, "reads": reads,
        "rule": rule_of(group), "may_settle": may_settle_days(request.user, group), "start": start, "previous": max(start - ON_A_PAGE, 0),
        "next": start + ON_A_PAGE if len(rows) > ON_A_PAGE else 0})


@allowed(may_settle_days, find=the_group)
def days(request: HttpRequest, group: Group) -> HttpResponse:
    rule = rule_of(group)
    form = DaysForm(request.POST or None, initial={"days": rule.days, "forms_days": rule.forms_days})
    if request.method == "POST" and form.is_valid():
        actions.settle_days(group, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Settled. It counts for papers that go out from now on."))
        return redirect("programmes:group-papers", group.ref)
    return ask(request, form, title=_("How early do papers come?"), section=group.name, back=reverse("programmes:group-papers",
                                                                                                    args=[group.ref]))
