"""Who hears from us often: for who is about to write to people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from partners.contacts.models import MANY, MANY_DAYS
from partners.contacts.policies import with_contacts
from programmes.messages.catalogue import ON_A_PAGE
from programmes.messages.policies import may_run_messages
from programmes.messages.policies.announcing import people_of
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme


@allowed(may_run_messages, find=the_programme)
def frequency(request: HttpRequest, programme: Programme) -> HttpResponse:
    """How often each person of the programme was contacted in fourteen days, by any programme; who was four times or more (PM12)."""
    today, start = day_of(now()), number(request.GET.get("from", ""))
    found = with_contacts(people_of(programme, "all", on=today), on=today)
    rows = list(found[start:start + ON_A_PAGE + 1])
    return render(request, "programmes/messages/frequency.html", {
        "programme": programme, "rows": rows[:ON_A_PAGE], "many": MANY, "days": MANY_DAYS,
        "n_many": found.filter(lately__gte=MANY).count(), "start": start,      # type: ignore[misc]
        "previous": f"?from={max(start - ON_A_PAGE, 0)}" if start else "",
        "next": f"?from={start + ON_A_PAGE}" if len(rows) > ON_A_PAGE else ""})
