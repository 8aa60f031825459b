"""A file that came with a form that had errors elsewhere, or too late for its session: kept for a day, so that it need
not be chosen again.

What the form carries is a signed note of where the file lies, what it is called and whose it is; nobody else's
note is accepted, and an old one is not either.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.signing import BadSignature, dumps, loads

from coprod.kit.refs import new_ref

KEPT_FOR = timedelta(days=1)
SALT = "coprod.kit.uploads"
FIELD = "kept"      # of the forms that take a file: the note of one that was kept


def owner(user: Any) -> str:
    """What names a signed-in user as the owner of a kept file."""
    return f"user {user.pk}"


def _folder() -> Path:
    return Path(settings.FILES) / "kept"


def keep(file: File, *, owner: str) -> str:
    """Put the file aside for its `owner` and return the note that gets it back."""
    ref = new_ref()
    _folder().mkdir(parents=True, exist_ok=True)
    file.seek(0)
    with (_folder() / ref).open("wb") as kept:
        kept.writelines(file.chunks())
    return dumps({"ref": ref, "name": str(file.name), "owner": owner}, salt=SALT)


def get_back(note: str, *, owner: str) -> File | None:
    """The file behind the note, under its own name; None when the note is not theirs, not ours, or too old."""
    try:
        kept = loads(note, salt=SALT, max_age=KEPT_FOR)
    except BadSignature:
        return None
    path = _folder() / str(kept["ref"])
    if kept["owner"] != owner or not path.is_file():
        return None
    return ContentFile(path.read_bytes(), name=kept["name"])


def forget(note: str) -> None:
    """The form went through: the copy is not needed any more."""
    try:
        kept = loads(note, salt=SALT)
    except BadSignature:
        return
    (_folder() / str(kept["ref"])).unlink(missing_ok=True)


def forget_old(*, at: datetime) -> int:
    """Remove what nobody came back for; says how many files."""
    old = [path for path in _folder().glob("*") if path.stat().st_mtime < (at - KEPT_FOR).timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
