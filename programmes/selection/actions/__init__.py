"""Naming a panel, what its members declare, how it begins, what the clock does about it, and what is left when a person is erased.
Marks, decisions and their release are in `choosing`."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import Actor, make_move, record
from partners.models import Group, Organisation, Partner
from partners.people.models import searchable
from programmes.calls.actions import locked as locked_call
from programmes.calls.lifecycles import CallState
from programmes.calls.models import Call
from programmes.nominations.actions import (
    BEFORE_WITHDRAWING,
    WHEN_ERASED,
    WHEN_SHORTLISTED,
    WHEN_WITHDRAWN,
    put_before_panel,
)
from programmes.nominations.models import Nomination
from programmes.selection import notices
from programmes.selection.lifecycles import PANEL, PanelState
from programmes.selection.models import Conflict, Decision, Declared, Mark, Panel, ScoreSheet
from programmes.selection.policies import Member, members_of, unmarked_by, waiting_for, what_hinders_beginning
from programmes.stages.actions.checking import MORE_CHECKS


def locked(panel: Panel) -> Panel:
    """As it is now, and nobody else moves it until we are done."""
    Panel.objects.select_for_update().get(pk=panel.pk)      # then look: its group may have been changed before our turn
    return Panel.objects.select_related("call__programme", "group").get(pk=panel.pk)


def member(panel: Panel, by: Partner, *, at: datetime) -> Member:
    """The member that `by` is today. Raises NotAllowedNow if they are none."""
    found = next((each for each in members_of(panel, on=day_of(at)) if each.partner.pk == by.pk), None)
    if found is None:
        raise NotAllowedNow("choose", _("You are not on this panel, or your seat has ended."))
    return found


@transaction.atomic
def name_panel(call: Call, *, by: Partner, at: datetime, group: Group, meets_on: date) -> Panel:
    """Say which group chooses among the people of this call. Its members are told, and asked to declare their interests.

    Raises NotAllowedNow if the group is no panel, for a call that was not sent or was called off, and if it has a panel already.
    """
    now_ = locked_call(call)
    if now_.state not in (CallState.OPEN, CallState.CLOSED):
        raise NotAllowedNow("name", _("The call is not open yet, or was called off."))
    _is_panel(group)
    try:
        with transaction.atomic():
            panel = Panel.objects.create(call=now_, group=group, meets_on=meets_on, named_at=at, named_by=by)
    except IntegrityError:
        raise NotAllowedNow("name", _("This call has a panel already.")) from None
    record(panel, "name", by=by, at=at, now=panel.state, role="PM", group=group.ref)
    send(notices.panel_is_named(panel, on=day_of(at), at=at))
    return panel


def _is_panel(group: Group) -> None:
    if group.kind != Group.Kind.PANEL:
        raise NotAllowedNow("name", _("This group is not a selection panel."))


@transaction.atomic
def change_panel(panel: Panel, *, by: Partner, at: datetime, meets_on: date, group: Group | None = None) -> Panel:
    """Another day; or, as long as nobody has declared, another group. Raises NotAllowedNow after that, and once all is released."""
    now_ = locked(panel)
    if now_.state == PanelState.RELEASED:
        raise NotAllowedNow("change", _("The outcomes are released already."))
    if group and group.pk != now_.group_id:
        _is_panel(group)
        if now_.state != PanelState.DECLARING or now_.declared.exists():
            raise NotAllowedNow("change", _("Members have declared their interests already. The group stays as it is."))
        now_.group = group
        send(notices.panel_is_named(now_, on=day_of(at), at=at))
    now_.meets_on = meets_on
    now_.save(update_fields=["meets_on", "group"])
    record(now_, "change", by=by, at=at, role="PM")
    return now_


# --- interests -------------------------------------------------------------------------------------------------------------

@transaction.atomic
def declare(panel: Panel, *, by: Partner, at: datetime, organisations: list[Organisation], names: str = "", text: str = "") -> Declared:
    """What a member declares, once, before they see anybody. Whether a name fits somebody is told to nobody.

    Raises NotAllowedNow for who is not on the panel, and the second time.
    """
    now_ = locked(panel)
    here = member(now_, by, at=at)
    try:
        with transaction.atomic():
            declared = Declared.objects.create(panel=now_, partner=by, is_lay=here.is_lay, names=names, text=text, at=at)
    except IntegrityError:
        raise NotAllowedNow("declare", _("You have declared your interests to this panel already.")) from None
    declared.organisations.set(organisations)
    record(declared, "declare", by=by, at=at, role=role_of(here), panel=now_.ref)
    _hide_whom_they_know([declared], at=at)
    return declared


def role_of(member: Member) -> str:
    """For the trail: lay members of a panel have a role by that name."""
    return "PANEL" if member.is_lay else ""


def _hide_whom_they_know(declared: list[Declared], *, at: datetime) -> None:
    """Note a conflict wherever a name that a member gave, or their own, may be that of somebody put forward. Better one too many."""
    if not declared:
        return
    people = [(pk, frozenset(text.split())) for pk, text in Nomination.objects.filter(
        call=declared[0].panel.call_id).exclude(candidate__search_text="").values_list("pk", "candidate__search_text")]
    found = []
    for each in declared:
        known = [frozenset(searchable(line).replace(",", " ").split()) for line in (*each.names.splitlines(), each.partner.name)]
        found += [Conflict(nomination_id=pk, partner=each.partner, at=at) for pk, words in people
                  if any(name and (name <= words or words <= name) for name in known)]
    Conflict.objects.bulk_create(found, ignore_conflicts=True, batch_size=500)


def hide_from_those_who_know(call: Call, at: datetime) -> None:
    """People have come before the panel: compare them with the names that members gave earlier."""
    _hide_whom_they_know(list(Declared.objects.filter(panel__call=call).select_related("partner", "panel")), at=at)


@transaction.atomic
def declare_conflict(nomination: Nomination, *, by: Partner, at: datetime, because: str = "") -> None:
    """A member knows somebody whom they have seen here. The person is hidden from them; their marks for the person do not count, nor
    does an outcome that they wrote down last.

    Raises NotAllowedNow before the panel has begun and after the release, and if the person is hidden from them already.
    """
    panel = locked(nomination.call.panel)
    here = member(panel, by, at=at)
    if panel.state not in (PanelState.SCORING, PanelState.DECIDING) or not waiting_for(panel, by).filter(pk=nomination.pk).exists():
        raise NotAllowedNow("declare", _("This person is not before the panel now."))
    conflict = Conflict.objects.create(nomination=nomination, partner=by, because=because, at=at)
    same = Nomination.objects.filter(call=panel.call_id, candidate=nomination.candidate_id)
    ScoreSheet.objects.that_count().filter(nomination__in=same, partner=by).update(left_out_at=at)
    Decision.objects.filter(nomination__in=same, decided_by=by, released_at__isnull=True).delete()
    record(conflict, "declare", by=by, at=at, role=role_of(here), panel=panel.ref)
    open_if_all_have_marked(panel, at=at)


# --- beginning -------------------------------------------------------------------------------------------------------------

@transaction.atomic
def begin_scoring(panel: Panel, *, by: Partner, at: datetime) -> Panel:
    """Show everybody who has agreed to the panel. Raises NotAllowedNow without a lay member, or while a member has not declared."""
    now_ = locked(panel)
    PANEL.after("begin", now_.state)
    if why := what_hinders_beginning(now_, on=day_of(at)):
        raise NotAllowedNow("begin", why)
    put_before_panel(now_.call, by=by, at=at)
    make_move(now_, PANEL, "begin", by=by, at=at, begun_at=at)
    return now_


@transaction.atomic
def meet_again(panel: Panel, *, by: Partner, at: datetime, meets_on: date) -> Panel:
    """Some agreed after the others had their answer: the panel gives them marks and decides about them, too. What was released stays.

    Raises NotAllowedNow while nobody waits, and for what hinders a panel to begin.
    """
    now_ = locked(panel)
    PANEL.after("meet_again", now_.state)
    if why := what_hinders_beginning(now_, on=day_of(at)):
        raise NotAllowedNow("meet_again", why)
    put_before_panel(now_.call, by=by, at=at)
    make_move(now_, PANEL, "meet_again", by=by, at=at, role="PM", meets_on=meets_on, opened_at=None, opened_by=None, released_at=None,
              released_by=None)
    return now_


def open_if_all_have_marked(panel: Panel, *, at: datetime) -> None:
    """The marks open by themselves when every member has given marks for everybody whom they see."""
    if panel.state != PanelState.SCORING or not waiting_for(panel).exists():
        return
    members, declared = members_of(panel, on=day_of(at)), set(panel.declared.values_list("partner", flat=True))
    if {each.partner.pk for each in members} <= declared and not any(
            waiting_for(panel, each.partner).filter(unmarked_by(each.partner)).exists() for each in members):
        make_move(panel, PANEL, "open_marks", by=None, at=at, opened_at=at)


# --- the clock, and what is left of a person ---------------------------------------------------------------------------------

def check_panels(stages: Any = None, *, on: Any = None, at: datetime) -> tuple[int, int]:
    """For all programmes, or for those of `stages`: new members hear of their panel; marks are due, or missing (NT06); outcomes are late
    (NT07). Nothing is said about the panel of a call that was called off."""
    today, found = on or day_of(at), Panel.objects.running().exclude(call__state=CallState.WITHDRAWN)
    if stages is not None:
        found = found.filter(call__programme__in=stages.order_by().values("programme"))
    if not found.exists():
        return 0, 0
    with transaction.atomic():
        written = send_rows([notices.named_late(found, on=today, at=at), *notices.marks_due(found, on=today, at=at),
                             *notices.marks_missing(found, on=today, at=at), *notices.outcomes_late(found, on=today, at=at)])
    return 0, written


def forget(nominations: QuerySet) -> None:
    """What was said about these people: notes and reasons go. Who gave marks, and that an answer was given, stays (5.2)."""
    ids = list(nominations.values_list("pk", flat=True))
    Mark.objects.filter(sheet__nomination__in=ids).delete()
    Conflict.objects.filter(nomination__in=ids).delete()
    Decision.objects.filter(nomination__in=ids, released_at__isnull=True).delete()
    Decision.objects.filter(nomination__in=ids).update(reason="")


def forget_erased(candidates: QuerySet) -> None:
    forget(Nomination.objects.filter(candidate__in=candidates))


def hold_panel(nomination: Nomination) -> None:
    """Whoever gives marks or releases holds the panel before a person; so does somebody who steps back."""
    Panel.objects.select_for_update(of=("self",)).filter(call=nomination.call_id).first()


def let_go(nomination: Nomination, by: Actor, at: datetime) -> None:
    """Somebody steps back. Perhaps theirs were the last marks that were missing."""
    Decision.objects.filter(nomination=nomination, released_at__isnull=True).delete()
    panel = Panel.objects.filter(call=nomination.call_id).first()
    if panel:
        open_if_all_have_marked(locked(panel), at=at)


WHEN_ERASED.append(forget_erased)
WHEN_SHORTLISTED.append(hide_from_those_who_know)
BEFORE_WITHDRAWING.append(hold_panel)
WHEN_WITHDRAWN.append(let_go)
MORE_CHECKS.append(check_panels)
