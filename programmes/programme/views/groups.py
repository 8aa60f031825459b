"""Groups, seats, who is proposed for them, and workstreams."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.groups.actions import (
    accept_seat,
    add_seat,
    agree_to_holding,
    end_holding,
    give_office,
    record_cover,
    write_terms,
)
from partners.models import Group, Holding, Seat, Vacancy
from programmes.programme import actions
from programmes.programme.forms import (
    EndHolding,
    FoundGroup,
    GiveOffice,
    ProposeForSeat,
    RecordCover,
    Refuse,
    TermsForm,
    WorkstreamForm,
)
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import (
    has_role,
    may_agree_to_holding,
    may_allocate,
    may_answer_holding,
    may_end_holding,
    may_propose,
    may_read,
    may_record_cover,
    may_run,
    may_run_group,
    may_run_workstream,
    partner_of,
    people_seen_by,
)
from programmes.programme.views.doors import (
    the_group,
    the_holding,
    the_programme,
    the_seat,
    the_vacancy,
    the_workstream,
)


def address_of(group: Group) -> str:
    """A working group is shown on its workstream's page, any other on its own."""
    workstream = Workstream.objects.filter(group=group).first()
    return workstream.get_absolute_url() if workstream else reverse("programmes:group", args=[group.ref])


@allowed(may_read, find=the_programme)
def groups(request: HttpRequest, programme: Programme) -> HttpResponse:
    today = day_of(now())
    lay = Seat.objects.lay().standing().filter(group=OuterRef("pk")).order_by().values("group").annotate(n=Count("pk")).values("n")
    held = Seat.objects.lay().standing().held(today).filter(group=OuterRef("pk")).order_by().values("group").annotate(
        n=Count("pk")).values("n")
    rows = Group.objects.filter(programme_links__programme=programme).annotate(
        lay=Coalesce(Subquery(lay), 0), held=Coalesce(Subquery(held), 0)).order_by("kind", "name", "pk")
    streams = programme.workstreams.in_order().select_related("group")
    return render(request, "programmes/programme/groups.html", {
        "programme": programme, "rows": rows, "streams": streams, "may_run": may_run(request.user, programme),
        "allocates": has_role(request.user, programme, "allocate")})


