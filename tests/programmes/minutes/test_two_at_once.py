"""Many who type at the same moment: no word is lost, nothing is there twice."""

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.minutes.actions import add_line, answer_call, change_line, mark_hard, release, say_on_minutes
from programmes.minutes.actions.checking import check_minutes
from programmes.minutes.models import CallBack, MinuteLine, MinuteLineVersion, Minutes, MinutesView
from tests.makers import MONDAY
from tests.programmes.minutes.doing import a_draft, a_held, a_line, fresh, minutes_of, whole

CROWD, EACH = 25, 4         # a hundred saves


def test_a_hundred_lines_at_once_are_a_hundred_lines(shared_cast, all_at_once):
    cast = shared_cast
    meeting = a_held(cast)

    def type_(number):
        for n in range(EACH):
            for _press in range(2):
                add_line(whole(meeting), by=cast.priya if number % 2 else cast.amina, at=MONDAY, ref=f"form{number}x{n}",
                         words=f"Word {number}.{n}")

    all_at_once(CROWD, type_)

    assert Minutes.objects.count() == 1
    assert sorted(MinuteLine.objects.values_list("words", flat=True)) == sorted(
        f"Word {number}.{n}" for number in range(CROWD) for n in range(EACH))


def test_a_hundred_saves_of_one_line_lose_no_word(shared_cast, all_at_once):
    """Each reads the line and adds a word to it. Who comes too late is told, and what they typed is kept."""
    cast = shared_cast
    line = a_line(a_held(cast), cast.priya, words="Begin.")

    def append(number):
        saved = 0
        for n in range(EACH):
            now = fresh(line)
            saved += not change_line(now, by=cast.amina if number % 2 else cast.joe, at=MONDAY, version=now.version,
                                     words=f"{now.words} w{number}x{n}.").is_conflict
        return saved

    done = sum(all_at_once(CROWD, append))

    kept = " ".join([fresh(line).words, *MinuteLineVersion.objects.values_list("words", flat=True)])
    assert [f"w{number}x{n}" for number in range(CROWD) for n in range(EACH) if f"w{number}x{n}." not in kept] == []
    assert fresh(line).version == done + 1
    assert MinuteLineVersion.objects.filter(is_losing=False).count() == done
    assert MinuteLineVersion.objects.filter(is_losing=True).count() == CROWD * EACH - done
    in_it = fresh(line).words.count("w")
    assert in_it == done


def test_both_say_yes_many_times_at_once_and_the_minutes_are_confirmed_once(shared_cast, all_at_once):
    cast = shared_cast
    minutes = a_draft(cast)

    all_at_once(10, lambda number: say_on_minutes(minutes, by=cast.amina if number % 2 else cast.joe, at=MONDAY, is_right=True))

    assert Minutes.objects.get().state == "confirmed" and MinutesView.objects.count() == 2
    assert Row.objects.filter(subject=minutes.ref, move="confirm").count() == 1


def test_a_draft_goes_out_once_and_what_was_typed_before_is_in_it(shared_cast, all_at_once):
    cast = shared_cast
    meeting = a_held(cast)
    a_line(meeting, cast.priya, kind="action", words="Write", who=cast.amina)

    said = all_at_once(10, lambda number: release(minutes_of(meeting), by=cast.priya, at=MONDAY))

    assert sum(isinstance(each, NotAllowedNow) for each in said) == 9
    assert Message.objects.filter(kind="minutes_to_check").count() == 3
    assert Message.objects.filter(kind="actions_issued").count() == 1


def test_a_meeting_is_hard_once_and_clocks_say_each_thing_once(shared_cast, all_at_once):
    cast = shared_cast
    meeting = a_held(cast)
    a_line(meeting, cast.priya, kind="action", words="Write", who=cast.amina)

    all_at_once(10, lambda number: mark_hard(whole(meeting), at=MONDAY))
    all_at_once(4, lambda number: check_minutes(at=MONDAY))
    call = CallBack.objects.select_related("meeting__group", "partner").get(partner=cast.joe)
    all_at_once(6, lambda number: answer_call(CallBack.objects.select_related("meeting__group").get(pk=call.pk), at=MONDAY, wants=True))

    assert CallBack.objects.count() == 2 == Message.objects.filter(kind="call_offered").count()
    assert Message.objects.filter(kind="actions_issued").count() == 1
    assert Row.objects.filter(subject=call.ref, move="want").count() == 1
