"""What is offered for chapters: from where, with whose yes, and what happens when somebody takes their yes back."""

import pytest
from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from programmes.contributions.actions import answer_contribution
from programmes.toolkit.actions import publish_chapter, say_on_consent, take_in, take_material_back
from programmes.toolkit.models import Material
from tests.makers import MONDAY, a_stage, all_met
from tests.programmes.contributions.doing import check, checked, written
from tests.programmes.contributions.doing import told as telling
from tests.programmes.stages.doing import as_, first_of, get, post
from tests.programmes.toolkit.doing import (
    approved,
    begun,
    changed,
    free,
    fresh,
    offered,
    published,
    taken,
    told,
)
from tests.programmes.touchstone.doing import agreed as touchstone_agreed

pytestmark = pytest.mark.django_db


def offers(cast, person, what):
    return post(person, "material-offer", cast.programme.slug, what=what)


def consent(material, person):
    return material.consents.get(partner=person)


def test_from_the_impact_log_in_one_step_with_the_yes_of_whom_it_comes_from(cast):
    entry = checked(cast, by=cast.joe, credited=[cast.forrest])
    door = f"/programmes/{cast.programme.slug}/toolkit/offer/?what=impact:{entry.ref}"
    assert door in get(cast.priya, "impact-entry", entry).content.decode()
    assert door not in get(cast.forrest, "impact-entry", entry).content.decode()
    assert "It comes from 2 lay partners." in as_(cast.priya).get(door).content.decode()

    assert offers(cast, cast.priya, f"impact:{entry.ref}").status_code == 302
    assert offers(cast, cast.maya, f"impact:{entry.ref}").status_code == 302

    material = Material.objects.get()
    assert (material.state, material.offered_by) == ("waiting", cast.priya) and "All letters are in 16 point." in material.text
    assert {each.partner for each in material.consents.all()} == {cast.joe, cast.forrest}
    assert told("material_consent_asked", cast.joe, cast.forrest) == told("material_consent_asked") == 2
    assert "All letters" not in get(cast.maya, "material", material).content.decode()
    for person in (cast.joe, cast.forrest):
        assert "All letters" in get(person, "material-consent", consent(material, person)).content.decode()
        assert fresh(material).state == "waiting"
        assert post(person, "material-consent", consent(material, person), value="yes").status_code == 302
    assert fresh(material).state == "ready" and "All letters" in get(cast.maya, "material", material).content.decode()


def test_what_staff_wrote_of_nobody_may_be_used_at_once_and_what_nobody_checked_not_at_all(cast):
    assert offers(cast, cast.maya, f"impact:{checked(cast).ref}").status_code == 302
    assert Material.objects.get().state == "ready"
    new = written(cast)
    assert offers(cast, cast.maya, f"impact:{new.ref}").status_code == 409
    assert "what=impact" not in get(cast.maya, "impact-entry", new).content.decode()


@pytest.mark.parametrize("what", ["", "impact:", "impact:nosuch", "nothing:x", "impact:' OR 1=1", "touchstone:nosuch", "standard:x\x00"])
def test_what_is_not_there_cannot_be_offered(cast, what):
    assert offers(cast, cast.maya, what).status_code == 404 and not Material.objects.exists()


def test_nobody_offers_what_is_another_programmes(cast):
    entry = checked(cast)
    assert post(cast.sam, "material-offer", cast.elsewhere.slug, what=f"impact:{entry.ref}").status_code == 404
    assert offers(cast, cast.vic, f"impact:{entry.ref}").status_code == 403


def test_who_told_it_without_a_name_stays_hidden(cast):
    told_it = telling(cast, is_anonymous=True)
    answer_contribution(told_it, by=cast.priya, at=MONDAY, outcome="acted", text="Yes", because="")
    entry = written(cast, contribution=told_it)
    check(entry, cast.joe)
    offers(cast, cast.femi, f"impact:{entry.ref}")
    material = Material.objects.get()
    hers = consent(material, cast.amina)

    assert hers.is_hidden and told("material_consent_asked", cast.amina) == 1
    for person in (cast.priya, cast.ines, cast.joe, cast.femi, cast.sid):
        assert cast.amina.name not in get(person, "material", material).content.decode().split("<main", 1)[1]
        assert get(person, "material-consent", hers).status_code == 404
    assert cast.amina.name in get(cast.maya, "material", material).content.decode()
    assert post(cast.amina, "material-consent", hers, value="yes").status_code == 302
    assert cast.amina.name not in get(cast.ines, "material", material).content.decode().split("<main", 1)[1]


def test_from_a_standard_that_a_lay_partner_confirmed(cast):
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing)
    answer = first_of(stage)
    assert "what=standard" not in get(cast.priya, "standard", answer).content.decode()
    assert offers(cast, cast.priya, f"standard:{answer.ref}").status_code == 409
    all_met(stage, claimed_by=cast.joe, confirmed_by=cast.amina)
    answer = first_of(stage)
    assert f"what=standard:{answer.ref}" in get(cast.priya, "standard", answer).content.decode()

    offers(cast, cast.priya, f"standard:{answer.ref}")

    material = Material.objects.get()
    assert "It was done on 3 March." in material.text and "Minutes, item 4" in material.text
    assert [each.partner for each in material.consents.all()] == [cast.joe]


