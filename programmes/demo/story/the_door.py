"""The door of the Forum: it is opened in February, one person is let in on the phone and waits, and members say what they care for."""

from datetime import datetime

from coprod.kit.refs import new_ref
from programmes.demo.story.diary import Story
from programmes.forum.actions import ask_to_join, choose, open_door, tie_of, want_more

FOLLOWED = {"LP18": ("W2", "Tilbourne"), "LP20": ("W5", "Northcroft"), "LP21": ("W1", "Ashmere"), "LP26": ("W7", "Ashmere")}
WHO_RANG = {"name": "Maureen Tidswell", "called": "Maureen", "channel": "phone", "email": "", "phone": "020 7946 0761", "address": "",
            "area": "Oakwell"}


def tell_the_door(story: Story) -> None:
    """Note everything of this chapter."""
    def opened(at: datetime) -> None:
        open_door(story.programmes["JUL"], by=story.people["ruth"], at=at)

    def rang(at: datetime) -> None:
        ask_to_join(story.programmes["JUL"], person=WHO_RANG | {"ref": new_ref()}, topics=[story.workstreams["W2"]], at=at)

    def chosen(who: str, stream: str, area: str) -> None:
        def act(at: datetime) -> None:
            tie = tie_of(story.programmes["JUL"], story.people[who], at=at)
            choose(tie, at=at, digest="monthly", topics=[story.workstreams[stream]], area=area)
            if who == "LP21":
                want_more(tie, at=at)
        story.note("20 Feb 14", act)

    story.note("12 Feb 14", opened)
    for who, (stream, area) in FOLLOWED.items():
        chosen(who, stream, area)
    story.note("14 Mar 14", rang)
