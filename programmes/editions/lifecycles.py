"""The states of a local edition: it is written, and then it stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class EditionState(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published: it does not change any more")


EDITION = Lifecycle(EditionState, start=EditionState.DRAFT, moves={"publish": {EditionState.DRAFT: EditionState.PUBLISHED}})