def test_from_the_touchstone_with_the_yes_of_those_who_drafted_it(cast):
    it = touchstone_agreed(cast)
    assert f"what=touchstone:{it.ref}" in get(cast.maya, "touchstone-version", it).content.decode()
    offers(cast, cast.maya, f"touchstone:{it.ref}")
    material = Material.objects.get()
    assert {each.partner for each in material.consents.all()} == set(it.drafters.filter(is_professional=False))
    assert material.text.startswith("- ")


def test_who_offers_their_own_words_is_not_asked(cast):
    assert offered(cast, by=cast.amina).state == "ready" and told("material_consent_asked") == 0


def test_taken_in_once_with_its_source_and_a_new_version(cast):
    chapter, material = begun(cast), free(cast)
    for _twice in range(2):
        assert post(cast.amina, "material-take", material, chapter=chapter.ref).status_code == 302

    it = fresh(chapter)
    assert it.version == 2 and it.text.endswith("## Print\n\nLarger print.\n\nFrom: the impact log, 3 March 2026")
    assert (fresh(material).state, fresh(material).chapter) == ("taken", chapter)
    assert "Take it in" not in get(cast.amina, "chapter", chapter).content.decode()


def test_nothing_is_taken_in_before_the_yes_nor_into_what_one_may_not_change(cast):
    chapter, waiting, ready = begun(cast), offered(cast), free(cast, ref="two")
    assert post(cast.priya, "material-take", waiting, chapter=chapter.ref).status_code == 409
    assert post(cast.femi, "material-take", ready, chapter=chapter.ref).status_code == 409
    assert post(cast.priya, "material-take", ready, chapter="nosuch").status_code == 404
    assert post(cast.priya, "material-take", ready).status_code == 404
    assert post(cast.priya, "material-take", ready, chapter=approved(cast, title="Two").ref).status_code == 409
    assert fresh(chapter).version == 1


def test_a_no_is_never_asked_again_and_may_become_a_yes(cast):
    material = offered(cast)
    post(cast.amina, "material-consent", consent(material, cast.amina), value="no")
    assert fresh(material).state == "refused" and told("material_refused", cast.priya) == 1
    assert offered(cast).pk == material.pk and told("material_consent_asked") == 1
    post(cast.amina, "material-consent", consent(material, cast.amina), value="yes")
    assert fresh(material).state == "ready"


def test_said_by_phone_it_is_noted_and_told_but_not_by_who_offers_it(cast):
    material = offered(cast)
    it = consent(material, cast.amina)
    assert post(cast.priya, "material-consent", it, value="yes", through="phone").status_code == 403
    assert post(cast.maya, "material-consent", it, value="yes", through="phone").status_code == 302
    assert fresh(material).state == "ready" and told("material_consent_noted", cast.amina) == 1
    post(cast.amina, "material-consent", it, value="no")
    assert fresh(material).state == "refused"
    assert post(cast.maya, "material-consent", it, value="yes", through="phone").status_code == 403
    with pytest.raises(NotAllowedNow):
        say_on_consent(it, at=MONDAY, agrees=True, through="phone", noted_by=cast.maya)


def test_a_yes_taken_back_stops_the_chapter_until_the_words_are_out(cast):
    draft = begun(cast)
    material = taken(cast, draft)
    chapter = approved(cast, chapter=draft)
    say_on_consent(consent(material, cast.amina), at=MONDAY, agrees=False)

    with pytest.raises(NotAllowedNow):
        publish_chapter(chapter, by=cast.priya, at=MONDAY)
    assert "may not be used any more" in get(cast.priya, "chapter", chapter).content.decode()
    post(cast.priya, "chapter-take-back", chapter)
    assert post(cast.priya, "chapter-ask", chapter).status_code == 409
    changed(cast, chapter)
    assert post(cast.priya, "material-out", material).status_code == 302
    assert fresh(material).chapter is None and post(cast.priya, "material-out", material).status_code in (403, 409)
    assert post(cast.priya, "chapter-ask", chapter).status_code == 302


def test_a_yes_taken_back_puts_a_published_chapter_under_review_at_once(cast):
    draft = begun(cast)
    material = taken(cast, draft)
    chapter = published(cast, chapter=draft)
    say_on_consent(consent(material, cast.amina), at=MONDAY, agrees=False)

    assert fresh(chapter).state == "reviewing" and told("material_refused", cast.priya, cast.amina) == 2
    assert post(cast.priya, "chapter-keep", chapter, review_on_day="1", review_on_month="3", review_on_year="2027").status_code == 409
    say_on_consent(consent(material, cast.amina), at=MONDAY, agrees=True)
    assert fresh(material).state == "taken"


def test_taken_back_it_is_offered_no_more_and_may_be_offered_anew(cast):
    material = offered(cast)
    assert post(cast.amina, "material-take-back", material).status_code == 403
    assert post(cast.priya, "material-take-back", material).status_code == 302
    assert post(cast.amina, "material-consent", consent(material, cast.amina), value="yes").status_code == 409
    assert offered(cast).pk != material.pk
    with pytest.raises(NotAllowedNow):
        take_in(material, begun(cast), by=cast.priya, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        take_material_back(material, by=cast.priya, at=MONDAY)


def test_the_database_keeps_one_of_the_same(cast):
    offered(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Material.objects.create(programme=cast.programme, kind="impact", source_ref="one", source="x", title="x", text="x",
                                offered_at=MONDAY, offered_by=cast.priya)
