"""Standards 4.1 and 4.2: has each position a profile that was published in this round, and does it ask for the agreed qualities?"""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from programmes.profiles.catalogue import QUALITIES
from programmes.profiles.models import RoleProfile
from programmes.profiles.policies import WITH_PROFILES
from programmes.programme.models import ProgrammeGroup, Workstream
from programmes.stages.proofs import columns, fact


def _published(group: str, programme: str) -> QuerySet:
    return RoleProfile.objects.ever_published().filter(group=OuterRef(group), programme=OuterRef(programme), cycle=OuterRef("c_cycle"))


@fact("4.1", stage="S4", place="programmes:profiles",
      words=lambda row, on: _("No Advisory Group, Forum or workstream is set up yet, so there is no position to describe."))
def no_position(stages: QuerySet, on: date) -> QuerySet:
    linked = ProgrammeGroup.objects.filter(programme=OuterRef("programme"), group__kind__in=WITH_PROFILES)
    working = Workstream.objects.running(on).filter(programme=OuterRef("programme"))
    return columns(stages.filter(~Exists(linked), ~Exists(working)), "id", "no_position", ref=F("programme__slug"))


@fact("4.1", stage="S4", place="programmes:profiles",
      words=lambda row, on: _("%(group)s: no role profile was published in this round.") % {"group": row.text})
def group_without_profile(stages: QuerySet, on: date) -> QuerySet:
    """The programme's own groups: who borrows one describes no positions in it."""
    links = ProgrammeGroup.objects.filter(
        programme__stages__in=stages, group__kind__in=WITH_PROFILES, group__home_book=F("programme__ref")).annotate(
        c_cycle=F("programme__stages__cycle"))
    return columns(links.filter(~Exists(_published("group", "programme"))), "programme__stages__id", "group_without_profile",
                   text=F("group__name"), ref=F("programme__slug"))


@fact("4.1", stage="S4", place="programmes:profiles",
      words=lambda row, on: _("%(name)s: no role profile was published in this round.") % {"name": row.text})
def workstream_without_profile(stages: QuerySet, on: date) -> QuerySet:
    streams = Workstream.objects.running(on).filter(programme__stages__in=stages).annotate(c_cycle=F("programme__stages__cycle"))
    return columns(streams.filter(~Exists(_published("group", "programme"))), "programme__stages__id", "workstream_without_profile",
                   text=F("name"), ref=F("programme__slug"))


@fact("4.2", stage="S4", place="programmes:profiles",
      words=lambda row, on: _("No role profile was published in this round."))
def no_profile_published(stages: QuerySet, on: date) -> QuerySet:
    published = RoleProfile.objects.ever_published().filter(programme=OuterRef("programme"), cycle=OuterRef("cycle"))
    return columns(stages.filter(~Exists(published)), "id", "no_profile_published", ref=F("programme__slug"))


@fact("4.2", stage="S4", place="programmes:profile",
      words=lambda row, on: _("%(title)s: a quality is left open, or it is not said who agreed another one.") % {"title": row.text})
def qualities_left_open(stages: QuerySet, on: date) -> QuerySet:
    left_open = Q(*(Q(**{quality.name: ""}) for quality in QUALITIES), _connector=Q.OR) | ~Q(other_qualities="") & Q(other_agreed_by="")
    rows = RoleProfile.objects.ever_published().filter(left_open, programme__stages__in=stages, cycle=F("programme__stages__cycle"))
    return columns(rows, "programme__stages__id", "qualities_left_open", text=F("title"), ref=F("ref"))
