"""The states of a role profile (domain.md d4). Between draft and lay-agreed it is out for comment (practice.md CC11)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class ProfileState(TextChoices):
    DRAFT = "draft", _("Draft")
    ASKED = "asked", _("Out for comment")
    AGREED = "lay_agreed", _("Lay-agreed")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")
    SUPERSEDED = "superseded", _("Superseded")


class ViewValue(TextChoices):
    AGREE = "agree", _("I agree")
    COMMENT = "comment", _("I have a comment, and say neither yes nor no")
    DISAGREE = "disagree", _("I do not agree")


_S = ProfileState
WAITING = (_S.ASKED, _S.AGREED)                             # lay leaders may say what they think
UNPUBLISHED = (_S.DRAFT, *WAITING)

PROFILE = Lifecycle(_S, start=_S.DRAFT, moves={
    "ask": {_S.DRAFT: _S.ASKED},
    "take_back": dict.fromkeys(WAITING, _S.DRAFT),          # to change its words; then everybody is asked again
    "agree": {_S.ASKED: _S.AGREED},                         # somebody asked agrees, and no "no" waits for an answer
    "fall_back": {_S.AGREED: _S.ASKED},                     # somebody said no, or took their agreement back
    "publish": {_S.AGREED: _S.PUBLISHED},
    "close": {_S.PUBLISHED: _S.CLOSED},                     # by the manager, or by the clock at the closing moment
    "supersede": dict.fromkeys((_S.PUBLISHED, _S.CLOSED), _S.SUPERSEDED),       # a new version is published
})
