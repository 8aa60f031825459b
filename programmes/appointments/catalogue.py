"""The induction, item by item (practice.md g), and the days on which people are reminded (practice.md c)."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Owner(TextChoices):
    """Who does an item: the person themselves, or somebody for them."""

    PERSON = "LP", _("The lay partner")
    MANAGER = "PM", _("The programme manager")
    LEAD = "WL", _("The workstream lead")
    CHAIR = "LCC", _("The lay co-chair")


class Item(NamedTuple):
    """`days` after the person began it is due. An item of the lead is the manager's where there is no workstream."""

    code: str
    words: Promise
    owner: str
    days: int
    is_optional: bool = False


_P, _M, _L, _C = Owner.PERSON, Owner.MANAGER, Owner.LEAD, Owner.CHAIR
ITEMS = (
    Item("welcome", _("A welcome call with a named contact"), _M, 0),
    Item("portal", _("An account, or papers by phone or post, set up"), _M, 3),
    Item("support", _("A talk about support and access needs"), _M, 5),
    Item("role", _("The role agreement, in the form that was asked for"), _P, 7),
    Item("confidentiality", _("The confidentiality statement signed"), _P, 7),
    Item("interests", _("Interests declared"), _P, 14),
    Item("payment", _("The page about payment and benefits read"), _P, 14),
    Item("claiming", _("How to claim, with a claim to try it out"), _M, 14),
    Item("equality", _("Equality questions offered"), _P, 14, is_optional=True),
    Item("tour", _("A tour of the group, its terms of reference and the word list"), _L, 14),
    Item("chairs", _("A meeting with the co-chairs"), _C, 21),
    Item("buddy", _("A buddy found"), _M, 21),
    Item("watch", _("A meeting watched"), _P, 30),
    Item("touchstone", _("The touchstone read and agreed"), _P, 30),
    Item("safeguarding", _("Safeguarding, and whom to tell"), _M, 30),
    Item("six_weeks", _("A talk after six weeks"), _M, 42),
    Item("three_months", _("A review after three months"), _M, 90),
)
ITEM = {item.code: item for item in ITEMS}
ASKED_AFTER = tuple(item.code for item in ITEMS if not item.is_optional)       # nobody is reminded of what is a free choice
SIGNED = ("confidentiality", "interests")       # confirmed by the signature or the declaration itself, and not without
INDUCTED_BY_DAYS = 30           # PM9: what is due until then, and not optional, makes somebody inducted
SHOWN_BEFORE_DAYS = 7           # an item waits in its owner's queue from so many days before it is due
CHECK_IN_WEEKS = (2, 6, 12)     # NT49
SILENT_DAYS = 7                 # so long after the second talk in a row that nobody wrote about; how long is ours
EXIT_WORKING_DAYS = 10          # NT50
LONGEST_PAUSE_DAYS = 184

CONFIDENTIALITY = _("You sign a short statement: you do not pass on what is confidential. You may always speak about your own life.")
PAYMENT = _("You choose later whether you want to be paid. You may say no, and still take the role.")
