"""The numbers of the touchstone, the answers of a check, and a template: what can be read of an older touchstone, in our words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FEWEST = 5                          # WL9, R13: of fewer answers in a side nothing is shown
CHECK_DAYS, CHECK_LONGEST = 7, 28   # how long a check is open
REMIND_DAYS = 2                     # before it closes, to those who have not answered
ADOPT_DAYS = 14                     # R6: after the first meeting
SIGN_WORKING_DAYS = 10              # after a version is agreed
BREACH_WORKING_DAYS = 5             # within which a breach is answered, unless the procedure says otherwise
ITEMS_MOST, ITEM_LONGEST = 20, 300


class Start(TextChoices):
    """What a version was made from (6.1)."""

    TEMPLATE = "template", _("An older touchstone, as a template")
    FORMER = "former", _("Our own version before")
    NEW = "new", _("An empty page")


class Value(TextChoices):
    """What somebody says of one point, after a meeting."""

    YES = "yes", _("Mostly yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("Mostly no")


TEMPLATE = _("What can be read of the touchstone of North West London, 2013, in our words")
TEMPLATE_ITEMS = (
    _("At our table nobody’s rank counts. We are equals."),
    _("Lay partners are there from the first day. Where it can be done, they chair, alone or with somebody."),
    _("Each of us brings something of worth. What each of us says has the same weight."),
    _("We begin from a paper that asks and that all may add to. Nobody sets the agenda from above."),
    _("Where we have an agenda, we made it together."),
    _("A new group first agrees what its members owe each other. Work is shared out fairly. Where we differ, we vote if we can."),
)
