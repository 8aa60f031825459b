"""Who takes part in Good Nights, how its groups are called in the story, and how its days are noted."""

from collections.abc import Callable
from datetime import datetime

from programmes.demo.story.diary import Story
from programmes.demo.story.people import Lay, Staff
from programmes.programme.models import Programme

ADVISORY, FORUM, PANEL = "nights advisory", "nights forum", "nights panel"
CALLS, WARDS = "nights calls", "nights wards"
PAIRS = {CALLS: ("desmond", "rukhsana"), WARDS: ("mona", "joel")}

STAFF = (
    Staff("tess", "Tess Holloway-Quinn", "Tess", "Programme manager"),
    Staff("miles", "Dr Miles Okonjo-Reeve", "Miles", "Medical director"),
    Staff("anita", "Anita Varga-Lyle", "Anita", "Runs the night desk"),
    Staff("graham", "Graham Sorrell", "Graham", "Matron for the nights"),
    Staff("noreen", "Noreen Fairclough", "Noreen", "Answers the carers’ line"),
)
LAY = (     # the first six sit in the Advisory Group; the first is its co-chair, the last of them leaves in March
    Lay("ivy", "Ivy Marchmont-Bell", "Ivy", "Fenwick", "I was a night sister for thirty years, and then a night patient."),
    Lay("desmond", "Desmond Achterberg", "Desmond", "Fenwick", "I turn my wife every three hours."),
    Lay("rukhsana", "Rukhsana Bari-Holt", "Rukhsana", "Fenwick", "My son has fits, and they come after midnight."),
    Lay("mona", "Mona Kilbride", "Mona", "Fenwick", "I have pain, and a radio."),
    Lay("joel", "Joel Prentice-Adu", "Joel", "Fenwick", "I clean the wards from ten to six, and have asthma."),
    Lay("len", "Len Tasker", "Len", "Fenwick", "I drove the night bus, and ride in it now."),
    Lay("olwen", "Olwen Pugh-Sandys", "Olwen", "Fenwick", "I wait up for a grandson with sickle cell disease."),
    Lay("tariq", "Tariq Benyon", "Tariq", "Fenwick", "I worked nights until my heart said no."),
)


def act(story: Story, day: str, what: Callable[[Story, datetime], object], *, hour: int = 10) -> None:
    """Let `what(story, at)` happen on that day."""
    story.note(day, lambda at: what(story, at), hour=hour)


def nights() -> Programme:
    """The programme as it stands now."""
    return Programme.objects.get(slug="good-nights")
