"""From a draft to a chapter that everybody reads and that is reviewed; from offered material to words of a chapter; from what an adopter
says to what a lay partner has confirmed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class ChapterState(TextChoices):
    DRAFT = "draft", _("Draft")
    ASKED = "asked", _("Waits for a lay co-author to approve it")
    APPROVED = "approved", _("Approved by a lay co-author")
    PUBLISHED = "published", _("Published")
    REVIEWING = "reviewing", _("Under review")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_C = ChapterState
CHAPTER = Lifecycle(_C, start=_C.DRAFT, moves={
    "ask": dict.fromkeys((_C.DRAFT, _C.REVIEWING), _C.ASKED),
    "take_back": dict.fromkeys((_C.ASKED, _C.APPROVED), _C.DRAFT),
    "approve": {_C.ASKED: _C.APPROVED},                         # by a lay co-author, for one version
    "refuse": dict.fromkeys((_C.ASKED, _C.APPROVED), _C.DRAFT),     # a lay no: it waits for its answer
    "publish": {_C.APPROVED: _C.PUBLISHED},
    "review": {_C.PUBLISHED: _C.REVIEWING},
    "keep": {_C.REVIEWING: _C.PUBLISHED},                       # nothing was changed, and it is still right
    "withdraw": dict.fromkeys((_C.DRAFT, _C.ASKED, _C.APPROVED, _C.PUBLISHED, _C.REVIEWING), _C.WITHDRAWN),
    "take_up": {_C.WITHDRAWN: _C.DRAFT},
})
TONES = {_C.DRAFT: "not_started", _C.ASKED: "waiting", _C.APPROVED: "running", _C.PUBLISHED: "done", _C.REVIEWING: "concern",
         _C.WITHDRAWN: "gap"}
CHANGEABLE = (_C.DRAFT, _C.REVIEWING)


class MaterialState(TextChoices):
    WAITING = "waiting", _("Waits for the yes of whom it comes from")
    READY = "ready", _("May be used")
    TAKEN = "taken", _("Taken into a chapter")
    REFUSED = "refused", _("Somebody it comes from says no")
    BACK = "back", _("Taken back")


_M = MaterialState
MATERIAL = Lifecycle(_M, start=_M.WAITING, moves={
    "free": dict.fromkeys((_M.WAITING, _M.REFUSED), _M.READY),      # everybody it comes from says yes
    "take_in": {_M.READY: _M.TAKEN},
    "refuse": dict.fromkeys((_M.WAITING, _M.READY, _M.TAKEN), _M.REFUSED),
    "take_back": dict.fromkeys((_M.WAITING, _M.READY), _M.BACK),
})
MATERIAL_TONES = {_M.WAITING: "waiting", _M.READY: "running", _M.TAKEN: "done", _M.REFUSED: "refused", _M.BACK: "gap"}


class NoteState(TextChoices):
    WRITTEN = "written", _("Waits for a lay partner to say whether it is so")
    CONFIRMED = "confirmed", _("A lay partner says that it is so")
    DISPUTED = "disputed", _("A lay partner says that it is not so")
    BACK = "back", _("Taken back")


_N = NoteState
NOTE = Lifecycle(_N, start=_N.WRITTEN, moves={
    "confirm": {_N.WRITTEN: _N.CONFIRMED},
    "dispute": dict.fromkeys((_N.WRITTEN, _N.CONFIRMED), _N.DISPUTED),
    "ask_anew": dict.fromkeys((_N.CONFIRMED, _N.DISPUTED), _N.WRITTEN),
    "take_back": dict.fromkeys((_N.WRITTEN, _N.DISPUTED), _N.BACK),
})
NOTE_TONES = {_N.WRITTEN: "waiting", _N.CONFIRMED: "done", _N.DISPUTED: "refused", _N.BACK: "gap"}
STANDING = (_N.WRITTEN, _N.CONFIRMED, _N.DISPUTED)
