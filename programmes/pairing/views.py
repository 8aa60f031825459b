"""Pairs: what is suggested, the decision, what people wish, who gives how many hours, and who sat where."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from programmes.appointments.policies import may_read_appointments
from programmes.pairing.actions import allocate_pair
from programmes.pairing.forms import AllocateForm
from programmes.pairing.pictures import seats_over_time
from programmes.pairing.policies import (
    may_allocate_here,
    may_allocate_pairs,
    table_of,
)
from programmes.pairing.showing import (
    because,
    loads,
    month_before,
    people_with_seats,
    sentence_of,
    suggested,
)
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import may_read, may_see_names
from programmes.programme.views.doors import the_programme, the_workstream


@allowed(may_allocate_pairs, find=the_programme)
def pairs(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The best pairs for the empty seats and why, the workstreams, and the people with what they bring and wish."""
    table = table_of(programme, on=day_of(now()))
    shown, unfilled, suggestion = suggested(table)
    streams = [(each, table.serving.get(each.pk, []), len(table.empty.get(each.pk, []))) for each in table.streams]
    return render(request, "programmes/pairing/pairs.html", {
        "programme": programme, "table": table, "shown": shown, "unfilled": unfilled, "total": suggestion.total, "streams": streams})


@allowed(may_allocate_here, find=the_workstream)
def allocate(request: HttpRequest, workstream: Workstream) -> HttpResponse:
    """Choose the people for the empty seats: what is suggested stands there and may be changed."""
    at = now()
    table = table_of(workstream.programme, on=day_of(at))
    if not table.empty.get(workstream.pk):
        messages.info(request, _("All seats of this workstream are filled, or somebody is being asked."))
        return redirect(workstream)
    shown = next((each for each in suggested(table)[0] if each.workstream.pk == workstream.pk), None)
    proposed = [each.person.id for each in shown.newcomers] if shown else []
    initial = dict(zip(("first", "second"), proposed, strict=False)) | {
        "from_on": max(day_of(at), workstream.starts_on), "until_on": workstream.ends_on, "hours_a_month": workstream.hours_a_month}
    form = AllocateForm(request.POST or None, table=table, workstream=workstream, initial=initial)
    if request.method == "POST" and form.is_valid():
        people = form.people()
        facts = {name: form.cleaned_data[name] for name in ("from_on", "until_on", "hours_a_month", "said")}
        allocate_pair(workstream, people, by=request.user.partner, at=at, alone_because=form.cleaned_data.get("alone_because", ""),
                      as_suggested={each.ref for each in people} == set(proposed), **facts)
        messages.success(request, _("They are being asked, and so is the lead. They serve once everybody has said yes."))
        return redirect(workstream)
    stream = table.stream[workstream.pk]
    kept_out = [(each, each.why_not(stream)) for each in table.members if each.person.id not in stream.serving and each.why_not(stream)]
    return ask(request, form, title=_("Allocate lay partners"), section=workstream.name, submit=_("Ask them to take the seats"),
               back=reverse("programmes:pairs", args=[workstream.programme.slug]), template="programmes/pairing/allocate.html",
               workstream=workstream, shown=shown, why=because(table, workstream, shown.people) if shown else [],
               members=form.members, kept_out=kept_out)


@allowed(may_read_appointments, find=the_programme)
def load(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who gives how many hours a month, over all their seats, with clashes; who gives most first (R8, 7.5)."""
    today = day_of(now())
    rows = sorted(loads(people_with_seats(programme, on=today), on=today), key=lambda each: (-each.hours, each.partner.name))
    return render(request, "programmes/pairing/load.html", {
        "programme": programme, "rows": rows, "sentence": sentence_of(rows), "month": month_before(today)})


@allowed(may_read, find=the_programme)
def seats(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Workstreams by seats over time."""
    names = bool(may_see_names(request.user, programme))
    return render(request, "programmes/pairing/seats.html", {
        "programme": programme, "picture": seats_over_time(programme, on=day_of(now()), names=names)})
