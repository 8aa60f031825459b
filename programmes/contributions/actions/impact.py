"""The impact log: written, checked by a lay partner who did not write it, disputed, answered or changed, taken back (12.3)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.contributions import notices
from programmes.contributions.lifecycles import IMPACT, ImpactState
from programmes.contributions.models import ImpactCheck, ImpactCredit, ImpactEntry, ImpactReport, ImpactVersion
from programmes.contributions.models.impact import TEXTS
from programmes.programme.models import Programme
from programmes.raising.models import About

REPORT_TEXTS = ("aim", "methods", "discussion", "reflections")
_CHANGED = _("It was changed since you read it. Please read it again.")


@transaction.atomic
def write_entry(about: About, *, by: Partner, at: datetime, credited: Iterable[Partner] = (), through: str = Through.ACCOUNT,
                noted_by: Partner | None = None, ref: str = "", **facts: Any) -> ImpactEntry:
    """A line of the log: `facts` are contributed, hoped, outcome, changed, why, happened_on, says, says_name, contribution, minute_line.
    It waits for a lay partner; who is credited is asked whether they may be named. With the same `ref` it is written once."""
    if ref and (before := ImpactEntry.objects.filter(ref=ref, written_by=by).first()):
        return before
    try:
        with transaction.atomic():
            entry = ImpactEntry.objects.create(**about.facts(), **facts, written_at=at, asked_at=at, written_by=by, through=through,
                                               noted_by=noted_by, **({"ref": ref} if ref else {}))
    except IntegrityError:      # sent twice at the same moment
        return ImpactEntry.objects.get(ref=ref, written_by=by)
    record(entry, "write", by=noted_by or by, at=at, now=entry.state)
    _credit(entry, credited, by=noted_by or by, at=at)
    return entry


def _credit(entry: ImpactEntry, credited: Iterable[Partner], *, by: Partner, at: datetime) -> None:
    """Ask those who are new; who is struck off the list is not named any more. Whoever is said to say so is asked too."""
    wanted = {each.pk: each for each in credited}
    if entry.says is not None and not entry.says.is_professional:
        wanted[entry.says.pk] = entry.says
    entry.credits.exclude(partner__in=wanted).delete()
    here = set(entry.credits.values_list("partner", flat=True))
    made = [ImpactCredit(entry=entry, partner=each, asked_at=at, asked_by=by) for pk, each in wanted.items() if pk not in here]
    ImpactCredit.objects.bulk_create(made)
    send(notices.credits_asked(made, at=at))


def _locked(entry: ImpactEntry) -> ImpactEntry:
    return ImpactEntry.objects.select_for_update(of=("self",)).select_related("programme", "group", "written_by", "noted_by", "says").get(
        pk=entry.pk)


@transaction.atomic
def change_entry(entry: ImpactEntry, *, by: Partner, at: datetime, seen: int, credited: Iterable[Partner] = (),
                 through: str = Through.ACCOUNT, noted_by: Partner | None = None, **facts: Any) -> ImpactEntry:
    """Change it: what it was is kept, and lay partners are asked anew. Only whom to thank may be changed without that. A "not so" stays
    open until its giver has said otherwise, or it is answered; its giver is told. What `noted_by` writes down for `by` is told to `by`.

    Raises NotAllowedNow if it is not the round that was `seen` any more, or it was taken back.
    """
    it = _locked(entry)
    if not it.is_standing():
        raise NotAllowedNow("change", _("It was taken back."))
    if it.round != seen:
        raise NotAllowedNow("change", _CHANGED)
    before = {name: getattr(it, name) for name in (*TEXTS, "outcome", "says", "says_name")}
    speaker = noted_by or by
    is_new = any(getattr(it, name) != value for name, value in facts.items())
    for name, value in facts.items():
        setattr(it, name, value)
    if is_new:
        ImpactVersion.objects.create(entry=it, number=it.round, at=at, by=by, through=through, noted_by=noted_by, **before)
        it.round, it.asked_at = it.round + 1, at
        it.save(update_fields=[*facts, "round", "asked_at"])
        record(it, "change", by=speaker, at=at)
        noes = list(it.checks.open_noes().select_related("by"))
        send([notices.check_answered(each, f"changed {it.round}", at=at) for each in noes])
        if it.offers("ask_anew") and not noes:
            make_move(it, IMPACT, "ask_anew", by=speaker, at=at)
        if noted_by:
            send([notices.change_noted(it, by, f"round {it.round}", at=at)])
    _credit(it, credited, by=speaker, at=at)
    return it


@transaction.atomic
def check_entry(entry: ImpactEntry, *, by: Partner, at: datetime, seen: int, is_so: bool, text: str = "",
                through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> ImpactCheck:
    """A lay partner who did not write it says whether it is so. A yes counts unless a "not so" waits for its answer; a "not so" makes it
    disputed, also after a yes, and who wrote it is told. What somebody wrote down for them is told
    to them. Said again, the later word takes the place of the first; but a "not so" that
    its own giver takes back leaves the entry waiting for a yes, which this may be.

    Raises NotAllowedNow if it was changed since it was `seen` or taken back, or by who wrote it.
    """
    it, speaker = _locked(entry), noted_by or by
    if not it.is_standing():
        raise NotAllowedNow("check", _("It was taken back."))
    if it.round != seen:
        raise NotAllowedNow("check", _CHANGED)
    if by.is_professional or {by.pk, speaker.pk} & it.writers():
        raise NotAllowedNow("check", _("A lay partner who did not write it checks it."))
    mine = it.checks.current().filter(Q(round=it.round) | Q(is_so=False, answered_at__isnull=True), by=by)
    same = mine.filter(round=it.round, is_so=is_so, text=text, answered_at__isnull=True, noted_by=noted_by).first()
    if same and same.at >= it.asked_at:      # pressed twice; said before lay partners were asked again, it is a new word
        return same
    mine.update(replaced_at=at)
    check = ImpactCheck.objects.create(entry=it, round=it.round, by=by, at=at, is_so=is_so, text=text, through=through, noted_by=noted_by)
    record(check, "confirm" if is_so else "refuse", by=speaker, at=at)
    if noted_by:
        send([notices.check_noted(check, at=at)])
    if not is_so:
        if it.offers("dispute"):
            make_move(it, IMPACT, "dispute", by=speaker, at=at)
        send(notices.disputed(check, at=at))
        return check
    if it.checks.open_noes().exists():
        return check
    if it.state == ImpactState.DISPUTED:
        make_move(it, IMPACT, "ask_anew", by=speaker, at=at)
    if it.state == ImpactState.WRITTEN:
        make_move(it, IMPACT, "check", by=speaker, at=at)
    return check


@transaction.atomic
def answer_check(check: ImpactCheck, *, by: Partner, at: datetime, text: str) -> ImpactCheck:
    """Words to a "not so", without changing the entry. When none waits any more, a lay partner is asked again.

    Raises NotAllowedNow if it is answered, or by who said it.
    """
    it = _locked(check.entry)
    found = ImpactCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if found.by_id == by.pk or not found.is_open_no or it.state != ImpactState.DISPUTED:
        raise NotAllowedNow("answer", _("It is answered."))
    found.answer, found.answered_at, found.answered_by = text, at, by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(found, "answer", by=by, at=at)
    if not it.checks.open_noes().exists():
        make_move(it, IMPACT, "ask_anew", by=by, at=at, asked_at=at)
    send([notices.check_answered(found, "answered", at=at)])
    return found


@transaction.atomic
def take_entry_back(entry: ImpactEntry, *, by: Partner, at: datetime, because: str, through: str = Through.ACCOUNT,
                    noted_by: Partner | None = None) -> ImpactEntry:
    """It counts no more; the row stays, with the reason. Whoever said whether it is so is told, and so is who has it taken back by somebody
    else. Raises NotAllowedNow if staff alone would take back what a lay partner has checked."""
    it = _locked(entry)
    if (noted_by or by).is_professional and it.is_confirmed():
        raise NotAllowedNow("take_back", _("A lay partner has checked it. A lay co-chair takes it back."))
    make_move(it, IMPACT, "take_back", by=noted_by or by, at=at, taken_back_at=at, taken_back_by=by, taken_back_because=because,
              taken_back_through=through, taken_back_noted_by=noted_by)
    send(notices.taken_back(it, by, at=at))
    if noted_by:
        send([notices.change_noted(it, by, "taken back", at=at)])
    return it


@transaction.atomic
def say_on_credit(credit: ImpactCredit, *, at: datetime, agrees: bool, through: str = Through.ACCOUNT,
                  noted_by: Partner | None = None) -> ImpactCredit:
    """Whoever is credited says whether they are named; they may say something else later."""
    found = ImpactCredit.objects.select_for_update(of=("self",)).select_related("entry__programme", "partner").get(pk=credit.pk)
    if found.agrees == agrees:
        return found
    found.agrees, found.said_at, found.through, found.noted_by = agrees, at, through, noted_by
    found.save(update_fields=["agrees", "said_at", "through", "noted_by"])
    record(found, "agree" if agrees else "decline", by=noted_by or found.partner, at=at)
    return found


@transaction.atomic
def write_report(programme: Programme, *, by: Partner, at: datetime, year: int, seen: int = 0, **texts: str) -> ImpactReport:
    """The texts of a year's report. Raises NotAllowedNow if somebody wrote in it since version `seen` was read (0: there was none)."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    report = ImpactReport.objects.filter(programme=programme, year=year).first()
    if report and all(getattr(report, name) == value for name, value in texts.items()):
        return report
    if (report.version if report else 0) != seen:
        raise NotAllowedNow("write", _("Somebody wrote in it since you opened this page."))
    version = seen + 1
    report, _is_new = ImpactReport.objects.update_or_create(programme=programme, year=year, defaults={
        **texts, "version": version, "written_at": at, "written_by": by})
    record(report, "write", by=by, at=at, year=year, version=version)
    return report
