"""By phone and by letter: letters were printed and posted, and somebody was rung who answered the second time. Amara gets texts."""

from datetime import datetime

from coprod.kit.clock import day_of
from coprod.kit.refs import new_ref
from coprod.post.models import Message
from programmes.demo.story.diary import Story
from programmes.offline.actions import note_try, post_letters, print_letters, told_in_a_call
from programmes.offline.catalogue import Outcome
from programmes.offline.models import LetterBatch
from programmes.offline.policies import told_in
from programmes.offline.showing.tasks import Task, tasks_of
from programmes.programme.models import Programme

RUNG = "LP06"           # Mr Castellane


def tell_offline(story: Story) -> None:
    """Note everything of this chapter."""
    def waiting(at: datetime) -> list[Message]:
        here = Programme.objects.filter(pk=story.programmes["JUL"].pk)
        return list(told_in(here, story.people["sam"], on=day_of(at)).order_by("due_at", "pk"))

    def task(at: datetime) -> Task:
        mine = [each for each in waiting(at) if each.to == story.people[RUNG].ref]
        return tasks_of(mine, on=day_of(at))[0]

    def rings(at: datetime) -> None:
        note_try(task(at), ref=new_ref(), outcome=Outcome.NO_ANSWER, by=story.people["sam"], at=at)

    def rings_again(at: datetime) -> None:
        told_in_a_call(task(at), by=story.people["sam"], at=at)

    def prints(at: datetime) -> None:
        here = Message.objects.filter(pk__in=[each.pk for each in waiting(at)]).order_by("due_at", "pk")
        print_letters(story.programmes["JUL"], here, by=story.people["sam"], on=day_of(at), at=at)

    def posts(at: datetime) -> None:
        post_letters(LetterBatch.objects.printed().get(programme=story.programmes["JUL"]), by=story.people["sam"], at=at)

    story.note("17 Feb 14", prints, hour=10)
    story.note("17 Feb 14", posts, hour=16)
    story.note("17 Feb 14", rings, hour=11)
    story.note("18 Feb 14", rings_again, hour=17)
