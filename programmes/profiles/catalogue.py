"""What a role profile says, part by part, and the fixed words beside it (issue 4, section 1; domain.md S4, MP16; practice.md PM3)."""

from typing import NamedTuple

from django.db.models import IntegerChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COMMENT_WORKING_DAYS = 5        # practice.md CC11
SHORT_DAYS = 14                 # practice.md PM4: a closing date nearer than this warns


class Category(IntegerChoices):
    """How far a role reaches (practice.md A2). Payment often follows from it."""

    OPEN = 1, _("Category 1: open to everybody, such as a survey or a public meeting")
    ONCE = 2, _("Category 2: one workshop, event or discussion, by invitation")
    GROUP = 3, _("Category 3: takes part in a working group")
    STRATEGIC = 4, _("Category 4: strategic, advises those who decide for the whole programme")


class Part(NamedTuple):
    """One text of the profile: the question to who writes it, the heading for who reads it."""

    name: str
    asks: Promise
    heads: Promise
    hint: Promise | str = ""
    rows: int = 3
    is_optional: bool = False


class Section(NamedTuple):
    title: Promise
    parts: tuple[Part, ...]


# The five that the founding leaders of the first programme agreed (MP16). Others only where it is recorded who agreed them.
QUALITIES = (
    Part("strategic", _("What does experience of strategic work mean in this role?"), _("Experience of strategic work"), rows=2),
    Part("vision", _("What does commitment to the vision mean in this role?"), _("Commitment to the vision"), rows=2),
    Part("challenge", _("What does it mean here to be willing to challenge and to listen?"), _("Willing to challenge and to listen"),
         rows=2),
    Part("links", _("What links with the community does this role need?"), _("Links with the community"), rows=2),
    Part("time", _("What time does somebody need to have for it?"), _("Time"), rows=2),
)
ROLE = Section(_("What the role is"), (
    Part("purpose", _("What is the role for?"), _("What it is for")),
    Part("tasks", _("What are its tasks?"), _("What you do"), _("One task to a line."), rows=5),
))
QUALITY = Section(_("What you bring"), (
    *QUALITIES,
    Part("other_qualities", _("Other qualities"), _("Other qualities"), _("Leave it empty if there are none."), rows=2, is_optional=True),
    Part("other_agreed_by", _("Who agreed the other qualities, and when?"), _("Who agreed them"),
         _("Needed if you ask for other qualities than the five."), rows=2, is_optional=True),
))
PLACE = Section(_("Time and place"), (
    Part("when_where", _("When and where does it take place?"), _("When and where")),
    Part("term", _("For how long is it?"), _("For how long"), rows=2),
))
SUPPORT = Section(_("Support"), (
    Part("support", _("What support does the person get?"), _("Support")),
    Part("access", _("What is done about access needs?"), _("Access and adjustments"),
         _("Format, language, travel, rest, care cover: what you offer, and that people may ask for more.")),
))
PAYMENT = Section(_("Payment and expenses"), (
    Part("payment", _("What is paid? Say it in plain words."), _("Payment"), _("If nothing is paid, say so, and why.")),
    Part("expenses", _("Which expenses are paid back, and how soon?"), _("Expenses")),
))
CHOOSING = Section(_("How it goes on"), (
    Part("how_chosen", _("How are people chosen?"), _("How people are chosen")),
    Part("how_to_leave", _("How can somebody stop?"), _("How to stop")),
    Part("ask_whom", _("Whom can people ask, by phone, by e-mail and by post?"), _("Whom to ask"),
         _("Everybody can read it without an account. Name only who has agreed to be named.")),
))
SECTIONS = (ROLE, QUALITY, PLACE, SUPPORT, PAYMENT, CHOOSING)
PARTS = tuple(part for section in SECTIONS for part in section.parts)
NEEDED = tuple(part for part in PARTS if not part.is_optional)
PART = {part.name: part for part in PARTS}

# Always beside what is paid (practice.md A2, A5): it warns and leads to advice, and gives none.
CAUTION = (
    _("If you get benefits, payment can change what you get. Money and vouchers both count."),
    _("Before you say yes, ask Jobcentre Plus or Citizens Advice, even if you do not mean to take the payment."),
    _("You may say no to payment, or ask for less, and still take the role."),
    _("We do not ask which benefits you get, and we cannot give advice about them."),
)
