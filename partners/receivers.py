"""What this building does when something happened below it."""

from typing import Any

from django.dispatch import receiver

from coprod.accounts.signals import language_chosen
from partners.people.models import Partner


@receiver(language_chosen)
def read_it_in_messages_too(sender: object, *, user: Any, language: str, **more: object) -> None:
    """Who chooses a language for pages is written to in it: they are asked once. How to reach them says otherwise, if they wish."""
    Partner.objects.filter(user=user).update(reads_in=language)
