"""What happens in the story, in the order of time, whatever the order in which the chapters tell it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple

from coprod.kit.clock import keeping_time_at
from partners.models import Group, Organisation, Partner
from programmes.calls.models import Call
from programmes.demo.story.dates import Calendar
from programmes.nominations.models import Nomination
from programmes.profiles.models import RoleProfile
from programmes.programme.models import Membership, Programme, Workstream
from programmes.stages.models import Answer, Stage
from programmes.tailoring.models import Tailoring

Act = Callable[[datetime], object]
BETWEEN = timedelta(seconds=47)         # things noted for the same moment follow each other
UNTIL_THE_POST = timedelta(hours=2)     # after something happened, if nothing else has by then


class Noted(NamedTuple):
    at: datetime
    number: int
    act: Act


@dataclass
class Story:
    """The diary, and all who and what has come into the story so far, by short names."""

    calendar: Calendar
    password: str
    people: dict[str, Partner] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)      # "JUL", "HS"
    groups: dict[str, Group] = field(default_factory=dict)
    workstreams: dict[str, Workstream] = field(default_factory=dict)    # "W1" to "W7"
    stages: dict[str, Stage] = field(default_factory=dict)              # "S1", "S5/2", "S7 W4", "S9 PL2", "HS S1"
    ways: dict[str, Tailoring] = field(default_factory=dict)            # "TA1" to "TA4": what is done another way
    profiles: dict[str, RoleProfile] = field(default_factory=dict)      # "advisory", "forum", "W1" to "W7"
    calls: dict[str, Call] = field(default_factory=dict)                # "1" to "3": the rounds of asking
    nominations: dict[str, Nomination] = field(default_factory=dict)    # "LP03", "F27", "N1": who was put forward
    _noted: list[Noted] = field(default_factory=list)
    _at_once: Counter[datetime] = field(default_factory=Counter)

    def note(self, day: str, act: Act, *, hour: int = 10, minute: int = 0) -> None:
        """Let `act(at)` happen on that day of the story, written "10 Sep 13"."""
        moment = self.calendar.moment(day, hour, minute)
        at = moment + self._at_once[moment] * BETWEEN
        self._at_once[moment] += 1
        self._noted.append(Noted(at, len(self._noted), act))

    def tell(self, *, post: Act) -> None:
        """Let everything happen, in the order of time, each at its own moment; and `post` whenever it is quiet for a while."""
        noted = sorted(self._noted, key=lambda noted: (noted.at, noted.number))
        for it, following in zip_longest(noted, noted[1:]):
            self._happens(it.act, it.at)
            if following and following.at > it.at + UNTIL_THE_POST:
                self._happens(post, it.at + UNTIL_THE_POST)

    @staticmethod
    def _happens(act: Act, at: datetime) -> None:
        with keeping_time_at(at):
            act(at)

    def stage(self, key: str) -> Stage:
        """The stage as it stands now: much may have happened since it came into the story."""
        return Stage.objects.select_related("programme", "workstream").get(pk=self.stages[key].pk)

    def answer(self, stage: str, code: str) -> Answer:
        return Answer.objects.select_related("stage__programme", "stage__workstream", "claimed_by").get(
            stage=self.stages[stage], code=code)
