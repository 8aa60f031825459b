"""Ten thousand stages at random, with a seed: every record that a fact can ask about is there, or lacks something."""

from datetime import timedelta
from itertools import count
from random import Random

from partners.models import Group, Holding, Organisation, Partner, Seat, Vacancy
from programmes.catalogue import CURRENT, edition
from programmes.programme.models import (
    FocusComment,
    FocusStatement,
    Membership,
    Programme,
    ProgrammeGroup,
    ScopePoint,
    TouchstoneSignature,
    Workstream,
)
from programmes.stages.models import Answer, Stage
from programmes.stages.proofs import PROVEN
from programmes.tailoring.models import Tailoring
from tests.makers import MONDAY

TODAY = MONDAY.date()
CODES = ("S1", "S2", "S6", "S7")
STAGE_STATES = ("open", "open", "open", "reopened", "ready", "unresolved", "signed_off", "closed_with_gaps")
ANSWER_STATES = ("unanswered", "claimed", "met", "met", "met", "not_met", "waived", "excepted")
SET_ASIDE = {"waived": "waive", "excepted": "exception"}
HOLDING_STATES = ("proposed", "accepted", "agreed", "serving", "serving", "serving", "ended", "withdrawn")


def bulk(model, rows):
    return model._base_manager.bulk_create(rows, batch_size=2000)


def crowd(programmes: int, *, seed: int) -> None:
    """Make `programmes` programmes, each with four stages whose records the facts ask about."""
    luck, refs = Random(seed), (f"crowd{number:08x}" for number in count())
    day = lambda low, high: TODAY + timedelta(days=luck.randint(low, high))      # noqa: E731
    often = lambda chance: luck.random() < chance                                  # noqa: E731
    people = bulk(Partner, [Partner(ref=next(refs), name=f"Person {n}", search_text=f"person {n}", added_at=MONDAY, channel="post")
                            for n in range(8)])
    bodies = bulk(Organisation, [Organisation(ref=next(refs), name=f"Body {n}", kind="other", search_text=f"body {n}") for n in range(4)])
    all_ = bulk(Programme, [Programme(ref=next(refs), slug=f"p{n}", name=f"Programme {n}", search_text=f"programme {n}",
                                      starts_on=TODAY - timedelta(days=400)) for n in range(programmes)])

    focus = bulk(FocusStatement, [FocusStatement(ref=next(refs), programme=p, version=1, problem="x", people="x", area="x", ends_on=TODAY,
                                                 written_at=MONDAY, written_by=people[0]) for p in all_ if often(.9)])
    bulk(FocusComment, [FocusComment(ref=next(refs), statement=f, text="x", by=people[1], by_leader=often(.9), at=MONDAY)
                        for f in focus if often(.9)])
    bulk(ScopePoint,
         [ScopePoint(ref=next(refs), programme=p, matter="x", status="open", decided_by="x", written_at=MONDAY, written_by=people[0],
                                 **({"removed_at": MONDAY, "removed_by": people[0]} if often(.2) else {})) for p in all_ if often(.9)])
    members = bulk(Membership, [Membership(ref=next(refs), programme=p, organisation=body, signs=often(.8), from_on=day(-50, 5),
                                           until_on=day(6, 40) if often(.2) else None) for p in all_
                                           for body in luck.sample(bodies, luck.randint(0, 3))])
    bulk(TouchstoneSignature,
         [TouchstoneSignature(ref=next(refs), membership=m, signed_by=people[2], signed_at=MONDAY) for m in members if often(.85)])

    boards = bulk(Group, [Group(ref=next(refs), name="Board", kind="board", level=luck.choice(Group.Level.values), home_book=p.ref)
                          for p in all_ for _ in range(luck.randint(0, 2))])
    by_ref = {p.ref: p for p in all_}
    bulk(ProgrammeGroup, [ProgrammeGroup(programme=by_ref[g.home_book], group=g, from_on=TODAY) for g in boards])
    bulk(Seat, [Seat(ref=next(refs), group=g, is_lay=often(.7), opened_on=TODAY, closed_on=TODAY if often(.15) else None)
                for g in boards for _ in range(luck.randint(0, 2))])

    working = bulk(Group, [Group(ref=next(refs), name="Stream", kind="working", level=luck.choice(Group.Level.values), home_book=p.ref)
                           for p in all_])
    streams = bulk(Workstream,
                   [Workstream(ref=next(refs), programme=p, group=g, name=f"Stream of {p.name}", starts_on=TODAY - timedelta(days=100),
                                           first_meeting_on=day(-90, 40) if often(.85) else None) for p,
                                           g in zip(all_, working, strict=True)])
    seats = bulk(Seat, [Seat(ref=next(refs), group=g, name=letter, opened_on=TODAY - timedelta(days=100), is_lay=often(.97))
                        for g in working for letter in "AB"])
    held, gaps = [], []
    for seat in seats:
        mine = list(holdings_of(seat, people, luck, refs, day, often))
        held += mine
        gaps += vacancies_of(seat, people, luck, refs, often, taken=any(holding.state == "serving" for holding in mine))
    bulk(Holding, held)
    bulk(Vacancy, gaps)

    stages = bulk(Stage, [stage_of(p, code, stream, luck, refs, day) for p, stream in zip(all_, streams, strict=True) for code in CODES])
    answers = bulk(Answer, [answer for stage in stages for answer in answers_of(stage, people, luck, refs, often)])
    bulk(Tailoring, [Tailoring(      # what is set aside is so because of something, which may be over today
        ref=next(refs), programme=a.stage.programme, stage=a.stage, number=a.stage.number, code=a.code, kind=SET_ASIDE[a.state], reason="x",
        instead="x", from_on=TODAY - timedelta(days=30), until_on=day(-10, 60), state="active", side="staff", proposed_by=people[0],
        proposed_role="PM", proposed_at=MONDAY) for a in answers if a.state in SET_ASIDE])


