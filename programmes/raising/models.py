"""What everything that is raised has in common: its programme, the group it concerns, and the page it is about."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import Model
from partners.models import Group
from programmes.programme.models import Programme


@dataclass(frozen=True)
class About:
    """What something is said about, as it was called then. `group` is the group whose matter it is, if it is one's."""

    kind: str               # a key of raising.views.topics.TOPICS; "" for nothing in particular
    ref: str
    name: str
    programme: Programme
    group: Group | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.ref}" if self.kind else ""

    def facts(self) -> dict[str, Any]:
        """As the fields of `Raised`."""
        return {"programme": self.programme, "group": self.group, "about_kind": self.kind, "about_ref": self.ref,
                "about_name": self.name[:200]}


class Raised(Model):
    """Something that is said in a programme, about one of its pages or about nothing in particular."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    about_kind = models.CharField(max_length=20, blank=True)
    about_ref = models.SlugField(max_length=60, blank=True)
    about_name = models.CharField(_("what is it about?"), max_length=200, blank=True)

    IMPERSONAL: ClassVar = ("about_name",)

    class Meta:
        abstract = True

    @property
    def trail_book(self) -> str:
        return self.programme.ref
