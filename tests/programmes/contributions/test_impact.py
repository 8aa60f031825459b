"""The impact log: written, checked by a lay partner who did not write it, disputed, answered, changed, taken back (12.3)."""

import pytest
from django.urls import reverse

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from programmes.contributions.actions import (
    answer_check,
    change_entry,
    check_entry,
    say_on_credit,
    take_entry_back,
    write_report,
)
from programmes.contributions.models import ImpactCheck, ImpactCredit, ImpactEntry, ImpactReport, ImpactVersion
from programmes.contributions.queues import impact_to_check
from programmes.programme.models.standing import standing_of
from programmes.stages import proofs
from programmes.stages.models import Stage
from tests.makers import MONDAY, a_stage
from tests.programmes.contributions.doing import DAY, check, checked, disputed, fresh, told, written
from tests.programmes.minutes.doing import a_draft
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
FORM = {"contributed": "Larger print", "outcome": "none", "changed": "The printers said no.", "happened_on_day": "2",
        "happened_on_month": "3", "happened_on_year": "2026"}


def slug(cast):
    return cast.programme.slug


def test_it_is_written_from_what_was_told_and_waits_for_a_lay_partner(cast):
    it = told(cast)

    answer = post(cast.priya, "impact-new", slug(cast), contribution=it.ref, group=cast.housing.group.pk, credited=[cast.amina.pk], **FORM)

    entry = ImpactEntry.objects.get()
    assert answer.status_code == 302
    assert (entry.contribution, entry.group, entry.state, entry.outcome, entry.written_by) == (
        it, cast.housing.group, "written", "none", cast.priya)
    assert Message.objects.get(kind="impact_credit_asked").to == cast.amina.ref
    assert not ImpactEntry.objects.counting().exists()


def test_wl7_this_changed_because_of_a_line_of_minutes(cast):
    line = a_draft(cast).lines.order_by("pk").first()
    form = as_(cast.priya).get(f"/programmes/{slug(cast)}/impact/new/?line={line.ref}").context["form"]
    assert form["contributed"].value() == line.words

    post(cast.priya, "impact-new", slug(cast), line=line.ref, **FORM)

    entry = ImpactEntry.objects.get()
    assert (entry.minute_line, entry.about_kind) == (line, "minutes")
    assert entry.get_absolute_url() in as_(cast.priya).get(line.minutes.get_absolute_url()).content.decode()


def test_somebody_elses_line_and_words_are_not_taken(cast):
    told(cast)
    as_(cast.femi).post(f"/programmes/{slug(cast)}/impact/new/", FORM | {
        "contribution": told(cast).ref, "line": "nothing", "group": 999_999})
    assert not ImpactEntry.objects.exists()         # no such group
    as_(cast.femi).post(f"/programmes/{slug(cast)}/impact/new/", FORM | {"contribution": told(cast).ref, "line": "nothing"})

    entry = ImpactEntry.objects.get()
    assert (entry.contribution, entry.minute_line) == (None, None)      # femi does not read it


def test_bad_input_keeps_what_was_typed(cast):
    page = post(cast.priya, "impact-new", slug(cast), **FORM | {"changed": "", "happened_on_year": "2126"}).content.decode()
    assert "Larger print" in page and "There is a problem" in page and "not still to come" in page and not ImpactEntry.objects.exists()


def test_sent_twice_it_is_written_once_and_checked_once(cast):
    client = as_(cast.priya)
    once = client.get(f"/programmes/{slug(cast)}/impact/new/").context["form"]["once"].value()
    for _time in (1, 2):
        client.post(f"/programmes/{slug(cast)}/impact/new/", FORM | {"once": once})
    entry = ImpactEntry.objects.get()
    for _time in (1, 2):
        post(cast.ines, "impact-check", entry, value="yes", seen=1)

    assert fresh(entry).state == "checked" and ImpactCheck.objects.count() == 1 == Row.objects.filter(move="check").count()


@pytest.mark.parametrize(("who", "answer"), [("amina", 302), ("joe", 302), ("ines", 302), ("forrest", 403), ("femi", 403), ("priya", 403),
                                             ("maya", 403), ("sid", 403), ("vic", 403)])
