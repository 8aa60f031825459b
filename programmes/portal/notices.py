"""Who is told of a need of support, and NT11: whose support is not confirmed. No message outside a mail's body says what a need is."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.groups.lifecycles import HoldingState
from partners.models import Holding, NamedContact, Need, Partner, SupportCheck
from partners.support.lifecycles import UNMET
from partners.support.notices import moment_of
from partners.support.policies import FIRST_DAYS, LATE_DAYS, is_due, never_checked
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, TeamRole
from programmes.programme.roles import Team
from programmes.stages.notices.rows import in_force, outbox_rows

declare(
    Topic.SUPPORT,
    Kind("need_added", gettext_lazy("A lay partner says what support they need"), gettext_lazy("Their named contact, or else the managers"),
         gettext_lazy("At once"), must=True, source="NT11"),
    Kind("need_denied", gettext_lazy("A lay partner says that what was arranged does not work"),
         gettext_lazy("Their named contact, or else the managers"), gettext_lazy("At once"), must=True, source="NT11"),
    Kind("support_unconfirmed", gettext_lazy("A lay partner has not said whether they have the support they need"),
         gettext_lazy("The lay partner"), gettext_lazy("5 days after they took a seat, and every year"), must=True,
         escalates=gettext_lazy("The managers a week later"), source="NT11"))


def contacts_of(partner: Partner, *, on: date) -> list[tuple[str, str]]:
    """Who looks after the person in each programme in which they sit, as (the ref of the person to tell, the book of the programme): the
    named contact, else the managers. Three queries."""
    books = list(Holding.objects.serving(on).filter(partner=partner).order_by().values_list("seat__group__home_book", flat=True).distinct())
    named = dict(NamedContact.objects.filter(partner=partner, home_book__in=books).values_list("home_book", "owner__ref"))
    managers = TeamRole.objects.in_force(on).filter(role=Team.PM, programme__ref__in=set(books) - set(named)).order_by("pk").values_list(
        "partner__ref", "programme__ref")
    return [*((owner, book) for book, owner in sorted(named.items())), *managers]


def need_to_arrange(need: Need, kind: str, *, at: datetime) -> list[Message]:
    """A need was added, or does not work: to who looks after the person."""
    return [Message(kind=kind, about=need.ref, to=to, occasion=moment_of(at), book=book, written_at=at, due_at=at)
            for to, book in contacts_of(need.partner, on=day_of(at))]


def _unmet(message: Message) -> Need | None:
    found: Need | None = Need.objects.select_related("partner").filter(ref=message.about, state__in=UNMET).first()
    return found


@says("need_added")
def need_added_words(message: Message) -> Words | None:
    need = _unmet(message)
    if need is None or need.arranged_at:
        return None
    return Words(
        subject=_("A lay partner asks for support"),
        lines=[_("%(name)s has told us what they need to take part.") % {"name": need.partner.name},
               _("Please read it on their page and say what you arrange. It counts as met when they say so.")],
        action=_("See what to arrange"), path=need.partner.get_absolute_url())


@says("need_denied")
def need_denied_words(message: Message) -> Words | None:
    need = _unmet(message)
    if need is None or need.said_at is None or moment_of(need.said_at) != message.occasion:
        return None
    return Words(
        subject=_("Support that was arranged does not work"),
        lines=[_("%(name)s says that something does not work, and why.") % {"name": need.partner.name},
               _("Please read it on their page and arrange it anew.")],
        action=_("See what to arrange"), path=need.partner.get_absolute_url())


# --- NT11: support needs not confirmed ---------------------------------------------------------------------------------------------

def _text(expression: Any) -> Cast:
    return Cast(expression, CharField())


def _said(words: str) -> Value:
    return Value(words, CharField())


def unconfirmed(*, on: date, late: int = 0) -> QuerySet:
    """Seats of lay partners who never said whether their support is right, five days after they took it; and of those whom to ask
    again. `late` days later the same are still unconfirmed. With `why` for the occasion."""
    last = SupportCheck.objects.filter(partner=OuterRef("partner")).order_by("-said_at", "-pk").values("review_on")[:1]
    runs = Programme.objects.filter(ref=OuterRef("seat__group__home_book")).exclude(state=ProgrammeState.CLOSED)
    return Holding.objects.serving(on).lay().filter(Exists(runs), state=HoldingState.SERVING).annotate(review=Subquery(last)).filter(
        Q(never_checked("partner"), from_on__lte=on - timedelta(days=FIRST_DAYS + late))
        | Q(review__lte=on - timedelta(days=late))).order_by()


HOMES = ("seat__group__programme_links__programme__", "seat__group__workstream__programme__")      # from a seat to its programme


def support_unconfirmed(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """To the person; a week later to every manager of the programme. Once for each day on which it was to be asked. Three statements."""
    occasion = Case(When(review__isnull=True, then=_said("joined")), default=Concat(_said("again "), _text(F("review"))),
                    output_field=CharField())
    yield outbox_rows(unconfirmed(on=on), "support_unconfirmed", about="partner__ref", to="partner__ref", occasion=occasion,
                      book="seat__group__home_book", at=at)
    late = unconfirmed(on=on, late=LATE_DAYS)
    for home in HOMES:
        manages = Q(**{f"{home}ref": F("seat__group__home_book"), f"{home}team__role": Team.PM}) & in_force(f"{home}team__", on)
        yield outbox_rows(late.filter(manages), "support_unconfirmed", about="partner__ref", to=f"{home}team__partner__ref",
                          occasion=occasion, book="seat__group__home_book", at=at)


@says("support_unconfirmed")
def support_unconfirmed_words(message: Message) -> Words | None:
    """NT11, to the person or to a manager. Nothing is left to say once the person has looked."""
    partner = Partner.objects.one_or_none(ref=message.about)
    if partner is None or not is_due(partner, on=day_of(message.due_at)):
        return None
    if message.to == partner.ref:
        return Words(
            subject=_("Do you have the support you need?"),
            lines=[_("Tell us what we should do so that you can take part. We ask everybody, and again every year."),
                   _("If you need nothing, tell us that too.")],
            action=_("Say what I need"), path=reverse("programmes:me-support"))
    return Words(
        subject=_("A lay partner has not said what support they need"),
        lines=[_("%(name)s has not answered yet. Please ask them, and write down what they say.") % {"name": partner.name}],
        action=_("See their page"), path=partner.get_absolute_url())