@allowed(may_run, find=the_programme)
def group_found(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = FoundGroup(request.POST or None, initial={"from_on": day_of(now())})
    if request.method == "POST" and form.is_valid():
        group = actions.found_programme_group(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The group is set up. Now propose people for its seats."))
        return redirect("programmes:group", group.ref)
    return ask(request, form, title=_("Set up a group"), section=programme.name, submit=_("Set up the group"),
               back=reverse("programmes:groups", args=[programme.slug]))


def names_of(seats: list[Seat]) -> list[str]:
    """What each seat of a group is called; one without a name by its kind and its place among those of its kind."""
    counts, found = {True: 0, False: 0}, []
    for seat in seats:
        counts[seat.is_lay] += 1
        words = _("Lay seat %(n)d") if seat.is_lay else _("Professional seat %(n)d")
        found.append(seat.name or words % {"n": counts[seat.is_lay]})
    return found


def seats_context(request: HttpRequest, group: Group) -> dict[str, Any]:
    """What the seats of a group show, in four queries: each seat with who holds it today or is to, and its vacancy."""
    today = day_of(now())
    seats = list(group.seats.standing().order_by("-is_lay", "office", Length("name"), "name", "pk"))      # 2 before 10
    holdings = list(Holding.objects.filter(seat__in=seats).select_related("partner", "seat").order_by("-from_on", "-pk"))
    gaps = list(Vacancy.objects.filter(seat__in=seats).select_related("cover", "seat").order_by("from_on", "pk"))
    gaps = [gap for gap in gaps if gap.from_on <= today]     # one that begins later is no gap yet: its holder still serves
    vacancies = {vacancy.seat_id: vacancy for vacancy in gaps if vacancy.until_on is None or vacancy.until_on > today}
    rows = []
    for seat, name in zip(seats, names_of(seats), strict=True):
        seat.group = group
        mine = [holding for holding in holdings if holding.seat_id == seat.pk]
        now_in = next((h for h in mine if h.serves(today)), None)
        waiting = next((h for h in mine if h.state in ("proposed", "accepted", "agreed")), None)
        vacancy = vacancies.get(seat.pk) if now_in is None else None
        rows.append({"seat": seat, "name": name, "holding": now_in, "waiting": waiting, "vacancy": vacancy,
                     "coming": next((h for h in mine if h.state == "serving" and h.from_on > today), None),
                     "days": vacancy.days(today) if vacancy else 0})
    refs = [group.ref, *(each.ref for each in (*seats, *holdings, *gaps))]
    return {"seats": rows, "may_allocate": may_allocate(request.user, group), "today": today, "me": partner_of(request.user),
            "refs": refs, "gaps": gaps}


@allowed(may_run_group, find=the_group)
def group_terms(request: HttpRequest, group: Group) -> HttpResponse:
    latest = group.terms.order_by("-version").first()
    form = TermsForm(request.POST or None, initial={"text": latest.text} if latest else None)
    if request.method == "POST" and form.is_valid():
        write_terms(group, by=request.user.partner, at=now(), text=form.cleaned_data["text"])
        messages.success(request, _("The new version is kept. Earlier ones stay."))
        return redirect(address_of(group))
    return ask(request, form, title=_("Terms of reference"), section=group.name, back=address_of(group))


@require_POST
@allowed(may_run_group, find=the_group)
def seat_add(request: HttpRequest, group: Group) -> HttpResponse:
    is_lay = request.POST.get("lay") != "no"
    add_seat(group, by=request.user.partner, at=now(), opened_on=day_of(now()), is_lay=is_lay, name=str(group.seats.count() + 1))
    messages.success(request, _("There is one more seat."))
    return redirect(address_of(group))


@allowed(may_propose, find=the_seat)
def seat_propose(request: HttpRequest, seat: Seat) -> HttpResponse:
    stream = Workstream.objects.filter(group=seat.group).first() if seat.is_lay else None
    if stream:
        return redirect("programmes:allocate", stream.ref)      # a pair is one decision, and comes from the Advisory Group (R2)
    people = people_seen_by(request.user, on=day_of(now()))
    form = ProposeForSeat(request.POST or None, people=people, hours_wanted=seat.group.kind == Group.Kind.WORKING,
                          initial={"from_on": day_of(now())})
    if request.method == "POST" and form.is_valid():
        actions.propose_partner(seat, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The person is being asked. They serve once everybody has said yes."))
        return redirect(address_of(seat.group))
    return ask(request, form, title=_("Propose somebody for this seat"), section=seat.group.name, back=address_of(seat.group),
               submit=_("Propose them"))


@allowed(may_propose, find=the_seat)
def seat_office(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = GiveOffice(request.POST or None, initial={"office": seat.office})
    if request.method == "POST" and form.is_valid():
        give_office(seat, by=request.user.partner, at=now(), office=form.cleaned_data["office"])
        messages.success(request, _("The group's choice is recorded."))
        return redirect(address_of(seat.group))
    return ask(request, form, title=_("Chair, co-chair or member"), section=seat.group.name, back=address_of(seat.group),
               intro=_("A group chooses its own chairs. Record here what it chose."))


@allowed(may_answer_holding, find=the_holding)
def seat_answer(request: HttpRequest, holding: Holding) -> HttpResponse:
    """The person who is proposed says yes or no."""
    form = Refuse(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("answer") == "yes":
            accept_seat(holding, at=now())
            messages.success(request, _("Thank you. You have said yes."))
        else:
            if not holding.is_waiting_for_person() and holding.state != "accepted":
                raise NotAllowedNow("decline")
            holding.decline(by=holding.partner, at=now(), because=form.cleaned_data["because"])
            messages.success(request, _("You have said no. Thank you for telling us."))
        return redirect("programmes:home")
    return ask(request, form, title=_("Will you take this seat?"), section=holding.seat.group.name, back=reverse("programmes:home"),
               template="programmes/programme/seat_answer.html", holding=holding)


@allowed(may_agree_to_holding, find=the_holding)
def holding_agree(request: HttpRequest, holding: Holding) -> HttpResponse:
    """The lead of the workstream agrees to a lay partner, or says why not."""
    form = Refuse(request.POST or None)
    back = address_of(holding.seat.group)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("answer") == "yes":
            agree_to_holding(holding, by=request.user.partner, at=now())
            messages.success(request, _("You have agreed."))
        else:
            holding.withdraw(by=request.user.partner, at=now(), because=form.cleaned_data["because"])
            messages.success(request, _("The proposal is taken back, with your reason."))
        return redirect(back)
    return ask(request, form, title=_("Do you agree to this lay partner?"), section=holding.seat.group.name, back=back,
               template="programmes/programme/holding_agree.html", holding=holding)


@allowed(may_end_holding, find=the_holding)
def holding_end(request: HttpRequest, holding: Holding) -> HttpResponse:
    form = EndHolding(request.POST or None, first_day=holding.from_on, initial={"until_on": day_of(now())})
    back = address_of(holding.seat.group)
    if request.method == "POST" and form.is_valid():
        end_holding(holding, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The last day is set. The seat is empty after it, and its clock runs."))
        return redirect("programmes:home" if holding.partner_id == request.user.partner.pk else back)
    return ask(request, form, title=_("Step back from this seat"), section=holding.seat.group.name, back=back, submit=_("Set the last day"))


@allowed(may_record_cover, find=the_vacancy)
def vacancy_cover(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    people = people_seen_by(request.user, on=day_of(now()))
    form = RecordCover(request.POST or None, people=people, initial={"note": vacancy.cover_note, "cover": vacancy.cover_id})
    back = address_of(vacancy.seat.group)
    if request.method == "POST" and form.is_valid():
        record_cover(vacancy, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is recorded who covers."))
        return redirect(back)
    return ask(request, form, title=_("Who covers the empty seat?"), section=vacancy.seat.group.name, back=back)


@allowed(may_run, find=the_programme)
def workstream_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = WorkstreamForm(request.POST or None, people=people_seen_by(request.user, on=day_of(now())), initial={"starts_on": day_of(now())})
    if request.method == "POST" and form.is_valid():
        stream = actions.add_workstream(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The workstream is set up, with two empty seats for lay partners."))
        return redirect(stream)
    return ask(request, form, title=_("Set up a workstream"), section=programme.name, submit=_("Set up the workstream"),
               back=reverse("programmes:groups", args=[programme.slug]))


@allowed(may_run_workstream, find=the_workstream)
def workstream_change(request: HttpRequest, workstream: Workstream) -> HttpResponse:
    form = WorkstreamForm(request.POST or None, instance=workstream, initial={"level": workstream.group.level, "wanted": workstream.wanted})
    if request.method == "POST" and form.is_valid():
        actions.change_workstream(workstream, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect(workstream)
    return ask(request, form, title=_("Change the workstream"), section=workstream.name, back=workstream.get_absolute_url())
