"""Who finds a challenge, in each place where it could stand: its page, the log, tables, packs, minutes, queues; and of a restricted one."""

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from partners.groups.actions import add_seat
from programmes.challenges.actions import answer_challenge
from programmes.challenges.actions.checking import let_go_up
from programmes.challenges.models import Challenge, ChallengeReading
from programmes.challenges.policies import challenges_read_by
from programmes.challenges.showing.parts import challenges_sheet, in_pack
from programmes.home.queues import BY_NAME
from programmes.minutes.showing.pages import doors_of
from programmes.programme.policies import standing
from programmes.raising.models import About
from programmes.raising.views.topics import about_of
from tests.makers import MONDAY, a_partner, a_seat_for
from tests.programmes.challenges.doing import DAY, TEXT, a_challenge, about_nothing, answers, few, fresh, goes_up, says
from tests.programmes.meetings.doing import a_meeting
from tests.programmes.minutes.doing import a_held, a_line
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def readers(cast, challenge):
    return {name for name, person in cast.people().items() if challenges_read_by(person.user).filter(pk=challenge.pk).exists()}


def test_everybody_with_a_part_reads_it_and_not_the_forum_nor_viewers_nor_signatories(cast):
    assert readers(cast, a_challenge(cast)) == {"amina", "joe", "ines", "femi", "fran", "priya", "maya", "sid"}


def test_a_member_of_the_forum_reads_their_own_and_no_other(cast):
    own, other = a_challenge(cast, by=cast.forrest, about=about_nothing(cast)), a_challenge(cast)

    log = as_(cast.forrest).get(f"/programmes/{cast.programme.slug}/challenges/").content.decode()
    assert "1 challenge." in log and own.get_absolute_url() in log and other.get_absolute_url() not in log
    assert "forrest" in readers(cast, own) and "priya" not in readers(cast, own)        # it is not about her group


def test_a_lay_partner_is_named_to_those_who_see_names(cast):
    other = a_partner("Gus Example", username="gus", professional=True, at=MONDAY - 9 * DAY)
    seat = add_seat(cast.housing.group, by=cast.maya, at=MONDAY - 9 * DAY, opened_on=MONDAY.date() - 9 * DAY, is_lay=False)
    a_seat_for(other, cast.housing.group, by=cast.maya, at=MONDAY - 9 * DAY, seat=seat)
    challenge = a_challenge(cast, through="phone", noted_by=cast.ines)
    Challenge.objects.filter(pk=challenge.pk).update(acknowledged_at=MONDAY, acknowledged_by=cast.fran, state="acknowledged")

    assert "Amina Example" in get(cast.joe, "challenge", challenge).content.decode()
    page = get(other, "challenge", challenge)
    assert page.status_code == 200 and "noted by a lay partner" in page.content.decode()
    assert not any(f"{name} Example" in page.content.decode() for name in ("Amina", "Ines", "Fran"))


@pytest.fixture
def kept(cast):
    """A heated one, raised by Amina about Housing, kept by Ines alone."""
    challenge = a_challenge(cast)
    Message.objects.all().delete()
    return few(challenge, cast.ines, by=cast.amina)


def test_a_restricted_one_is_there_for_few_and_it_is_noted_who_opens_it(cast, kept, clock):
    clock.to(MONDAY)
    assert readers(cast, kept) == {"amina", "ines"}
    assert [get(who, "challenge", kept).status_code for who in (cast.maya, cast.priya, cast.sid, cast.joe)] == [404] * 4

    get(cast.ines, "challenge", kept)
    get(cast.ines, "challenge", kept)
    page = get(cast.amina, "challenge", kept).content.decode()

    assert list(ChallengeReading.objects.values_list("partner", "on")) == [(cast.ines.pk, MONDAY.date())]
    assert "Who opened it" in page and "Ines Example" in page


def test_a_restricted_one_stands_in_no_list_of_others(cast, kept):
    log = as_(cast.maya).get(f"/programmes/{cast.programme.slug}/challenges/").content.decode()
    assert TEXT not in log and "1 challenge." not in log
    assert challenges_sheet(cast.priya.user, cast.housing.group).rows == []
    assert challenges_sheet(cast.ines.user, cast.housing.group).rows == []
    meeting = a_meeting(cast, group=cast.advisory, by=cast.ines)
    assert in_pack(meeting, MONDAY + DAY) is None
    for name in ("challenges-new", "challenges", "not-satisfied"):
        for who in (cast.priya, cast.maya, cast.sid):
            assert not BY_NAME[name].rows(standing(who.user), MONDAY.date()).exists()
    assert BY_NAME["challenges-new"].rows(standing(cast.ines.user), MONDAY.date()).count() == 1
    assert about_of(cast.maya.user, f"challenge:{kept.ref}") is None


def test_nothing_is_said_about_a_restricted_one_elsewhere(cast, kept):
    other = a_challenge(cast)
    assert [about_of(who.user, f"challenge:{kept.ref}") for who in (cast.amina, cast.ines)] == [None, None]
    pages = [get(cast.ines, "challenge", each).content.decode() for each in (kept, other)]
    assert [f"about=challenge:{each.ref}" in page for each, page in zip((kept, other), pages, strict=True)] == [False, True]


