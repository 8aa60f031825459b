"""Public names for things about people: short, unguessable, safe to read aloud."""

from django.apps import apps

from coprod.kit.refs import ALPHABET, new_ref
from tests.makers import a_partner


def test_a_ref_is_fourteen_easy_characters():
    refs = [new_ref() for _ in range(2000)]

    assert {len(ref) for ref in refs} == {14}
    assert set("".join(refs)) == set(ALPHABET)
    assert len(set(refs)) == 2000


def test_nothing_that_is_easily_misread_or_misheard_is_in_it():
    assert not set(ALPHABET) & set("0o1ilu")
    assert ALPHABET.lower() == ALPHABET
    assert len(ALPHABET) ** 14 > 2 ** 68


def test_every_position_takes_every_character():
    refs = [new_ref() for _ in range(3000)]

    assert all(len({ref[place] for ref in refs}) == len(ALPHABET) for place in range(14))


def test_whatever_is_about_a_person_has_a_ref_of_its_own(db):
    one, other = a_partner("Amina"), a_partner("Amina")

    assert one.ref != other.ref
    without = [model._meta.label for app in ("partners", "programmes") for model in apps.get_app_config(app).get_models()
               if not any(field.name == "ref" and field.unique for field in model._meta.fields)]
    assert set(without) == {
        "programmes.ProgrammeGroup", "partners.NotTheSame",     # links between two things that have one
        "programmes.Mark", "programmes.AllocatedSeat", "programmes.BriefingView", "partners.Said",     # parts of what has one
        "programmes.PlanVersion", "programmes.CommitmentReport", "programmes.CommitmentBreach",
        "programmes.MeetingChange", "programmes.Attendance", "programmes.AgendaYes",
        "partners.About", "partners.SupportCheck", "partners.Look", "partners.NamedContact", "programmes.Wish",
        "partners.MessageChoice",                               # read and changed by way of its person alone
        "programmes.Printed",                                   # a part of a batch of letters
        "programmes.ExpectedMessage",                           # reckoned anew each night, and listed only
        "programmes.TimeSpent",                                 # read and changed by way of their person, seat or workstream alone
        "programmes.PaperVersion",                              # a part of a paper
        "programmes.ChallengeStep", "programmes.ChallengeHandler", "programmes.ChallengeReading",
        "programmes.ChallengeWord",                             # parts of a challenge
        "programmes.MinuteLineVersion", "programmes.ActionWord",        # parts of a line of minutes
        "partners.EqualityAnswers"}                             # nothing may name them: they lie under a mark