def test_it_counts_when_a_lay_partner_who_did_not_write_it_says_so(cast, who, answer):
    entry = written(cast)

    assert post(getattr(cast, who), "impact-check", entry, value="yes", seen=1).status_code == answer

    assert ImpactEntry.objects.counting().count() == (answer == 302)


def test_who_wrote_it_does_not_check_it_not_even_by_writing_it_down_for_somebody(cast):
    own = written(cast, by=cast.amina)
    assert post(cast.amina, "impact-check", own, value="yes", seen=1).status_code == 403
    noted = written(cast, by=cast.amina, through="phone", noted_by=cast.maya)
    assert post(cast.maya, "impact-check-note", noted, value="yes", seen=1, who=cast.joe.pk, through="phone").status_code == 403
    with pytest.raises(NotAllowedNow):
        check(noted, cast.joe, through="phone", noted_by=cast.maya)
    with pytest.raises(NotAllowedNow):
        check(written(cast), cast.olga)         # she is no lay partner
    assert post(cast.maya, "impact-check-note", own, value="yes", seen=1, who=cast.joe.pk, through="phone").status_code == 302
    assert fresh(own).state == "checked" and own.checks.get().noted_by == cast.maya
    assert post(cast.joe, "impact-check-note", own, value="yes", seen=1, who=cast.joe.pk, through="phone").status_code == 403


def test_a_not_so_leaves_it_disputed_also_after_a_yes_and_its_writer_hears(cast):
    entry = checked(cast)

    post(cast.joe, "impact-check", entry, value="no", text="Some are still small.", seen=1)

    assert fresh(entry).state == "disputed" and not ImpactEntry.objects.counting().exists()
    assert Message.objects.get(kind="impact_disputed").to == cast.priya.ref
    check(entry, cast.ines)         # a yes of somebody else does not silence it
    assert fresh(entry).state == "disputed"
    assert "Some are still small." in get(cast.vic, "impact-entry", entry).content.decode()


def test_a_not_so_is_answered_and_a_lay_partner_is_asked_again(cast):
    entry = disputed(cast)
    no = entry.checks.get()

    post(cast.priya, "impact-check-answer", no, text="Those are old ones.")

    assert fresh(entry).state == "written" and Message.objects.get(kind="impact_check_answered").to == cast.joe.ref
    with pytest.raises(NotAllowedNow):
        answer_check(no, by=cast.priya, at=MONDAY, text="Again")
    check(entry, cast.amina)
    page = get(cast.amina, "impact-entry", entry).content.decode()
    assert fresh(entry).state == "checked" and "Some are still small." in page and "Those are old ones." in page


def test_who_said_not_so_may_say_that_it_is_so_now(cast):
    entry = disputed(cast)

    check(entry, cast.joe)

    assert fresh(entry).state == "checked" and entry.checks.filter(replaced_at__isnull=False).count() == 1


def test_a_change_keeps_what_it_was_and_asks_anew(cast):
    entry = checked(cast)
    data = FORM | {"seen": 1, "contributed": "Larger print in all letters"}

    assert post(cast.priya, "impact-change", entry, **data).status_code == 302
    late = post(cast.maya, "impact-change", entry, **data | {"changed": "Typed at the same time"}).content.decode()

    entry = fresh(entry)
    assert (entry.state, entry.round, entry.versions.get().contributed, entry.versions.get().outcome) == (
        "written", 2, "Larger print in letters", "changed")
    assert "changed since you read it" in late and "Typed at the same time" in late
    stale = post(cast.ines, "impact-check", entry, value="yes", seen=1).content.decode()
    assert "changed since you read it" in stale and fresh(entry).state == "written"
    check(entry, cast.amina)
    assert fresh(entry).state == "checked"


def test_a_change_leaves_a_not_so_open_until_its_giver_has_read_it_again(cast):
    entry = disputed(cast)
    facts = {"contributed": "Larger print in new letters"}

    change_entry(entry, by=cast.priya, at=MONDAY, seen=1, **facts)

    assert fresh(entry).state == "disputed" and ImpactCheck.objects.open_noes().get().by == cast.joe
    assert "Some are still small." in get(cast.joe, "impact-entry", entry).content.decode()
    message = Message.objects.get(kind="impact_disputed")
    assert registry.words[message.kind](message) is None
    told_him = Message.objects.get(kind="impact_check_answered", to=cast.joe.ref)
    assert "It was changed." in " ".join(registry.words[told_him.kind](told_him).lines)
    assert "It was changed. Say whether it is so now." in as_(cast.joe).get(reverse("programmes:my-voice")).content.decode()
    assert entry in impact_to_check(standing_of(cast.joe, on=MONDAY.date()), MONDAY.date())
    check(entry, cast.amina)
    assert fresh(entry).state == "disputed"         # the yes of somebody else does not silence it
    check(entry, cast.joe)
    assert fresh(entry).state == "checked" and not ImpactCheck.objects.open_noes().exists()
    assert registry.words[told_him.kind](told_him) is None
    assert entry.checks.filter(by=cast.joe, is_so=False).get().text == "Some are still small."


