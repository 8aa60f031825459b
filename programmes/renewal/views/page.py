"""The one page of recruitment, and the calendar of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import No, allowed, open_to_all
from coprod.kit.clock import day_of, now
from programmes.nominations.policies import shown_to
from programmes.programme.models import Programme
from programmes.programme.models.standing import standing_of
from programmes.programme.policies import may_see_people, partner_of, standing
from programmes.programme.views.doors import the_programme
from programmes.renewal import pictures
from programmes.renewal.actions.feed import make_calendar, stop_calendar
from programmes.renewal.models import CalendarFeed, Strategy, token_of_feed
from programmes.renewal.policies import (
    empty_seats,
    fetches,
    may_read_recruitment,
    may_run_recruitment,
    next_check_on,
    open_rounds,
    reserve,
    sees_reserve,
    terms_ending,
    what_hinders_comparing,
)
from programmes.renewal.showing import (
    as_calendar,
    by_window,
    checks_of,
    empty_seat,
    events_of,
    gaps_of,
    state_of,
)

VISITS = "nominating"       # of ACCOUNT_RATE_LIMITS: visits of pages that are reached by a link


def _page(programme: Programme) -> str:
    return reverse("programmes:recruitment", args=[programme.slug])


@allowed(may_read_recruitment, find=the_programme)
def recruitment(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Seats, terms, rounds, the reserve list, the Forum beside its profile, what was decided, and the strategy."""
    user, at = request.user, now()
    today, codes = day_of(at), standing(user).anywhere_in(programme)
    strategies = list(Strategy.objects.filter(programme=programme).order_by("-version"))
    in_force = next((each for each in strategies if each.state == "agreed"), None)
    checks = checks_of(programme)
    last = checks[0] if checks else None
    lines = list(last.lines.order_by("pk")) if last else []       # type: ignore[attr-defined]
    may = may_run_recruitment(user, programme)
    hinders = what_hinders_comparing(programme, in_force, last, today)
    feed = CalendarFeed.objects.filter(programme=programme, partner=partner_of(user)).first()
    return render(request, "programmes/renewal/recruitment.html", {
        "programme": programme, "today": today, "seats": [empty_seat(seat, today) for seat in empty_seats(programme, today)],
        "terms": by_window(list(terms_ending(programme, today)), today), "names": bool(may_see_people(user, programme)),
        "rounds": list(open_rounds(programme, at)), "sees_reserve": sees_reserve(codes),
        "reserve": list(shown_to(user, reserve(programme, today))) if sees_reserve(codes) else [],
        "check": last, "check_state": state_of(last) if last else None, "picture": pictures.profile(lines) if lines else None,
        "gaps": gaps_of(lines), "earlier": [(each, state_of(each)) for each in checks[1:]], "next_on": next_check_on(in_force, last),
        "may_compare": may and (No(hinders) if hinders else may), "strategies": [(each, state_of(each)) for each in strategies],
        "targets": list(in_force.targets.order_by("pk")) if in_force and not last else [],     # type: ignore[attr-defined]
        "may_write": may if not any(each.state in ("draft", "asked") for each in strategies) else None,
        "feed": request.build_absolute_uri(reverse("programmes:calendar", args=[token_of_feed(feed.ref)])) if feed else ""})


# --- the calendar ----------------------------------------------------------------------------------------------------

@require_POST
@allowed(may_read_recruitment, find=the_programme)
def calendar_make(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A private address; one that was there leads nowhere any more."""
    make_calendar(programme, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("Your calendar has an address now. Keep it to yourself: who has it can read the days."))
    return redirect(_page(programme))


@require_POST
@allowed(may_read_recruitment, find=the_programme)
def calendar_stop(request: HttpRequest, programme: Programme) -> HttpResponse:
    stop_calendar(programme, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("The address of your calendar leads nowhere any more."))
    return redirect(_page(programme))


@open_to_all
@require_GET
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The days ahead, for a calendar program that cannot sign in. Nothing once it is stopped or its owner's role has ended."""
    if too_many(request, VISITS):
        return render(request, "429.html", status=429)
    feed, at = CalendarFeed.objects.select_related("programme", "partner").with_token(token).first(), now()      # type: ignore[attr-defined]
    if feed is None:
        failed(request)
        raise Http404
    codes = standing_of(feed.partner, on=day_of(at), programme=feed.programme).anywhere_in(feed.programme)
    if not fetches(feed, codes):
        raise Http404
    response = HttpResponse(as_calendar(feed.programme, events_of(feed.programme, codes, at), at=at),
                            content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
