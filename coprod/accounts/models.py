"""The User: what somebody signs in with."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet

a_user_name = RegexValidator(
    r"^\w[\w.+-]*\Z", _("Use only letters, numbers, dots, hyphens and underscores, and start with a letter or number."))


class UserQuerySet(KeyedQuerySet):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def administrators(self) -> "UserQuerySet":
        """Those who may use the staff tables: superusers, while they are active."""
        return self.active().filter(is_superuser=True)

    def sharing(self, address: str) -> "UserQuerySet":
        """Active users with this e-mail address, however it is written."""
        return self.active().filter(email__iexact=address)

    def known_as(self, login: str) -> "User | None":
        """The one active user with this user name, or whose e-mail address this is.

        Nobody is meant by an address that several people share: there the user name decides. A user
        name has no @, so that the two can never be taken for each other.
        """
        login = login.strip()
        if not login:
            return None
        found = self.sharing(login) if "@" in login else self.active().filter(username__iexact=login)
        people = list(found.order_by("pk")[:2])
        return people[0] if len(people) == 1 else None


class Users(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    use_in_migrations = False


class TextSize(models.TextChoices):
    NORMAL = "normal", _("As it is")
    LARGE = "large", _("Large")
    LARGER = "larger", _("Larger")
    LARGEST = "largest", _("Largest")


class Spacing(models.TextChoices):
    NORMAL = "normal", _("As it is")
    WIDE = "wide", _("Wide")
    WIDER = "wider", _("Wider")


class Tint(models.TextChoices):
    NONE = "none", _("None")
    CREAM = "cream", _("Cream")
    BLUE = "blue", _("Pale blue")
    GREEN = "green", _("Pale green")
    PINK = "pink", _("Pale pink")
    YELLOW = "yellow", _("Pale yellow")


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh (Cymraeg)")


class User(AbstractUser):
    """What one person signs in with. Two people may share an e-mail address; the user name tells them apart."""

    first_name = None   # type: ignore[assignment]  # names live in `partners`
    last_name = None    # type: ignore[assignment]
    username = models.CharField(
        _("user name"), max_length=150, unique=True, validators=[a_user_name],
        error_messages={"unique": _("Somebody has this user name already. Choose another one.")})
    email = models.EmailField(_("e-mail address"), blank=True)
    is_professional = models.BooleanField(
        _("professional"), default=False,
        help_text=_("Holds a professional role: a second factor, longer passwords and shorter sessions apply."))

    text_size = models.CharField(_("how large should the text be?"), max_length=8, choices=TextSize, default=TextSize.NORMAL)
    spacing = models.CharField(_("how much space should there be between lines?"), max_length=8, choices=Spacing, default=Spacing.NORMAL)
    tint = models.CharField(_("which colour should be behind the text?"), max_length=8, choices=Tint, default=Tint.NONE)
    language = models.CharField(_("language of pages"), max_length=2, choices=Language, blank=True, default="",
                                db_default="")      # empty: as the device at hand remembers
    is_simple = models.BooleanField(_("simple layout: one thing below the other, without pictures"), default=False)

    objects = Users()   # type: ignore[misc]

    PERSONAL: ClassVar = {"username": "until the account is closed", "email": "until the account is closed",
                          "password": "until the account is closed", "last_login": "until the account is closed",
                          "text_size": "until the account is closed", "spacing": "until the account is closed",
                          "tint": "until the account is closed", "language": "until the account is closed",
                          "is_simple": "until the account is closed"}

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints: ClassVar = [models.UniqueConstraint(
            Upper("username"), name="user_names_differ_in_more_than_capitals",
            violation_error_message=_("Somebody has this user name already. Choose another one."))]
        indexes: ClassVar = [models.Index(Upper("email"), name="accounts_by_email")]

    def get_full_name(self) -> str:
        return self.username

    def get_short_name(self) -> str:
        return self.username

    def display_classes(self) -> str:
        """How pages look to this person, as classes of the page; "" for the usual look."""
        chosen = ((self.text_size != TextSize.NORMAL, f"app-text--{self.text_size}"),
                  (self.spacing != Spacing.NORMAL, f"app-spacing--{self.spacing}"), (self.tint != Tint.NONE, f"app-tint--{self.tint}"),
                  (self.is_simple, "app-simple"))
        return " ".join(name for is_chosen, name in chosen if is_chosen)

    def needs_stricter_rules(self) -> bool:
        """Whether the stricter rules hold: professionals and administrators (practice f 9, 10, 12)."""
        return self.is_professional or self.is_superuser
