"""The numbers of papers (practice.md A8, WL1, NT17) and their kinds and forms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

PAPERS_DAYS, FORMS_DAYS = 7, 14     # before the meeting, unless the group has settled on others
MOST_DAYS = 60
DUE_SOON = (5, 2, 1)                # NT17: so many days before papers are due; with seven days that is 12, 9 and 8 before the meeting
MOST_SIGNS = 40_000                 # of the text of one paper: about fifteen pages
MOST_PIECES = 300

READ = ("title", "purpose", "question", "no_question_because", "text")     # what people have read: a change of it is a new version


class Kind(TextChoices):
    DISCUSSION = "discussion", _("Discussion paper")
    DECISION = "decision", _("Paper for a decision")
    INFORMATION = "information", _("For information")
    LOG = "log", _("Log of commitments and challenges")


ASKS_LAY = (Kind.DISCUSSION, Kind.DECISION)     # these ask lay partners a question, or say why not (WL5)


class Form(TextChoices):
    LARGE_PRINT = "large_print", _("Large print")
    EASY_READ = "easy_read", _("Easy read")
    AUDIO = "audio", _("Audio")
    WORD = "word", _("Word")
    PDF = "pdf", _("PDF")
    BSL = "bsl", _("British Sign Language video")
    BRAILLE = "braille", _("Braille")
    LANGUAGE = "language", _("Another language")
    OTHER = "other", _("Another form")
