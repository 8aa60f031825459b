"""What people and the clock do with role profiles: writing, asking, agreeing, answering a "no", publishing, closing."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import make_move, move_many, record
from partners.models import Group, Partner
from programmes.profiles import notices
from programmes.profiles.catalogue import COMMENT_WORKING_DAYS
from programmes.profiles.lifecycles import PROFILE, ProfileState, ViewValue
from programmes.profiles.models import WRITTEN, ProfileView, RoleProfile
from programmes.profiles.policies import people_asked, roles_asked, what_hinders
from programmes.programme.models import Programme
from programmes.programme.models.standing import standing_of
from programmes.stages.actions.checking import MORE_CHECKS
from programmes.tailoring.policies import first_of

TAKEN = _("This group has a role profile of that name already. Change that one, or give this one another name.")
BLANKS = _("Some parts are not written yet, or the closing date is missing.")


def _locked(profile: RoleProfile) -> RoleProfile:
    """As it is now, and nobody else moves it until we are done."""
    return RoleProfile.objects.select_for_update(of=("self",)).select_related("programme", "group").get(pk=profile.pk)


def _write(*, by: Partner, at: datetime, **facts: Any) -> RoleProfile:
    try:
        with transaction.atomic():
            profile = RoleProfile.objects.create(written_by=by, written_at=at, **facts)
    except IntegrityError:
        raise NotAllowedNow("write", TAKEN) from None
    record(profile, "write", by=by, at=at, now=profile.state, version=profile.version)
    return profile


@transaction.atomic
def write_profile(programme: Programme, *, by: Partner, at: datetime, group: Group, title: str, **facts: Any) -> RoleProfile:
    """A first draft, perhaps with blanks, for a position in `group`. `facts` are any of the parts of a profile.

    Raises NotAllowedNow if the group has one of this title already.
    """
    return _write(by=by, at=at, programme=programme, cycle=programme.cycle, group=group, title=title, **facts)


@transaction.atomic
def change_profile(profile: RoleProfile, *, by: Partner, at: datetime, **facts: Any) -> RoleProfile:
    """Write other words into a draft. Every "no" to the words before is answered by it, and stays on the page.

    Raises NotAllowedNow unless it is a draft, or if the group has another of that title.
    """
    now_ = _locked(profile)
    if not now_.is_draft():
        raise NotAllowedNow("change", _("It is not a draft any more. Take it back first, or write a new version."))
    changed = [name for name, value in facts.items() if getattr(now_, name) != value]
    if not changed:
        return now_
    for name in changed:
        setattr(now_, name, facts[name])
    try:
        with transaction.atomic():
            now_.save(update_fields=changed)
    except IntegrityError:
        raise NotAllowedNow("change", TAKEN) from None
    record(now_, "change", by=by, at=at)
    for view in now_.views.open_noes().select_related("partner").order_by("pk"):
        _answer(view, "answer_by_change", by=by, at=at)
    return now_


@transaction.atomic
def ask_for_views(profile: RoleProfile, *, by: Partner, at: datetime) -> RoleProfile:
    """Ask lay leaders: they have five working days, and the words stay as they are meanwhile.

    Raises NotAllowedNow unless it is a draft without blanks, or while there is nobody who could be asked.
    """
    now_, on = _locked(profile), day_of(at)
    PROFILE.after("ask", now_.state)
    if now_.blanks():
        raise NotAllowedNow("ask", BLANKS)
    now_.asked_by = by
    if not people_asked(now_, on=on):
        raise NotAllowedNow("ask", _("There is no founding leader or lay co-chair who could be asked. Give somebody that seat first."))
    make_move(now_, PROFILE, "ask", by=by, at=at, role="PM", asked_at=at, asked_by=by, round=now_.round + 1,
              comments_until=add_working_days(on, COMMENT_WORKING_DAYS))
    send_rows(notices.view_is_asked(now_, on=on, at=at))
    return now_


@transaction.atomic
def take_back(profile: RoleProfile, *, by: Partner, at: datetime) -> None:
    """Make it a draft again, to change its words. What was said stays on the page; everybody is asked anew."""
    make_move(_locked(profile), PROFILE, "take_back", by=by, at=at, role="PM")


@transaction.atomic
def say_view(profile: RoleProfile, *, by: Partner, at: datetime, value: str, text: str = "") -> ProfileView:
    """A lay leader agrees, comments or says no; a later word takes the place of their earlier one, which stays readable.

    Raises NotAllowedNow while it is a draft, once it is published, and for who is not asked.
    """
    now_, on = _locked(profile), day_of(at)
    if not now_.is_waiting():
        raise NotAllowedNow("say", _("It is not out for comment now."))
    role = first_of(roles_asked(now_), standing_of(by, on=on, programme=now_.programme).codes(now_.programme))
    if not role or by.pk == now_.asked_by_id:
        raise NotAllowedNow("say", _("You are not asked about it, or your role has ended."))
    before = now_.views.current().filter(partner=by).first()
    if before and (before.round, before.value, before.text) == (now_.round, value, text) and before.answered_at is None:
        return before       # sent twice
    now_.views.current().filter(partner=by).update(replaced_at=at)
    view = ProfileView.objects.create(profile=now_, round=now_.round, partner=by, role=role, value=value, text=text, at=at)
    record(view, "refuse" if view.is_no() else "say", by=by, at=at, now=value, role=role, profile=now_.ref)
    _settle(now_, by=by, at=at, role=role)
    if view.is_no():
        send_rows(notices.no_is_said(view, on=on, at=at))
    return view


def _settle(profile: RoleProfile, *, by: Partner, at: datetime, role: str) -> None:
    """Lay-agreed while somebody asked agrees to the words as they stand, and no "no" waits for an answer; else not."""
    agreed = profile.views.of_round(profile).filter(value=ViewValue.AGREE).exists()
    holds = agreed and not profile.views.open_noes().exists()
    if holds and profile.state == ProfileState.ASKED:
        make_move(profile, PROFILE, "agree", by=by, at=at, role=role)
    elif not holds and profile.state == ProfileState.AGREED:
        make_move(profile, PROFILE, "fall_back", by=by, at=at, role=role)


def _answer(view: ProfileView, move: str, *, by: Partner, at: datetime, answer: str = "") -> None:
    view.answer, view.answered_at, view.answered_by = answer, at, by
    view.save(update_fields=["answer", "answered_at", "answered_by"])
    record(view, move, by=by, at=at, role="PM", profile=view.profile.ref)


@transaction.atomic
def answer_no(view: ProfileView, *, by: Partner, at: datetime, answer: str) -> ProfileView:
    """Answer a "no" in words. The objector is told, and may change their word. Raises NotAllowedNow if it is answered already,
    was taken back, or came to nothing because the profile is published."""
    profile = _locked(view.profile)
    found = profile.views.open_noes().select_related("partner").one_or_none(pk=view.pk)
    if found is None or not profile.is_unpublished():
        raise NotAllowedNow("answer", _("This “no” is answered already, or the person has changed their word."))
    found.profile = profile
    _answer(found, "answer", by=by, at=at, answer=answer)
    _settle(profile, by=by, at=at, role="PM")
    send([notices.no_is_answered(found, at=at)])
    return found


@transaction.atomic
def publish_profile(profile: RoleProfile, *, by: Partner, at: datetime, closing_at: datetime) -> RoleProfile:
    """Show it to everybody until `closing_at`. The version before it is superseded.

    Raises NotAllowedNow unless it is lay-agreed and the time for comment is over (or everybody asked has answered), and if
    anything is blank or the closing moment has passed.
    """
    now_ = _locked(profile)
    PROFILE.after("publish", now_.state)
    if now_.blanks():
        raise NotAllowedNow("publish", BLANKS)
    if closing_at <= at:
        raise NotAllowedNow("publish", _("The closing date and time must lie ahead."))
    if why := what_hinders(now_, on=day_of(at)):
        raise NotAllowedNow("publish", why)
    if now_.previous_id:
        make_move(RoleProfile.objects.select_related("programme").get(pk=now_.previous_id), PROFILE, "supersede", by=by, at=at, role="PM")
    make_move(now_, PROFILE, "publish", by=by, at=at, role="PM", published_at=at, published_by=by, closing_at=closing_at)
    return now_


@transaction.atomic
def close_profile(profile: RoleProfile, *, by: Partner, at: datetime) -> None:
    """Nobody is asked for any more. It stays readable in the programme."""
    make_move(_locked(profile), PROFILE, "close", by=by, at=at, role="PM", closed_at=at, closed_by=by)


@transaction.atomic
def new_version(profile: RoleProfile, *, by: Partner, at: datetime) -> RoleProfile:
    """A draft with the same words, to be changed and agreed anew; the old one stays as it is until the new one is published.

    Raises NotAllowedNow unless the old one was published, or if a new version is begun already.
    """
    now_ = _locked(profile)
    if "supersede" not in PROFILE.offers(now_.state):
        raise NotAllowedNow("new_version")
    if RoleProfile.objects.filter(previous=now_).exists():
        raise NotAllowedNow("new_version", _("A new version is begun already."))
    facts = {name: getattr(now_, name) for name in WRITTEN if name != "closing_at"}
    return _write(by=by, at=at, programme=now_.programme, cycle=now_.programme.cycle, group=now_.group, version=now_.version + 1,
                  previous=now_, **facts)


def check_profiles(stages: Any = None, *, on: Any = None, at: datetime) -> tuple[int, int]:
    """What the clock does for all programmes, or for those of `stages`: close what has reached its closing moment."""
    found = RoleProfile.objects.running().run_out(at)
    if stages is not None:
        found = found.filter(programme__in=stages.order_by().values("programme"))
    return len(move_many(found.select_related("programme").order_by("pk"), PROFILE, "close", by=None, at=at, closed_at=at)), 0


MORE_CHECKS.append(check_profiles)
