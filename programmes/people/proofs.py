"""Standards 3.3, 3.4 and 3.7: is each lay partner asked what support they need and is it arranged, has each a named contact with times,
and are hours stated for their roles and said afterwards? Of founding leaders, the Advisory Group and the pairs; people by number alone."""

from datetime import date, timedelta

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.clock import add_months, start_of
from partners.models import Group, Holding, NamedContact, Need, SupportCheck
from partners.support.lifecycles import NeedState
from programmes.pairing.models import TimeSpent
from programmes.pairing.showing import month_before
from programmes.profiles.models import RoleProfile
from programmes.programme.models import ProgrammeGroup, Workstream
from programmes.stages.proofs import Row, columns, fact

KINDS = (Group.Kind.FOUNDING, Group.Kind.ADVISORY)
UNMET_DAYS = 14
DAYS_TO_SAY = 10        # into the next month, before hours that nobody has said are missing


def _members(on: date) -> QuerySet:
    """Lay partners who serve in the group at hand."""
    return Holding.objects.serving(on).lay().filter(seat__group=OuterRef("group"))


def _links(stages: QuerySet) -> QuerySet:
    return ProgrammeGroup.objects.filter(programme__stages__in=stages, group__kind__in=KINDS)


def _streams(stages: QuerySet, on: date) -> QuerySet:
    return Workstream.objects.running(on).filter(programme__stages__in=stages)


def _where(groups: QuerySet, members: QuerySet, name: str) -> QuerySet:
    """Those of `groups` (links or workstreams) in which some of `members` are found, with how many people they are."""
    number = members.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("partner", distinct=True)).values("n")
    found = groups.filter(Exists(members)).annotate(n=Subquery(number, output_field=IntegerField()))
    return columns(found, "programme__stages__id", name, text=F("group__name"), number=F("n"), ref=F("programme__slug"))


# --- 3.3: asked about support, and acted on ---------------------------------------------------------------------------------------

@fact("3.3", stage="S3", place="programmes:groups", words=lambda row, on: _("No lay partner serves yet, so nobody could be asked."))
@fact("3.4", stage="S3", place="programmes:groups", words=lambda row, on: _("No lay partner serves yet, so nobody has a named contact."))
def nobody_to_support(stages: QuerySet, on: date) -> QuerySet:
    links = ProgrammeGroup.objects.filter(Exists(_members(on)), programme=OuterRef("programme"), group__kind__in=KINDS)
    streams = Workstream.objects.filter(Exists(_members(on)), programme=OuterRef("programme"))
    return columns(stages.filter(~Exists(links), ~Exists(streams)), "id", "nobody_to_support", ref=F("programme__slug"))


def _not_asked(on: date) -> QuerySet:
    asked = SupportCheck.objects.filter(partner=OuterRef("partner"))
    told = Need.objects.filter(partner=OuterRef("partner"))
    return _members(on).filter(~Exists(asked), ~Exists(told))


def _says_not_asked(row: Row, on: date) -> str:
    return ngettext("%(name)s: %(n)d lay partner was not asked what support they need.",
                    "%(name)s: %(n)d lay partners were not asked what support they need.", row.number) % {"name": row.text, "n": row.number}


@fact("3.3", stage="S3", place="programmes:groups", words=_says_not_asked)
def members_not_asked(stages: QuerySet, on: date) -> QuerySet:
    return _where(_links(stages), _not_asked(on), "members_not_asked")


@fact("3.3", stage="S3", place="programmes:groups", words=_says_not_asked)
def pair_not_asked(stages: QuerySet, on: date) -> QuerySet:
    return _where(_streams(stages, on), _not_asked(on), "pair_not_asked")


def _unmet(on: date) -> QuerySet:
    """With a need that has waited for more than fourteen days since it was asked, or since the person said that it does not work."""
    limit = start_of(on - timedelta(days=UNMET_DAYS))
    waits = Q(state__in=[NeedState.ASKED, NeedState.IMPOSSIBLE], asked_at__lt=limit) | Q(state=NeedState.NOT_MET, said_at__lt=limit)
    return _members(on).filter(Exists(Need.objects.filter(waits, partner=OuterRef("partner"))))


