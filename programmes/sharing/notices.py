"""Who is told of an opened lay-only space, a hand-over, an exchange of seats and a briefing."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of
from coprod.kit.saying import day, moment
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Group, Handover, Holding, Opening, Partner, Seat
from programmes.pairing.models import Briefing, BriefingView, Swap
from programmes.programme.models import Workstream
from programmes.sharing.policies import next_in_seat, pair_of

declare(
    Topic.GROUPS,
    Kind("lay_space_opened", gettext_lazy("Somebody opened the lay-only space of a group"), gettext_lazy("Each lay member of the group"),
         gettext_lazy("At once"), must=True, source="NT60", urgent=True),
    Kind("handover_waiting", gettext_lazy("Who had a seat before left a note about it"), gettext_lazy("Who comes after in the seat"),
         gettext_lazy("At once, or when they take the seat"), must=False),
    Kind("swap_asked", gettext_lazy("A lay partner asks another to exchange seats"), gettext_lazy("Who is asked"), gettext_lazy("At once"),
         must=True),
    Kind("swap_to_agree", gettext_lazy("Two lay partners would like to exchange seats"),
         gettext_lazy("The leads of both workstreams and the lay co-chairs"), gettext_lazy("At once"), must=True),
    Kind("swap_done", gettext_lazy("Two seats are exchanged"), gettext_lazy("Both lay partners"), gettext_lazy("At once"), must=True),
    Kind("swap_declined", gettext_lazy("Not everybody agreed to exchange two seats"), gettext_lazy("Who asked for it"),
         gettext_lazy("At once"), must=True),
    Kind("briefing_to_judge", gettext_lazy("A lead noted a talk with the pair before the first meeting"), gettext_lazy("Both of the pair"),
         gettext_lazy("At once"), must=True),
    Kind("briefing_denied", gettext_lazy("A lay partner says that a talk was not so"), gettext_lazy("Who noted the talk"),
         gettext_lazy("At once"), must=True))

# --- the rows ----------------------------------------------------------------------------------------------------------

def swap_message(kind: str, swap: Swap, to: Partner, *, at: datetime) -> Message:
    return Message(kind=kind, about=swap.ref, to=to.ref, occasion=kind, book=swap.trail_book, written_at=at, due_at=at)


def swap_to_agree(swap: Swap, *, at: datetime) -> Iterator[Message]:
    """To both leads, and to the lay co-chairs."""
    streams = Workstream.objects.filter(group__in=[swap.mine.seat.group_id, swap.theirs.seat.group_id])
    leads = Partner.objects.filter(team_roles__in=[each.pk for stream in streams for each in stream.leads.in_force(day_of(at))])
    chairs = Holding.objects.serving(day_of(at)).lay().filter(
        seat__group__kind=Group.Kind.ADVISORY, seat__office__in=[Seat.Office.CHAIR, Seat.Office.CO_CHAIR],
        seat__group__programme_links__programme__workstreams__in=streams)
    for person in leads.distinct() | Partner.objects.filter(holdings__in=chairs).distinct():
        yield swap_message("swap_to_agree", swap, person, at=at)


def handover_waiting(handover: Handover, to: Holding, *, at: datetime) -> Message:
    return Message(kind="handover_waiting", about=handover.ref, to=to.partner.ref, occasion=to.ref, book=handover.trail_book,
                   written_at=at, due_at=at)


def handover_written(handover: Handover, *, at: datetime) -> list[Message]:
    """To whoever comes after in the seat, as far as they are known."""
    return [handover_waiting(handover, each, at=at) for each in next_in_seat(handover.holding).select_related("partner")]


def briefing_to_judge(briefing: Briefing, *, at: datetime) -> list[Message]:
    return [Message(kind="briefing_to_judge", about=briefing.ref, to=person.ref, occasion="noted", book=briefing.trail_book,
                    written_at=at, due_at=at) for person in pair_of(briefing.workstream)]


def briefing_denied(briefing: Briefing, view: BriefingView, *, at: datetime) -> Message:
    return Message(kind="briefing_denied", about=briefing.ref, to=briefing.noted_by.ref, occasion=f"{view.pk}:{at:%Y%m%d%H%M%S}",
                   book=briefing.trail_book, written_at=at, due_at=at)


# --- the words ---------------------------------------------------------------------------------------------------------

@says("lay_space_opened")
def lay_space_opened_words(message: Message) -> Words | None:
    """NT60: somebody opened the lay-only space; who, when and why."""
    opening = Opening.objects.select_related("group", "by").one_or_none(ref=message.about)
    if opening is None:
        return None
    return Words(
        subject=_("The lay-only space of “%(group)s” was opened") % {"group": opening.group.name},
        lines=[_("%(who)s opened it on %(at)s, for one hour.") % {"who": opening.by.name, "at": moment(opening.at)},
               _("The reason: %(reason)s") % {"reason": opening.reason},
               _("You may ask about it. Nobody can open it without telling you.")],
        action=_("See the lay-only space"), path=reverse("programmes:lay-space", args=[opening.group.ref]))


@says("handover_waiting")
def handover_waiting_words(message: Message) -> Words | None:
    """Who sat there before left a note for this person, who has not opened it."""
    handover = Handover.objects.select_related("holding__seat__group").filter(ref=message.about, read_at__isnull=True).first()
    if handover is None or not next_in_seat(handover.holding).filter(ref=message.occasion, partner__ref=message.to).exists():
        return None
    lines = [_("Who sat in “%(group)s” before you wrote down what you should know.") % {"group": handover.holding.seat.group.name}]
    if handover.shadow_from and handover.shadow_until:
        lines.append(_("They offer to go with you from %(a)s to %(b)s.") % {
            "a": day(handover.shadow_from), "b": day(handover.shadow_until)})
    return Words(subject=_("A note for you about your seat"), lines=lines, action=_("Read the note"),
                 path=reverse("programmes:handover", args=[handover.ref]))


def _swap(message: Message, *states: str) -> Swap | None:
    return Swap.objects.select_related("mine__partner", "theirs__partner", "mine__seat__group", "theirs__seat__group").filter(
        ref=message.about, state__in=states).first()


def _about_swap(swap: Swap, subject: str, *lines: str, action: str) -> Words:
    return Words(subject=subject, lines=lines, action=action, path=reverse("programmes:swap", args=[swap.ref]))


def _groups(swap: Swap) -> dict[str, str]:
    return {"who": swap.mine.partner.shown, "theirs": swap.mine.seat.group.name, "yours": swap.theirs.seat.group.name}


@says("swap_asked")
def swap_asked_words(message: Message) -> Words | None:
    """Somebody asks this person to exchange seats."""
    swap = _swap(message, "asked")
    return swap and _about_swap(
        swap, _("Would you exchange seats?"),
        _("%(who)s asks you to exchange seats: theirs in “%(theirs)s” for yours in “%(yours)s”.") % _groups(swap),
        _("You decide. Nothing changes until you say yes, and the leads and the co-chair too."), action=_("Say yes or no"))


@says("swap_to_agree")
def swap_to_agree_words(message: Message) -> Words | None:
    """Two lay partners agree to exchange their seats; leads and co-chair are asked."""
    swap = _swap(message, "accepted")
    return swap and _about_swap(
        swap, _("Two lay partners would like to exchange seats"),
        _("It is about “%(theirs)s” and “%(yours)s”. Both lay partners agree.") % _groups(swap), action=_("Say yes or no"))


@says("swap_done")
def swap_done_words(message: Message) -> Words | None:
    swap = _swap(message, "done")
    return swap and _about_swap(swap, _("Your seats are exchanged"), _(
        "“%(theirs)s” and “%(yours)s” have changed hands. Everybody said yes.") % _groups(swap), action=_("See the exchange"))


@says("swap_declined")
def swap_declined_words(message: Message) -> Words | None:
    swap = _swap(message, "declined")
    return swap and _about_swap(swap, _("The seats stay as they are"), _(
        "Not everybody agreed to the exchange you asked for. You keep your seat."), action=_("Read why"))


@says("briefing_to_judge")
def briefing_to_judge_words(message: Message) -> Words | None:
    """The lead says that they talked with the pair; was it so?"""
    briefing = Briefing.objects.select_related("workstream").one_or_none(ref=message.about)
    if briefing is None or not pair_of(briefing.workstream).filter(ref=message.to).exists() or briefing.views.filter(
            by__ref=message.to).exists():
        return None
    return Words(subject=_("Did the lead talk with you?"), lines=[
        _("The lead of “%(name)s” notes a talk with you on %(day)s, before the first meeting.") % {
            "name": briefing.workstream.name, "day": day(briefing.on)}, _("It counts only when you say that it was so.")],
        action=_("Say yes or no"), path=reverse("programmes:me-briefing", args=[briefing.ref]))


@says("briefing_denied")
def briefing_denied_words(message: Message) -> Words | None:
    """One of the pair says that it was not so."""
    briefing = Briefing.objects.select_related("workstream").filter(ref=message.about, views__was_so=False).distinct().first()
    if briefing is None:
        return None
    return Words(subject=_("A lay partner says that the talk was not so"), lines=[
        _("It is about the talk in “%(name)s” that you noted for %(day)s. Their words stand on the page.") % {
            "name": briefing.workstream.name, "day": day(briefing.on)}, _("Talk with them, and note the talk that was held.")],
        action=_("Read it"), path=briefing.workstream.get_absolute_url())