def test_who_handles_it_reads_its_words_where_it_is_noted_and_nowhere_else(cast, kept, clock):
    clock.to(MONDAY)
    log = as_(cast.ines).get(f"/programmes/{cast.programme.slug}/challenges/").content.decode()
    assert kept.get_absolute_url() in log and TEXT[:30] not in log and "Amina Example" not in log
    assert not ChallengeReading.objects.exists()

    get(cast.ines, "challenge-escalate", kept)

    assert ChallengeReading.objects.get().partner == cast.ines


def test_messages_of_a_restricted_one_go_to_who_raised_it_and_the_handlers(cast, kept):
    with pytest.raises(NotAllowedNow):
        answer_challenge(kept, by=cast.priya, at=MONDAY, text="Calm down", has_changed=False, changed="Nothing")
    answers(kept, by=cast.ines)
    says(kept, False)
    let_go_up(on=(MONDAY + 30 * DAY).date(), at=MONDAY + 30 * DAY)
    assert fresh(kept).state == "with_manager"

    assert set(Message.objects.values_list("to", flat=True)) == {cast.ines.ref, cast.amina.ref, cast.maya.ref}
    assert set(Message.objects.filter(to=cast.maya.ref).values_list("kind", flat=True)) == {"challenge_gone_up"}


@pytest.mark.parametrize("who", ["ines", "amina"])
def test_co_chair_and_who_raised_it_restrict_it(cast, who):
    challenge = a_challenge(cast)

    sent = post(getattr(cast, who), "challenge-restrict", challenge, handlers=[cast.sid.pk])

    assert sent.status_code == 302 and fresh(challenge).is_restricted and readers(cast, challenge) == {"amina", "sid"}
    assert Message.objects.filter(kind="challenge_handler").get().to == cast.sid.ref


def test_a_handler_is_needed_and_is_not_who_raised_it_nor_a_stranger(cast):
    challenge = a_challenge(cast)
    for people in ([], [cast.amina], [cast.sam]):
        with pytest.raises(NotAllowedNow):
            few(challenge, *people, by=cast.maya)
        assert post(cast.maya, "challenge-restrict", challenge, handlers=[each.pk for each in people]).status_code == 200

    assert not fresh(challenge).is_restricted


def test_who_raised_it_names_one_more(cast, kept):
    post(cast.amina, "challenge-restrict", kept, handlers=[cast.sid.pk])

    assert readers(cast, kept) == {"amina", "ines", "sid"}


# --- elsewhere ----------------------------------------------------------------------------------------------------------

def test_a_line_of_minutes_is_put_into_the_log_once_with_its_words(cast):
    line = a_line(a_held(cast), cast.priya, kind="challenge", words="Why was nobody asked?", who=cast.joe)
    meeting = line.minutes.meeting
    put = doors_of(cast.priya.user, meeting, [line])[line.pk][0]
    assert put.words == "Put it into the log" and doors_of(cast.joe.user, meeting, [line]) == {}

    page = as_(cast.priya).get(put.href).content.decode()
    assert "Why was nobody asked?" in page and f'<option value="{cast.joe.pk}" selected' in page
    facts = {"who": cast.joe.pk, "through": "in_person", "text": "Why was nobody asked?", "kind": "inclusion", "rung": "",
             "line": line.ref, "group": cast.housing.group.pk}
    sent = [post(cast.priya, "challenge-note", cast.programme.slug, **facts).status_code for _n in range(2)]

    assert sent == [302, 409]
    assert [door.words for door in doors_of(cast.joe.user, meeting, [line])[line.pk]] == ["In the log"]
    assert line.challenge.minute_line == line and line.challenge.raised_by == cast.joe


def test_the_pack_of_the_advisory_group_names_no_lay_partner(cast):
    a_challenge(cast, for_group=cast.housing.group)
    meeting = a_meeting(cast, group=cast.advisory, by=cast.ines)

    part = in_pack(meeting, MONDAY + DAY)

    assert (part.key, part.title, len(part.rows)) == ("challenges", "Challenge log", 1)
    assert part.rows[0][1] == f"a lay partner, for {cast.housing.group.name}" and TEXT in part.rows[0]
    assert in_pack(a_meeting(cast), MONDAY + DAY) is None


def test_a_challenge_can_be_spoken_about(cast):
    challenge = a_challenge(cast)

    assert about_of(cast.joe.user, f"challenge:{challenge.ref}") == About(
        "challenge", challenge.ref, challenge.title, cast.programme, cast.housing.group)
    assert about_of(cast.vic.user, f"challenge:{challenge.ref}") is None


def test_the_queues(cast):
    challenge = a_challenge(cast)

    def waiting(person):
        here = standing(person.user)
        return {name for name in ("challenges-new", "challenges", "challenge-answers", "not-satisfied")
                if BY_NAME[name].rows(here, MONDAY.date()).filter(pk=challenge.pk).exists()}

    people = [cast.priya, cast.maya, cast.amina, cast.ines]
    assert [waiting(each) for each in people] == [{"challenges-new"}, set(), set(), set()]
    answers(challenge, by=cast.priya)
    assert [waiting(each) for each in people] == [set(), set(), {"challenge-answers"}, set()]
    says(challenge, False)
    assert [waiting(each) for each in people] == [set(), {"not-satisfied"}, set(), {"not-satisfied"}]
    goes_up(challenge, by=cast.amina)
    assert [waiting(each) for each in people] == [set(), {"challenges"}, set(), set()]
