"""The User: what somebody signs in with."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """What one person signs in with. Two people may share an e-mail address; the user name tells them apart."""

    first_name = None
    last_name = None
    email = models.EmailField(_("e-mail address"), blank=True)
    has_staff_access = models.BooleanField(
        default=False, help_text=_("Holds a professional role: a second factor and longer passwords apply."))

    PERSONAL: ClassVar = {"username": "until the account is closed", "email": "until the account is closed",
                          "password": "until the account is closed", "last_login": "until the account is closed"}

    def get_full_name(self) -> str:
        return self.username

    def get_short_name(self) -> str:
        return self.username