def test_a_not_so_to_what_was_changed_may_be_said_again_or_answered_in_words(cast):
    entry = disputed(cast)
    change_entry(entry, by=cast.priya, at=MONDAY, seen=1, contributed="Larger print in new letters")
    check(entry, cast.joe, False, "Not all of them.")

    assert [each.text for each in ImpactCheck.objects.open_noes()] == ["Not all of them."] and fresh(entry).state == "disputed"
    answer_check(ImpactCheck.objects.open_noes().get(), by=cast.priya, at=MONDAY, text="All since May.")
    assert fresh(entry).state == "written"


def test_who_spoke_about_it_hears_that_it_was_taken_back_and_staff_alone_take_back_nothing_that_is_checked(cast):
    entry = checked(cast)
    check(entry, cast.joe, False, "Some are still small.")
    for staff in (cast.priya, cast.maya):
        assert post(staff, "impact-take-back", entry, because="x").status_code == 403
    with pytest.raises(NotAllowedNow):
        take_entry_back(entry, by=cast.maya, at=MONDAY, because="x")
    change_entry(entry, by=cast.priya, at=MONDAY, seen=1, contributed="Some other words")       # not even by changing it first
    assert post(cast.priya, "impact-take-back", entry, because="x").status_code == 403

    assert post(cast.ines, "impact-take-back", entry, because="It was not so.").status_code == 302

    assert fresh(entry).taken_back_by == cast.ines
    told_them = Message.objects.filter(kind="impact_taken_back")
    assert set(told_them.values_list("to", flat=True)) == {cast.amina.ref, cast.joe.ref}
    assert all("taken back" in " ".join(registry.words[each.kind](each).lines) for each in told_them)
    own = written(cast, by=cast.amina)
    check(own, cast.joe)
    assert post(cast.amina, "impact-take-back", own, because="It was not so.").status_code == 302


def test_who_wrote_it_down_for_somebody_changes_it_only_as_they_say_it_and_tells_them(cast):
    entry = written(cast, by=cast.amina, through="phone", noted_by=cast.maya)
    data = FORM | {"seen": 1, "contributed": "In other words"}
    page = post(cast.maya, "impact-change", entry, **data).content.decode()
    assert "How did they say it?" in page and "In other words" in page and fresh(entry).round == 1

    assert post(cast.maya, "impact-change", entry, **data, through="post").status_code == 302

    was = entry.versions.get()
    assert (was.by, was.noted_by, was.through) == (cast.amina, cast.maya, "post")
    message = Message.objects.get(kind="impact_change_noted", to=cast.amina.ref)
    assert "written down that you change that" in " ".join(registry.words[message.kind](message).lines)
    assert post(cast.maya, "impact-take-back", entry, because="x").status_code == 200
    assert post(cast.maya, "impact-take-back", entry, because="She says so.", through="phone").status_code == 302
    found = fresh(entry)
    assert (found.taken_back_by, found.taken_back_noted_by, found.taken_back_through) == (cast.amina, cast.maya, "phone")
    back = Message.objects.get(kind="impact_change_noted", occasion="taken back")
    assert registry.words[message.kind](message) is None and registry.words[back.kind](back) is not None
    own = written(cast, by=cast.amina, through="phone", noted_by=cast.maya)
    assert post(cast.amina, "impact-change", own, **data).status_code == 302        # she herself is not asked how
    assert own.versions.get().noted_by is None


def test_to_thank_somebody_else_asks_nobody_to_check_anew(cast):
    entry = checked(cast)

    change_entry(entry, by=cast.priya, at=MONDAY, seen=1, credited=[cast.joe], contributed=entry.contributed)

    assert (fresh(entry).state, fresh(entry).round) == ("checked", 1) and entry.credits.get().partner == cast.joe


