"""What was done another way, left out for a time, or refused (domain.md e9: TA1 to TA4, and Home Straight's borrowed group)."""

from datetime import datetime

from programmes.demo.story.diary import Story
from programmes.tailoring.actions import agree_to_tailoring, propose_tailoring, refuse_tailoring
from programmes.tailoring.lifecycles import Kind
from programmes.tailoring.models import Tailoring


def proposes(story: Story, key: str, day: str, by: str, code: str, *, stage: str = "", programme: str = "JUL", kind: str = Kind.TAILOR,
             reason: str, instead: str, until: str, hour: int = 10) -> None:
    """Propose another way; `key` names it for who agrees."""

    def act(at: datetime) -> None:
        story.ways[key] = propose_tailoring(
            story.programmes[programme], by=story.people[by], at=at, code=code, kind=kind, reason=story.calendar.words(reason),
            instead=story.calendar.words(instead), from_on=at.date(), until_on=story.calendar.day(until),
            stage=story.stage(stage) if stage else None)

    story.note(day, act, hour=hour)


def agrees(story: Story, key: str, day: str, *who: str) -> None:
    for name in who:
        def act(at: datetime, name: str = name) -> None:
            agree_to_tailoring(Tailoring.objects.get(pk=story.ways[key].pk), by=story.people[name], at=at)

        story.note(day, act, hour=16)


def refuses(story: Story, key: str, day: str, who: str, because: str) -> None:
    def act(at: datetime) -> None:
        refuse_tailoring(Tailoring.objects.get(pk=story.ways[key].pk), by=story.people[who], at=at, because=because)

    story.note(day, act, hour=16)


def tell_ways(story: Story) -> None:
    """Note everything of this chapter."""
    proposes(story, "TA1", "1 Aug 13", "sam", "4.4", stage="S4", kind=Kind.WAIVE, until="31 Oct 13",
             reason="The call has to close on [20 Aug 13], and we have no form yet with which people could put themselves forward.",
             instead="Who wishes to come forward alone rings Ruth, who finds a body to nominate them. From [1 Nov 13] anybody may put "
                     "themselves forward.")
    agrees(story, "TA1", "1 Aug 13", "LP15")
    proposes(story, "TA2", "15 Jan 14", "askew", "8.2", stage="S8 W6", until="8 Apr 14",
             reason="Most of us work shifts. Every two weeks is more than the pair and the staff can come to.",
             instead="The group meets once a month, and papers go out ten days before, not five.")
    agrees(story, "TA2", "16 Jan 14", "LP13", "LP14")
    proposes(story, "TA3", "10 Jan 14", "LP12", "8.2", stage="S8 W5", until="30 Jun 14",
             reason="I cannot read print, and the file was read out to me as one long table.",
             instead="Priya records each paper with her voice by Friday, and sends it together with the written one.")
    agrees(story, "TA3", "10 Jan 14", "venn")
    proposes(story, "TA4", "4 Mar 14", "ransome", "9.1", stage="S9 PL4", kind=Kind.EXCEPTION, until="1 Apr 14",
             reason="The budget has to be ready by [1 Apr 14], and a round with the Forum takes three weeks.",
             instead="The plan goes to the Forum for information when it is decided.")
    refuses(story, "TA4", "5 Mar 14", "LP01", "The Forum is asked while a plan can still change, or it is not asked at all. Give us "
            "the short version on Friday; people can answer within two weeks.")
    proposes(story, "HS1", "6 Mar 14", "sam", "2.5", stage="HS S2", programme="HS", until="31 Aug 14",
             reason="The programme is small: one service, one team. A second Advisory Group would ask too much of the same people.",
             instead="Home Straight borrows the Advisory Group of Joined-Up Lives, which has it on its agenda every month.")
    agrees(story, "HS1", "6 Mar 14", "LP14")
