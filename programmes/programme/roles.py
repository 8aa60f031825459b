"""Roles, what they mean to a person, and what they may do: the one place to read or change it.

A role comes from a record with dates, and ends with its last day at midnight:
a team role, a seat in a group, or being an organisation's signatory (domain.md b1).
"""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Team(TextChoices):
    """Roles that the programme gives to people by name."""

    SRO = "SRO", _("Senior responsible owner")
    PM = "PM", _("Programme manager")
    WL = "WL", _("Workstream lead")
    FAC = "FAC", _("Facilitator")
    VIEWER = "VIEW", _("Viewer")


LAY_ROLES = frozenset({"FND", "AG", "LCC", "PAIR", "PANEL", "FORUM"})

NAMES: dict[str, Promise] = {
    "SRO": _("senior responsible owner"),
    "PM": _("programme manager"),
    "WL": _("workstream lead"),
    "FAC": _("facilitator"),
    "VIEW": _("viewer"),
    "FND": _("founding service-user leader"),
    "AG": _("Advisory Group member"),
    "LCC": _("lay co-chair"),
    "PAIR": _("lay partner of the pair"),
    "PANEL": _("lay member of the selection panel"),
    "FORUM": _("Forum member"),
    "GROUP": _("group member"),
    "ORG": _("organisation's signatory"),
    "clock": _("the clock"),
}

MEANINGS: dict[str, Promise] = {
    "SRO": _("Answers for the programme, and alone may proceed without lay agreement, with a reason everyone can read."),
    "PM": _("Runs the programme day by day: people, groups, dates, stages and evidence."),
    "WL": _("Leads one workstream with its pair of lay partners."),
    "FAC": _("Helps groups to work together; independent of the programme's decisions."),
    "VIEW": _("Reads the programme; changes nothing."),
    "FND": _("A service-user leader who shaped the programme before anything was fixed, and signs for that."),
    "AG": _("A lay partner of the Advisory Group, which holds the programme to its word."),
    "LCC": _("A lay chair or co-chair of the Advisory Group; signs for the group and sees to every pair."),
    "PAIR": _("One of two lay partners in a workstream; confirms what staff claim there."),
    "PANEL": _("A lay partner on the panel that selects people, with the same vote as anyone."),
    "FORUM": _("A member of the larger Forum that answers emerging plans; may read what was decided and why."),
    "GROUP": _("Has a professional seat in one of the programme's groups."),
    "ORG": _("Signs for a partner organisation."),
}

# What a role may do in a programme. What it may do to one standard or one signature depends on the stage: see
# stages/policies.py. Everyone with any role may read the programme.
MAY: dict[str, frozenset[str]] = {
    "read": frozenset(NAMES) - {"clock"},
    "run": frozenset({"PM"}),                                           # facts, team, organisations, groups, workstreams
    "open_stages": frozenset({"PM"}),
    "close": frozenset({"SRO"}),
    "allocate": frozenset({"PM", "LCC"}),                               # who is proposed for a seat
    "claim": frozenset({"PM", "SRO", "WL", "FAC"}) | LAY_ROLES - {"FORUM"},
    "reopen": frozenset({"PM", "SRO", "LCC"}),
    "see_people": frozenset({"PM", "SRO", "LCC", "WL"}),                # pages of people, names and seats
    "see_names": frozenset({"PM", "SRO", "LCC", "WL", "FAC"}) | LAY_ROLES - {"FORUM"},  # which lay partner said it; others: the role
    "see_contacts": frozenset({"PM"}),                                  # how to reach them
}