def test_what_is_taken_back_stays_and_does_not_count(cast):
    entry = checked(cast)
    assert post(cast.joe, "impact-take-back", entry, because="x").status_code == 403
    post(cast.ines, "impact-take-back", entry, because="Written twice.")

    assert fresh(entry).state == "taken_back" and "Written twice." in get(cast.vic, "impact-entry", entry).content.decode()
    for act in (lambda: take_entry_back(entry, by=cast.priya, at=MONDAY, because="x"), lambda: check(entry, cast.joe),
                lambda: change_entry(entry, by=cast.priya, at=MONDAY, seen=1, why="x")):
        with pytest.raises(NotAllowedNow):
            act()


def test_nobody_is_named_before_they_say_yes(cast):
    entry = written(cast, credited=[cast.amina, cast.forrest], says=cast.joe)
    credit = entry.credits.get(partner=cast.amina)

    def page(who=cast.maya):
        return get(who, "impact-entry", entry).content.decode().split("Thanks to")[1].split("</div>")[0]

    assert "3 lay partners" in page() and cast.amina.name not in page()
    post(cast.amina, "impact-credit", credit, value="yes")
    assert page().index(cast.amina.name) < page().index("2 lay partners") and cast.amina.name in page(cast.vic)
    cast.amina.shown_as = "initials"
    cast.amina.save()
    assert "A. E." in page() and cast.amina.name not in page()
    post(cast.maya, "impact-credit", credit, value="no", through="phone")
    assert "3 lay partners" in page() and fresh(credit).noted_by == cast.maya
    assert get(cast.joe, "impact-credit", credit).status_code == 404
    assert say_on_credit(credit, at=MONDAY, agrees=False).agrees is False


def test_the_log_says_how_many_of_each_also_what_did_not_change(cast):
    checked(cast)
    checked(cast, outcome="none", changed="No money.")
    checked(cast, outcome="worse", changed="The letters come later.")
    written(cast)
    disputed(cast)
    client = as_(cast.vic)
    found = client.get(f"/programmes/{slug(cast)}/impact/")

    assert "3 entries are checked by a lay partner: changed 1, changed in part 0, no change 1, made worse 1." in found.content.decode()
    assert "1 not checked, 1 disputed, 0 taken back" in found.content.decode()

    def rows(**given):
        return len(client.get(f"/programmes/{slug(cast)}/impact/", given).context["rows"])

    assert rows() == 5 == rows(outcome="evil", year="1066", state="x", group="y")
    assert (rows(outcome="worse"), rows(state="disputed"), rows(year="2026"), rows(group=cast.advisory.ref)) == (1, 1, 5, 0)


def test_the_report_of_a_year_holds_what_is_checked_and_keeps_what_two_typed(cast):
    checked(cast, outcome="none", changed="No money for it.")
    written(cast, contributed="Not checked by anybody")
    assert post(cast.maya, "impact-report-write", slug(cast), year=2026, seen=0, aim="Letters", methods="We met").status_code == 302
    late = post(cast.sid, "impact-report-write", slug(cast), year=2026, seen=0, aim="Something else").content.decode()

    page = as_(cast.vic).get(f"/programmes/{slug(cast)}/impact/report/?year=2026").content.decode()

    assert "No money for it." in page and "Not checked by anybody" not in page and "Letters" in page
    assert "Something else" in late and "Somebody wrote in it" in late and ImpactReport.objects.get().version == 1
    assert write_report(cast.programme, by=cast.maya, at=MONDAY, year=2026, seen=1, aim="Letters").version == 1
    assert as_(cast.vic).get(f"/programmes/{slug(cast)}/impact/report/?year=evil").context["year"] == day_of(MONDAY).year


def test_a_group_takes_its_impact_away(cast):
    checked(cast, credited=[cast.amina], contributed="=HYPERLINK(1)")

    answer = as_(cast.joe).get(f"/groups/{cast.housing.group.ref}/take-away/impact.csv")

    text = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and cast.amina.name not in text and "Checked by a lay partner" in text