def holdings_of(seat, people, luck, refs, day, often):
    """Who holds the seat, or held it, or was proposed for it: at most one of them now."""
    facts = {"seat": seat, "needs_lead": True, "proposed_by": people[0], "accepted_at": MONDAY, "agreed_at": MONDAY, "agreed_by": people[0]}
    for _ in range(luck.randint(0, 2)):
        state = luck.choice(HOLDING_STATES)
        begun = day(-95, -1)
        over = {"closed_at": MONDAY, "closed_by": people[0]} if state in ("ended", "withdrawn") else {}
        yield Holding(ref=next(refs), partner=luck.choice(people), state=state, from_on=begun,
                      until_on=begun + timedelta(days=luck.randint(1, 60)) if state == "ended" or often(.1) else None,
                      proposed_at=MONDAY - timedelta(days=luck.randint(0, 120)), by_lay_chair=often(.9), from_advisory=often(.9),
                      hours_a_month=luck.choice([None, 4, 8, 8, 8]), **facts, **over)
        if state not in ("ended", "withdrawn"):
            return


def vacancies_of(seat, people, luck, refs, often, *, taken):
    """When the seat stood empty: perhaps once long ago, perhaps now; about the limit of 28 days."""
    told = {"recorded_at": MONDAY, "recorded_by": people[0]}
    if often(.3):
        begun = TODAY - timedelta(days=luck.randint(60, 95))
        yield Vacancy(ref=next(refs), seat=seat, from_on=begun, until_on=begun + timedelta(days=luck.randint(1, 40)),
                      **(told if often(.8) else {}))
    if not taken and often(.4):
        yield Vacancy(ref=next(refs), seat=seat, from_on=TODAY - timedelta(days=luck.choice([0, 1, 5, 27, 28, 29, 40])),
                      **(told if often(.8) else {}))


def stage_of(programme, code, stream, luck, refs, day):
    state = luck.choice(STAGE_STATES)
    signed = {"signed_at": MONDAY, "signed_fingerprint": "x"} if state in ("signed_off", "closed_with_gaps") else {}
    return Stage(ref=next(refs), programme=programme, code=code, number=int(code[1:]), workstream=stream if code == "S7" else None,
                 state=state,
                 opens_on=TODAY - timedelta(days=30), due_on=day(-20, 20) if luck.random() < .8 else None, opened_at=MONDAY, **signed)


def answers_of(stage, people, luck, refs, often):
    """Its standards. In half of the stages everything that people can do is done, so that the records decide; in those
    that were ready or signed it always is."""
    settled = stage.state not in ("open", "reopened")
    done = settled or often(.5)
    for position, standard in enumerate(edition(CURRENT).stage(stage.code).standards, start=1):
        state = "met" if done and often(.95) else luck.choice(("met", "not_met", "waived", "excepted") if settled else ANSWER_STATES)
        by_people = often(.7)
        facts = {"claimed_at": MONDAY, "claimed_by": people[3] if by_people else None} if state in ("claimed", "met") else {}
        if state == "met":
            facts |= {"confirmed_at": MONDAY, "confirmed_by": people[4]}
        if state == "not_met":
            facts |= {"not_met_at": MONDAY, "not_met_by": people[0], "not_met_because": "x"}
        shown = luck.choice([True, False, None]) if standard.code in PROVEN else None       # whatever an earlier check left behind
        yield Answer(ref=next(refs), stage=stage, code=standard.code, position=position, state=state, shown=shown, **facts)
