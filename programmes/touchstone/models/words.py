"""What somebody says to a version of the touchstone, or to its adoption by a group. A "no" stays, with its answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.profiles.lifecycles import ViewValue
from programmes.profiles.models import ProfileViewQuerySet
from programmes.touchstone.models.adopting import Adoption
from programmes.touchstone.models.versions import RECORD, Touchstone


class TouchstoneWord(Model):
    """The word of one person on one round of a version, or of a group's adoption; their earlier words stay readable."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    touchstone = models.ForeignKey(Touchstone, models.CASCADE, null=True, blank=True, related_name="words")
    adoption = models.ForeignKey(Adoption, models.CASCADE, null=True, blank=True, related_name="words")
    round = models.PositiveSmallIntegerField()
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    is_lay = models.BooleanField()                              # the side on which they spoke
    role = models.CharField(max_length=10, blank=True)
    value = models.CharField(max_length=10, choices=ViewValue)
    text = models.TextField(blank=True, max_length=4000)
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=4000)      # empty where the text was changed instead
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProfileViewQuerySet.as_manager()      # the same words, spoken of something else
    PERSONAL: ClassVar = dict.fromkeys(["partner", "text", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_word_is_on_a_touchstone_or_its_adoption", condition=Q(
                touchstone__isnull=False, adoption__isnull=True) | Q(touchstone__isnull=True, adoption__isnull=False)),
            models.UniqueConstraint(fields=["touchstone", "partner"], name="each_has_one_last_word_on_a_touchstone",
                                    condition=Q(replaced_at__isnull=True, touchstone__isnull=False)),
            models.UniqueConstraint(fields=["adoption", "partner"], name="each_has_one_last_word_on_an_adoption",
                                    condition=Q(replaced_at__isnull=True, adoption__isnull=False)),
            models.CheckConstraint(name="who_does_not_simply_agree_to_a_touchstone_says_what", condition=Q(value="agree") | ~Q(text="")),
            models.CheckConstraint(name="a_word_on_a_touchstone_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="an_answer_to_a_no_to_a_touchstone_says_who_and_when",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(value="disagree", answered_at__isnull=False, answered_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"word on a touchstone {self.ref}"

    @property
    def about(self) -> Touchstone | Adoption:
        found = self.touchstone or self.adoption
        assert found is not None
        return found

    @property
    def trail_book(self) -> str:
        return self.about.trail_book

    def is_no(self) -> bool:
        return self.value == ViewValue.DISAGREE

    def is_open_no(self) -> bool:
        return self.is_no() and self.replaced_at is None and self.answered_at is None