def missing(cast, on):
    a_stage(cast.programme, "S12", by=cast.maya) if not Stage.objects.filter(code="S12").exists() else None
    stage = Stage.objects.get(code="S12")
    found = proofs.what_is_missing(Stage.objects.filter(pk=stage.pk), on, ["S12"])
    return [each.words for each in found[stage.pk]["12.3"]]


def test_12_3_is_denied_until_a_lay_partner_has_checked_and_again_when_one_waits_too_long(cast):
    today = MONDAY.date()
    none = ["No entry of the impact log is checked by a lay partner who did not write it."]
    assert missing(cast, today) == none
    entry = written(cast)
    assert missing(cast, today) == none
    check(entry, cast.amina)
    assert missing(cast, today) == []
    written(cast)
    assert missing(cast, today + 28 * DAY) == []
    assert missing(cast, today + 29 * DAY) == [
        "An entry of the impact log has waited for a lay partner since 16 March, longer than 28 days."]


def test_a_check_says_which_round_was_read(cast):
    entry = written(cast)
    with pytest.raises(NotAllowedNow):
        check_entry(entry, by=cast.amina, at=MONDAY, seen=7, is_so=True)
    assert not ImpactCheck.objects.exists() and not ImpactCredit.objects.exists()


def test_who_changed_it_neither_checks_it_nor_writes_down_a_check(cast):
    entry = written(cast)
    change_entry(entry, by=cast.maya, at=MONDAY, seen=1, contributed="Maya’s own words")

    assert post(cast.maya, "impact-check-note", entry, value="yes", seen=2, who=cast.joe.pk, through="phone").status_code == 403
    with pytest.raises(NotAllowedNow):
        check(entry, cast.joe, through="phone", noted_by=cast.maya)
    assert post(cast.sid, "impact-check-note", entry, value="yes", seen=2, who=cast.joe.pk, through="phone").status_code == 403
    assert not ImpactCheck.objects.exists() and fresh(entry).writers() == {cast.priya.pk, cast.maya.pk}
    own = written(cast, by=cast.amina, through="phone", noted_by=cast.maya)
    ImpactVersion.objects.create(entry=own, number=1, at=MONDAY, by=cast.joe, contributed="x", changed="y", outcome="none")
    assert post(cast.joe, "impact-check", own, value="yes", seen=1).status_code == 403
    assert own not in impact_to_check(standing_of(cast.joe, on=MONDAY.date()), MONDAY.date())
    assert own in impact_to_check(standing_of(cast.ines, on=MONDAY.date()), MONDAY.date())


def test_a_check_that_somebody_wrote_down_is_told_to_whom_it_is_said_of_and_their_own_word_replaces_it(cast):
    entry = written(cast)
    post(cast.maya, "impact-check-note", entry, value="yes", seen=1, who=cast.joe.pk, through="phone")

    message = Message.objects.get(kind="impact_check_noted", to=cast.joe.ref)
    words = registry.words[message.kind](message)
    assert "written down that you say: “It is so.”" in " ".join(words.lines)
    assert as_(cast.joe).get(words.path).status_code == 200
    post(cast.joe, "impact-check", entry, value="no", text="I never said so.", seen=1)

    assert fresh(entry).state == "disputed" and registry.words[message.kind](message) is None
    check(entry, cast.amina)
    assert Message.objects.filter(kind="impact_check_noted").count() == 1       # her own word is her own


def test_ones_own_yes_takes_the_place_of_the_same_yes_that_was_noted(cast):
    entry = written(cast)
    check(entry, cast.joe, through="phone", noted_by=cast.maya)
    check(entry, cast.joe)

    assert entry.checks.current().get().noted_by is None and fresh(entry).state == "checked"


def test_a_yes_that_is_said_again_after_the_no_is_answered_counts(cast):
    entry = checked(cast)
    check(entry, cast.joe, False, "Some are still small.", at=MONDAY + DAY)
    answer_check(entry.checks.get(by=cast.joe), by=cast.priya, at=MONDAY + 2 * DAY, text="Those are old ones.")
    assert fresh(entry).state == "written"

    check(entry, cast.amina, at=MONDAY + 3 * DAY)

    assert fresh(entry).state == "checked" and entry.checks.filter(by=cast.amina).count() == 2
    check(entry, cast.amina, at=MONDAY + 3 * DAY)       # pressed twice
    assert entry.checks.filter(by=cast.amina).count() == 2
