"""The one table of the limit pages."""

from django.conf import settings
from django.db import models


class Thing(models.Model):
    """A row with an owner and five facts."""

    name = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    due_on = models.DateField()
    open = models.IntegerField()
    ready = models.IntegerField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="things_by_name")]
        app_label = "limits"

    def __str__(self) -> str:
        return self.name
