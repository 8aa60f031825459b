"""Who keeps the register of nominations, and which candidates may be one person. Who chooses sees nobody before they agree."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import Answer, No
from partners.models import Candidate, NotTheSame
from programmes.calls.lifecycles import CallState
from programmes.calls.models import Call, CallRequest
from programmes.calls.policies import may_run_call
from programmes.nominations.lifecycles import EARLY
from programmes.nominations.models import Nomination, NominationBatch
from programmes.profiles.models import RoleProfile

SAME = {"search_text": _("the same name"), "email": _("the same e-mail address"), "phone": _("the same phone number")}
MOST_ALIKE = 100        # so many who look alike are shown at once; the rest when these are settled


def may_run_nomination(user: Any, nomination: Nomination) -> Answer:
    return may_run_call(user, nomination.call)


def may_run_batch(user: Any, batch: NominationBatch) -> Answer:
    return may_run_call(user, batch.call)


# Why nothing more is written down in a call, in a sentence, or "": conditions that later wings add.
NO_MORE: list[Callable[[Call], str]] = []


def what_hinders_noting(call: Call) -> str:
    """Why nobody can be written down in the call, be it late; "" if they can."""
    if call.state not in (CallState.OPEN, CallState.CLOSED):
        return str(_("The call is not open yet, or was called off."))
    return next((why for why in (no_more(call) for no_more in NO_MORE) if why), "")


def takes_nominations(call: Call, at: datetime) -> Answer | None:
    """Why nobody can be put forward in the call now; None if they can."""
    return None if call.is_open(at) else No(_("This call is over."))


def roles_of(call: Call, at: datetime) -> QuerySet:
    """The roles of the call for which somebody may still be put forward."""
    return RoleProfile.objects.open(at).filter(calls=call).select_related("group").order_by("title", "pk")


def call_for(profile: RoleProfile, at: datetime) -> Call | None:
    """The open call through which anybody may put themselves forward for that role; None if there is none."""
    return Call.objects.open(at).filter(profiles=profile, takes_own=True).select_related("programme").order_by("closing_at", "pk").first()


def nominations_of(request: CallRequest) -> QuerySet:
    """What the organisation may see of whom it put forward, also where another had done so: never marks, never what others said of them."""
    return request.nominations.select_related("candidate", "profile").order_by("received_at", "pk")    # type: ignore[attr-defined]


# Whom a reader may not see, though they keep the register: conditions on nominations that later wings add, (user) -> Q.
HIDDEN_FROM: list[Callable[[Any], Q]] = []


# Who chooses in a call does not read what people need: conditions that later wings add, (user, call) -> bool.
CHOOSES: list[Callable[[Any, Call], bool]] = []


def may_read_support(user: Any, call: Call) -> bool:
    """For who keeps the register: what a person needs to take part, unless the reader chooses among them."""
    return not any(chooses(user, call) for chooses in CHOOSES)


def shown_to(user: Any, nominations: QuerySet) -> QuerySet:
    """Without those that are hidden from this reader: a panel's member never sees a person they are too close to."""
    for hidden in HIDDEN_FROM:
        nominations = nominations.exclude(hidden(user))
    return nominations


class Alike(NamedTuple):
    """Candidates who may be one person, what is the same, and the pairs that somebody has to look at."""

    what: str
    pairs: list[tuple[Candidate, Candidate]]
    left: int = 0       # so many more pairs wait until these are settled


def _said_of(candidates: QuerySet) -> QuerySet:
    """With what each was put forward for, by whom."""
    theirs = Nomination.objects.that_count().select_related("profile", "request__organisation").order_by("pk")
    return candidates.prefetch_related(Prefetch("nominations", theirs)).order_by("pk")[:MOST_ALIKE * 4]


def alike_in(call: Call, *, user: Any = None) -> list[Alike]:
    """Those in the programme's open rounds with the same name, e-mail address or phone number, of whom nobody said that they are two
    people: eleven queries at most, however many were put forward."""
    here = shown_to(user, Nomination.objects.filter(call=call, state__in=EARLY))
    known = Candidate.objects.known().filter(pk__in=here.order_by().values("candidate"), home_book=call.trail_book, partner__isnull=True)
    apart = set(NotTheSame.objects.filter(one__in=known.values("pk")).values_list("one", "other"))
    found: dict[tuple[int, int], tuple[str, Candidate, Candidate]] = {}
    for column, what in SAME.items():
        twice = known.exclude(**{column: ""}).order_by().values(column).annotate(n=Count("pk")).filter(n__gt=1)
        keys = list(twice.values_list(column, flat=True)[:MOST_ALIKE])
        groups: dict[str, list[Candidate]] = {}
        for each in _said_of(known.filter(**{f"{column}__in": keys})) if keys else []:
            groups.setdefault(getattr(each, column), []).append(each)
        for those in groups.values():
            for n, one in enumerate(those):
                for other in those[n + 1:]:
                    if (one.pk, other.pk) not in apart:
                        found.setdefault((one.pk, other.pk), (str(what), one, other))
    pairs: dict[str, list[tuple[Candidate, Candidate]]] = {}
    for what, one, other in found.values():
        pairs.setdefault(what, []).append((one, other))
    return [Alike(what, those[:MOST_ALIKE], max(len(those) - MOST_ALIKE, 0)) for what, those in pairs.items()]