def _says_unmet(row: Row, on: date) -> str:
    return ngettext("%(name)s: support of %(n)d lay partner has not been met for more than 14 days.",
                    "%(name)s: support of %(n)d lay partners has not been met for more than 14 days.", row.number) % {
        "name": row.text, "n": row.number}


@fact("3.3", stage="S3", place="programmes:groups", words=_says_unmet)
def members_support_unmet(stages: QuerySet, on: date) -> QuerySet:
    return _where(_links(stages), _unmet(on), "members_support_unmet")


@fact("3.3", stage="S3", place="programmes:groups", words=_says_unmet)
def pair_support_unmet(stages: QuerySet, on: date) -> QuerySet:
    return _where(_streams(stages, on), _unmet(on), "pair_support_unmet")


# --- 3.4: a named contact, with times -----------------------------------------------------------------------------------------------

def _without_contact(on: date) -> QuerySet:
    """In the programme to which the group belongs: who borrows a group borrows its contacts too."""
    named = NamedContact.objects.filter(partner=OuterRef("partner"), home_book=OuterRef("seat__group__home_book")).exclude(hours="")
    return _members(on).filter(~Exists(named))


def _says_without_contact(row: Row, on: date) -> str:
    return ngettext("%(name)s: %(n)d lay partner has no named contact with times.",
                    "%(name)s: %(n)d lay partners have no named contact with times.", row.number) % {"name": row.text, "n": row.number}


@fact("3.4", stage="S3", place="programmes:groups", words=_says_without_contact)
def members_without_contact(stages: QuerySet, on: date) -> QuerySet:
    return _where(_links(stages), _without_contact(on), "members_without_contact")


@fact("3.4", stage="S3", place="programmes:groups", words=_says_without_contact)
def pair_without_contact(stages: QuerySet, on: date) -> QuerySet:
    return _where(_streams(stages, on), _without_contact(on), "pair_without_contact")


# --- 3.7: hours stated, and said afterwards -----------------------------------------------------------------------------------------

def _stated() -> QuerySet:
    return RoleProfile.objects.ever_published().filter(group=OuterRef("group"), hours_a_month__isnull=False)


def _says_not_stated(row: Row, on: date) -> str:
    return _("%(name)s: lay partners serve, and no published role says how many hours a month it takes.") % {"name": row.text}


@fact("3.7", stage="S3", place="programmes:profiles", words=_says_not_stated)
def members_hours_not_stated(stages: QuerySet, on: date) -> QuerySet:
    links = _links(stages).filter(~Exists(_stated()), group__kind=Group.Kind.ADVISORY)
    return _where(links, _members(on), "members_hours_not_stated")


@fact("3.7", stage="S3", place="programmes:profiles", words=_says_not_stated)
def pair_hours_not_stated(stages: QuerySet, on: date) -> QuerySet:
    return _where(_streams(stages, on).filter(~Exists(_stated())), _members(on), "pair_hours_not_stated")


def _says_hours_missing(row: Row, on: date) -> str:
    return ngettext("%(name)s: %(n)d lay partner has not said how many hours the last whole month took.",
                    "%(name)s: %(n)d lay partners have not said how many hours the last whole month took.", row.number) % {
        "name": row.text, "n": row.number}


@fact("3.7", stage="S3", place="programmes:seats", words=_says_hours_missing)
def hours_not_said(stages: QuerySet, on: date) -> QuerySet:
    """Of workstreams that had met before the last whole month began, and people who served all of it. It may be said for ten days."""
    month = month_before(on - timedelta(days=DAYS_TO_SAY))
    last = add_months(month, 1) - timedelta(days=1)
    spent = TimeSpent.objects.filter(holding=OuterRef("pk"), month=month)
    silent = _members(on).filter(Q(until_on__isnull=True) | Q(until_on__gte=last), ~Exists(spent), from_on__lte=month)
    return _where(_streams(stages, on).filter(first_meeting_on__lt=month), silent, "hours_not_said")
