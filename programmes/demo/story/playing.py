"""Telling the story: everything is noted first, then happens in the order of time, with the clock of the story."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import hushed
from coprod.post.planning import around_the_clock
from programmes.demo.story.calling import tell_calls
from programmes.demo.story.challenges import tell_challenges
from programmes.demo.story.choices import tell_choices
from programmes.demo.story.commitments import tell_commitments
from programmes.demo.story.dates import Calendar
from programmes.demo.story.deciding import tell_decisions
from programmes.demo.story.diary import Story
from programmes.demo.story.forum_rounds import tell_forum_rounds
from programmes.demo.story.foundations import tell_foundations
from programmes.demo.story.good_nights import tell_good_nights
from programmes.demo.story.groups import gather
from programmes.demo.story.home_straight import tell_home_straight
from programmes.demo.story.joining import tell_joining
from programmes.demo.story.keeping import tell_minutes
from programmes.demo.story.left_alone import Left, tell_left_alone
from programmes.demo.story.left_alone_late import tell_what_nobody_did
from programmes.demo.story.looking_after import tell_looking_after
from programmes.demo.story.meetings import tell_meetings
from programmes.demo.story.messages import tell_messages
from programmes.demo.story.offline import tell_offline
from programmes.demo.story.own_part import tell_own_part
from programmes.demo.story.pairs import allocate
from programmes.demo.story.plan_outcomes import tell_plan_outcomes
from programmes.demo.story.plan_papers import tell_plan_papers
from programmes.demo.story.plans import tell_plans
from programmes.demo.story.promises import tell_promises
from programmes.demo.story.reading import tell_papers
from programmes.demo.story.renewing import tell_renewal
from programmes.demo.story.reporting import tell_reports
from programmes.demo.story.roles import tell_roles
from programmes.demo.story.selecting import tell_choosing
from programmes.demo.story.setting import set_up
from programmes.demo.story.streams import tell_streams
from programmes.demo.story.taking_part import tell_taking_part
from programmes.demo.story.telling_us import tell_contributions
from programmes.demo.story.the_door import tell_the_door
from programmes.demo.story.toolkit import tell_toolkit
from programmes.demo.story.touchstone import tell_touchstone
from programmes.demo.story.verbs import the_clock_checks, the_post_is_sent
from programmes.demo.story.ways import tell_ways
from programmes.demo.story.wording import tell_wording
from programmes.programme.models import Programme

SLUGS = ("joined-up-lives", "home-straight", "good-nights")
# Mornings on which the clock comes by, and the wings in which it finds something that somebody has to be told. The real one looks every
# hour and everywhere; so it does here on the last morning. The post goes out whenever something has happened.
MORNINGS = {
    "9 Oct 13": "appointments pairing people portal",
    "1 Nov 13": "appointments commitments minutes pairing tailoring touchstone",
    "3 Feb 14": "appointments calls challenges commitments contributions forum nominations pairing people rounds toolkit",
    "14 Feb 14": "appointments calls challenges commitments contributions forum minutes selection toolkit",
    "3 Mar 14": "appointments calls challenges commitments contributions forum meetings minutes pairing plans portal profiles renewal "
                "selection toolkit",
    "6 Mar 14": "appointments forum meetings minutes pairing profiles renewal",
    "10 Mar 14": "access appointments challenges commitments contributions meetings minutes papers people portal",
    "12 Mar 14": "appointments challenges meetings minutes papers reporting touchstone",
    "14 Mar 14": "access appointments challenges commitments decisions meetings messages minutes papers tailoring",
}
LAST_MORNING = "17 Mar 14"


def play(*, password: str, today: date | None = None) -> None:
    """Tell the story once, so that it ends on the Monday of this week (or of the week of `today`).

    Everybody in PEOPLE can sign in with `password`. All or nothing; raises NotAllowedNow when it was told before.
    """
    if Programme.objects.filter(slug__in=SLUGS).exists():
        raise NotAllowedNow("play", _("The story has been told here already."))
    story = Story(Calendar(today or day_of(now())), password)
    for chapter in (set_up, gather, tell_foundations, tell_choices, tell_roles, tell_calls, tell_choosing, tell_joining, allocate,
                    tell_streams, tell_plans, tell_promises, tell_renewal, tell_home_straight, tell_ways, tell_wording, tell_own_part,
                    tell_looking_after, tell_meetings, tell_papers, tell_minutes, tell_touchstone, tell_taking_part,
                    tell_reports, tell_challenges, tell_decisions, tell_commitments, tell_contributions,
                    tell_plan_papers, tell_forum_rounds, tell_plan_outcomes, tell_toolkit, tell_the_door,
                    tell_messages, tell_offline, tell_good_nights):
        chapter(story)
    left = Left(story)
    tell_left_alone(left)
    tell_what_nobody_did(left)
    for morning, wings in MORNINGS.items():
        story.note(morning, partial(the_clock_checks, wings=wings.split()), hour=7)
    story.note(LAST_MORNING, the_clock_checks, hour=0)
    with hushed(), around_the_clock(), _seldom_tidied(), transaction.atomic():
        story.tell(post=partial(the_post_is_sent, story))


@contextmanager
def _seldom_tidied() -> Iterator[None]:
    """While inside, Python seldom looks for what nobody holds any more: a story makes millions of things that are soon let go of."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
