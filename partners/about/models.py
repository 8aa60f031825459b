"""What one person says about taking part."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import Model
from partners.about.catalogue import RED, Experience, Population, Time, labels
from partners.people.models import WHO_WROTE_IT_DOWN, Partner, Through

TERM = "while they take part and two years after, then erased"


class About(Model):
    """What somebody brings, what they would like to gain, and the limits they set. Lived experience can say something
    about health: it is read only where pairs are allocated, and by the person."""

    partner = models.OneToOneField(Partner, models.CASCADE, related_name="about")
    experience = models.JSONField(_("what I bring"), default=list)              # codes of Experience
    lived = models.JSONField(_("whose life I know from my own"), default=list)  # codes of Population
    strategic = models.BooleanField(_("I have worked on plans for whole services before"), default=False)
    languages = models.CharField(_("languages I speak or sign"), max_length=200, blank=True)
    gain = models.TextField(_("what I would like to gain"), blank=True, max_length=1000)
    hours_limit = models.PositiveSmallIntegerField(_("most hours a month"), null=True, blank=True)
    times = models.JSONField(_("when I can usually come"), default=list)        # codes of Time
    times_note = models.CharField(_("what else should we know about times?"), max_length=300, blank=True)
    best_times = models.CharField(_("best times to reach me"), max_length=200, blank=True)
    copy_in = models.CharField(_("who else should be told"), max_length=300, blank=True)
    written_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(
        ["partner", "experience", "lived", "strategic", "languages", "gain", "hours_limit", "times", "times_note", "best_times", "copy_in",
         "noted_by"], TERM)

    class Meta:
        constraints = [models.CheckConstraint(name="what_people_say_of_themselves_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]

    def __str__(self) -> str:
        return f"about {self.partner_id}"

    @property
    def limit(self) -> int:
        """Hours a month that may be asked of the person, over all of their seats. Of who has set no limit, no more than the red line."""
        return RED if self.hours_limit is None else self.hours_limit

    def experience_words(self) -> list[str]:
        return labels(Experience, self.experience)

    def lived_words(self) -> list[str]:
        return labels(Population, self.lived)

    def times_words(self) -> list[str]:
        return labels(Time, self.times)
