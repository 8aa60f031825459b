"""The book of a programme."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from partners.models import Partner
from programmes.programme.models import Programme

RECORD = "as long as the programme's record"


class Toolkit(Model):
    """One for each programme, there since its first chapter was begun or its first adopter recorded. Everybody reads at `public_ref`
    what is published in it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.OneToOneField(Programme, models.CASCADE, related_name="toolkit")
    public_ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"begun_by": RECORD}

    def __str__(self) -> str:
        return f"toolkit {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:toolkit", args=[self.programme.slug])

    @property
    def title(self) -> str:
        return _("Toolkit of %(programme)s") % {"programme": self.programme.name}

    @property
    def trail_book(self) -> str:
        return self.programme.ref
