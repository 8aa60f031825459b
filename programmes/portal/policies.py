"""Of whom a page of the portal speaks, who writes it down, and who may."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import now
from partners.contacts.models import OnBehalf
from partners.groups.lifecycles import HoldingState
from partners.models import Holding, Partner
from partners.people.models import Through
from programmes.programme.models import Programme, ProgrammeGroup, Workstream
from programmes.programme.policies import partner_of, standing
from programmes.programme.roles import MAY

FOR_LAY_PARTNERS = _("These pages belong to lay partners. You can change the display of pages under your own account.")


@dataclass(frozen=True)
class Subject:
    """The person of whom a page speaks. With `on_behalf`, staff write down what that person tells them; `thing` is what the address
    names beside the person: a need, a seat."""

    partner: Partner
    on_behalf: OnBehalf | None = None
    thing: Any = None

    @property
    def through(self) -> str:
        return str(self.on_behalf.through) if self.on_behalf else str(Through.ACCOUNT)

    @property
    def noted_by(self) -> Partner | None:
        return self.on_behalf.by if self.on_behalf else None

    def is_over(self, at: datetime) -> bool:
        """Whether the half hour has passed: then nothing is written any more."""
        return self.on_behalf is not None and not self.on_behalf.is_running(at)

    def minutes_left(self) -> int:
        return -int((now() - self.on_behalf.ends_at).total_seconds() // 60) if self.on_behalf else 0

    def address(self, page: str = "", *which: str) -> str:
        """The same page of the portal, on the side on which we are: `me-reach`, or `for-reach` while staff write it down."""
        side = ("for", self.on_behalf.ref) if self.on_behalf else ("me",)
        return reverse("programmes:" + "-".join(filter(None, (side[0], page))), args=[*side[1:], *which])

    def address_of_swap(self, ref: str) -> str:
        """Where an exchange of seats is answered: there where leads and co-chair do, or where staff write it down."""
        return self.address("swap", ref) if self.on_behalf else reverse("programmes:swap", args=[ref])

    def addresses(self) -> dict[str, str]:
        """Those of every page that needs nothing but the person, by its name."""
        found = {}
        for page in ("", *PAGES):
            try:
                found[page.replace("-", "_") or "home"] = self.address(page)
            except NoReverseMatch:      # a page that is there for the person alone
                continue
        return found


PAGES = ("reach", "support", "need-new", "support-right", "bring", "limits", "named", "wishes", "hours", "break", "come-back", "looks",
         "supporters", "supporter-new")


def is_lay(user: Any) -> Answer:
    partner = partner_of(user)
    if partner is None:
        return No(_("This key belongs to nobody who takes part."))
    return No(FOR_LAY_PARTNERS) if partner.is_professional else YES


def is_mine(user: Any, subject: Subject) -> Answer:
    """One's own pages: the finder gives no others."""
    return is_lay(user)


def home_programme(on_behalf: OnBehalf) -> Programme | None:
    return Programme.objects.one_or_none(ref=on_behalf.home_book)


def may_write_for(user: Any, subject: Subject) -> Answer:
    """Who began it, while they still run the programme in which they did."""
    programme = home_programme(subject.on_behalf) if subject.on_behalf else None
    if programme and standing(user).codes(programme) & MAY["see_contacts"]:
        return YES
    return No(_("Only the programme manager writes down for somebody."))


def programmes_for(user: Any, person: Partner, *, on: date) -> list[Programme]:
    """The running programmes that the user manages, and in which the lay partner has a part: each keeps its own log of contacts. Those
    in which they hold a seat come before those that only borrow their group."""
    managed = standing(user).programmes(MAY["see_contacts"])
    held = Holding.objects.exclude(state__in=[HoldingState.DECLINED, HoldingState.WITHDRAWN]).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), partner=person).order_by()
    groups, at_home = held.values("seat__group"), Exists(held.filter(seat__group__home_book=OuterRef("ref")))
    return list(Programme.objects.running().filter(
        Q(pk__in=ProgrammeGroup.objects.filter(group__in=groups).values("programme"))
        | Q(pk__in=Workstream.objects.filter(group__in=groups).values("programme")), pk__in=managed).order_by(at_home.desc(), "name", "pk"))
