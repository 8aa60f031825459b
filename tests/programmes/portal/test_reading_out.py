"""Staff read out "My voice" to who has no e-mail, and write down whether they are satisfied: that person alone, half an hour, noted."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from partners.contacts.actions import end_on_behalf
from partners.models import Said
from programmes.challenges.actions import raise_challenge
from programmes.challenges.models import Challenge
from programmes.contributions.actions import tell
from programmes.programme.actions import comment_on_focus, write_focus
from programmes.raising.models import About
from programmes.rounds.models import ReplyWord
from tests.makers import MONDAY, a_programme, gives
from tests.programmes.portal.doing import own, writing_for
from tests.programmes.rounds.doing import a_plan, a_round, closed, hide_answer, said, sent

pytestmark = pytest.mark.django_db
READ = "We read out to you what you said before, and what became of it"


def voice(cast, begun):
    return own(cast.maya, "for-voice", begun.ref).content.decode()


def commented(programme, by, text, *, who):
    statement = write_focus(programme, by=who, at=MONDAY, problem="x", people="x", area="x", ends_on=MONDAY.date())
    comment_on_focus(statement, by=by, at=MONDAY, text=text)


def test_what_they_said_and_what_became_of_it_is_read_out(cast):
    commented(cast.programme, cast.joe, "More chairs", who=cast.maya)
    commented(cast.programme, cast.ines, "Carers are missing", who=cast.maya)
    tell(About("", "", "", cast.programme, None), by=cast.ines, at=MONDAY, kind="concern", text="The lift is broken.")

    page = voice(cast, writing_for(cast, cast.ines))

    for words in ("They said:", "Carers are missing", "It stands beside the text.", "The lift is broken.", "Write down what they question"):
        assert words in page
    assert "More chairs" not in page


def test_the_look_is_kept_once_and_they_are_told_of_it(cast):
    begun = writing_for(cast, cast.ines)

    voice(cast, begun)
    own(cast.maya, "for-limits", begun.ref, hours_limit="6")
    voice(cast, begun)
    end_on_behalf(begun, at=MONDAY + timedelta(minutes=9))

    assert list(Said.objects.filter(words=READ).values_list("on_behalf", flat=True)) == [begun.pk]
    assert Row.objects.filter(subject=begun.ref, move="read_out").values_list("actor", flat=True).get() == cast.maya.ref
    told = Message.objects.get(kind="said_for_you")
    assert told.to == cast.ines.ref and READ in registry.words["said_for_you"](told).lines
    assert READ in own(cast.ines, "me").content.decode()


def test_after_half_an_hour_nothing_is_read_and_nothing_kept(cast, clock):
    commented(cast.programme, cast.ines, "Carers are missing", who=cast.maya)
    begun = writing_for(cast, cast.ines)
    clock.to(MONDAY + timedelta(minutes=31))

    answer = own(cast.maya, "for-voice", begun.ref)

    assert answer.status_code == 410 and "Carers are missing" not in answer.content.decode()
    assert not Said.objects.exists() and not Row.objects.filter(move="read_out").exists()


def test_only_who_began_it_reads_it_out(cast):
    begun = writing_for(cast, cast.ines)
    gives(cast.programme, cast.vic, "PM", by=cast.maya)

    assert [own(who, "for-voice", begun.ref).status_code for who in (cast.vic, cast.priya, cast.ines, cast.joe)] == [404] * 4


def test_a_restricted_challenge_is_not_read_out_by_staff_and_that_there_is_one_is_not_said(cast):
    about = About("", "", "", cast.programme, None)
    open_ = raise_challenge(about, by=cast.ines, at=MONDAY, kind="control", text="Nobody asks us.")
    kept = raise_challenge(about, by=cast.ines, at=MONDAY, kind="control", text="The chair shouted at me.", rung="owner")
    Challenge.objects.filter(pk=kept.pk).update(is_restricted=True)

    page = voice(cast, writing_for(cast, cast.ines))

    assert open_.text in page and kept.text not in page and kept.ref not in page
    assert kept.text in own(cast.ines, "my-voice").content.decode()
    assert "whether there is any or not" in voice(cast, writing_for_again(cast, cast.joe))


def writing_for_again(cast, person):
    """Another half hour, after the one before has ended."""
    from partners.models import OnBehalf

    for each in OnBehalf.objects.filter(by=cast.maya, ended_at__isnull=True):
        end_on_behalf(each, at=MONDAY + timedelta(minutes=1))
    return writing_for(cast, person, at=MONDAY + timedelta(minutes=2))


def test_what_was_said_in_a_programme_that_they_do_not_run_is_not_read_out(cast):
    elsewhere = a_programme("Elsewhere", by=cast.sam)
    commented(elsewhere, cast.ines, "Too far away", who=cast.sam)
    commented(cast.programme, cast.ines, "Carers are missing", who=cast.maya)

    page = voice(cast, writing_for(cast, cast.ines))

    assert "Too far away" not in page and "Elsewhere" not in page and "Carers are missing" in page
    assert "Too far away" in own(cast.ines, "my-voice").content.decode()


def test_the_lay_only_space_is_not_in_it(cast):
    from partners.models import LayNote

    LayNote.objects.create(group=cast.advisory, by=cast.ines, text="Only among us", at=MONDAY)

    assert "Only among us" not in voice(cast, writing_for(cast, cast.ines))


def test_a_decision_about_an_answer_is_read_out_once_it_has_gone_out_and_not_before(cast):
    it = a_round(cast)
    said(it, cast.forrest, "Short words.")
    hidden = said(it, cast.forrest, "Rude words.")
    hide_answer(hidden, by=cast.priya, at=MONDAY, because="It insults somebody.")
    begun = writing_for(cast, cast.forrest)

    before = voice(cast, begun)
    assert "You hear by" in before and "It insults somebody." in before
    assert reverse("programmes:for-reply", args=[begun.ref, it.ref]) not in before
    assert own(cast.maya, "for-reply", begun.ref, it.ref).status_code == 404
    it = sent(cast, it, outcome="not_adopt")

    page = voice(cast, begun)
    assert "Not done. There is no money for it this year." in page
    assert reverse("programmes:for-reply", args=[begun.ref, it.ref]) in page
    assert "Not done." in own(cast.forrest, "my-voice").content.decode()


def test_whether_they_are_satisfied_is_written_down_as_theirs_and_a_no_is_a_challenge(cast):
    it = a_round(cast)
    said(it, cast.forrest, "Short words.")
    said(it, cast.femi, "Larger print.")
    it = sent(cast, it)
    begun = writing_for(cast, cast.forrest)

    own(cast.maya, "for-reply", begun.ref, it.ref, value="no", text="Nobody has read it.")

    word = ReplyWord.objects.get()
    assert (word.by, word.noted_by, word.through, word.is_satisfied) == (cast.forrest, cast.maya, "phone", False)
    assert (word.challenge.raised_by, word.challenge.noted_by, word.challenge.through) == (cast.forrest, cast.maya, "phone")
    assert Said.objects.get().words == "You are not satisfied with what became of your answers (PL1 Letters): Nobody has read it."
    assert "They are not satisfied:" in own(cast.maya, "for-reply", begun.ref, it.ref).content.decode()
    assert own(cast.maya, "for-reply", begun.ref, it.ref, value="no", text="").content.decode().count("Say what is missing") >= 1
    assert ReplyWord.objects.count() == 1


def test_what_staff_write_down_does_not_take_the_place_of_their_own_no(cast):
    it = a_round(cast)
    said(it, cast.forrest, "Short words.")
    it = sent(cast, it)
    own(cast.forrest, "round-mine", it.ref, value="no", text="It is not done.")

    page = own(cast.maya, "for-reply", writing_for(cast, cast.forrest).ref, it.ref, value="yes", text="")

    assert "They have said this themselves." in page.content.decode()
    assert list(ReplyWord.objects.values_list("is_satisfied", flat=True)) == [False] and not Said.objects.exists()


def test_the_answers_of_others_in_the_round_are_not_there(cast):
    it = a_round(cast)
    said(it, cast.forrest, "Short words.")
    said(it, cast.femi, "Larger print.", wants_no_name=True)
    it = sent(cast, it)
    begun = writing_for(cast, cast.forrest)

    assert "Larger print." not in own(cast.maya, "for-reply", begun.ref, it.ref).content.decode()
    other = a_round(cast, a_plan(cast, mark="PL2"))
    said(other, cast.femi)
    closed(cast, other)
    assert own(cast.maya, "for-reply", begun.ref, other.ref).status_code == 404
