"""The pages through which minutes are typed, read, corrected, confirmed and published."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programmes.meetings.actions import note_presence
from programmes.meetings.models import AgendaItem
from programmes.minutes.actions import change_line, release, say_on_minutes, strike_out
from programmes.minutes.models import (
    MinuteLine,
    MinuteLineVersion,
    StruckOut,
)
from tests.accounts.people import sign_in
from tests.makers import MONDAY, PASSWORD
from tests.programmes.meetings.doing import DAY, a_meeting
from tests.programmes.minutes.doing import (
    TYPED,
    a_held,
    a_line,
    fresh,
    minutes_of,
    published,
)
from tests.programmes.stages.doing import as_, get, post


def take(by, meeting, /, *, item=1, **typed):
    return as_(by).post(reverse("programmes:minutes-take", args=[meeting.ref]) + f"?item={item}", TYPED | typed)


def changes(by, line, /, version=1, **typed):
    return post(by, "line-change", line, **TYPED | {"version": version, "item": ""} | typed)


def text(response):
    return response.content.decode()


# --- typing ------------------------------------------------------------------------------------------------------------

def test_lines_stand_under_their_item_and_a_second_press_adds_none(cast):
    meeting = a_held(cast, items=2)
    page = as_(cast.priya).get(reverse("programmes:minutes-take", args=[meeting.ref]) + "?item=2")
    once = page.context["form"].initial["once"]

    for _press in range(2):
        take(cast.priya, meeting, item=2, once=once, words="Part two.", kind="action", who=cast.joe.ref, due_on_day="1", due_on_month="4",
             due_on_year="2026")
    take(cast.amina, meeting, item=3, words="Tea.")

    assert list(MinuteLine.objects.order_by("pk").values_list("words", "item__title", "who__name", "written_by__name")) == [
        ("Part two.", "Letters that people can read, part 2", "Joe Example", "Priya Example"), ("Tea.", None, None, "Amina Example")]
    shown = text(get(cast.priya, "minutes", meeting))
    assert "Other matters" in shown and "Joe Example, by 1 April 2026" in shown


def test_a_line_goes_with_its_item_when_the_agenda_is_arranged_anew_while_somebody_types(cast):
    meeting = a_held(cast, items=2)
    first, second = meeting.items.on_it()
    AgendaItem.objects.filter(pk=first.pk).update(position=second.position + 1)

    take(cast.priya, meeting, item=1, words="Of the first.", under=first.ref)
    AgendaItem.objects.filter(pk=second.pk).update(state="left_out", left_out_because="No time")
    page = as_(cast.priya).post(reverse("programmes:minutes-take", args=[meeting.ref]) + "?item=2", TYPED | {
        "words": "Of the second.", "under": second.ref}, follow=True)

    assert list(MinuteLine.objects.order_by("pk").values_list("words", "item")) == [("Of the first.", first.pk), ("Of the second.", None)]
    assert "Its item is not on the agenda any more, so it stands among other matters." in text(page)


@pytest.mark.parametrize(("who", "code"), [("maya", 302), ("priya", 302), ("amina", 302), ("joe", 302), ("sid", 403), ("ines", 403),
                                           ("vic", 403), ("forrest", 403), ("sam", 404)])
def test_those_who_lead_the_group_write(cast, who, code):
    meeting = a_held(cast)

    assert take(getattr(cast, who), meeting).status_code == code
    assert MinuteLine.objects.exists() == (code == 302)


def test_a_named_member_writes_too(cast):
    meeting = a_held(cast, group=cast.advisory, by=cast.ines)
    assert take(cast.joe, meeting).status_code == 403

    assert post(cast.joe, "minutes-taker", meeting, taker=cast.joe.ref).status_code == 403
    post(cast.ines, "minutes-taker", meeting, taker=cast.joe.ref)

    assert take(cast.joe, meeting).status_code == 302
    assert get(cast.joe, "line-versions", MinuteLine.objects.get()).status_code == 403


def test_not_before_the_day_before(cast, clock):
    meeting = a_meeting(cast)
    clock.to(DAY - timedelta(days=1, minutes=1))
    assert take(cast.priya, meeting).status_code == 403

    clock.to(DAY - timedelta(days=1))

    assert take(cast.priya, meeting).status_code == 302


@pytest.mark.parametrize(("typed", "said"), [
    ({"words": ""}, "Answer “What should be kept?”"),
    ({"kind": "song"}, "Choose an answer from the list"),
    ({"kind": "decision"}, "Choose how it was decided"),
    ({"kind": "decision", "how": "vote", "votes_for": "3"}, "Enter the votes for and the votes against"),
    ({"kind": "decision", "how": "agreed", "votes_for": "3"}, "Choose “By a vote”, or leave the votes empty"),
    ({"who_name": "The office", "who": "amina"}, "Choose somebody or enter a name, not both"),
    ({"due_on_day": "31", "due_on_month": "2", "due_on_year": "2026"}, "must be a real date"),
    ({"who": "forrest"}, "from the list"),
])
def test_bad_input_gets_a_sentence_keeps_what_was_typed_and_changes_nothing(cast, typed, said):
    meeting = a_held(cast)
    typed = {"words": "Kept words."} | typed
    if typed.get("who"):
        typed["who"] = getattr(cast, typed["who"]).ref

    page = text(take(cast.priya, meeting, **typed))

    assert said in page and ("Kept words." in page or not typed["words"])
    assert not MinuteLine.objects.exists()


def test_below_the_lay_minimum_the_page_says_discussion_only_and_a_decision_needs_a_reason(cast):
    meeting = a_held(cast, joe="absent")

    assert "Discussion only: 1 lay member was there, and the group needs 2 to decide." in text(get(cast.priya, "minutes-take", meeting))
    page = text(take(cast.priya, meeting, kind="decision", how="agreed"))
    assert "Say why you decide with so few lay members" in page and not MinuteLine.objects.exists()
    take(cast.priya, meeting, kind="decision", how="agreed", discussion_only_because="Joe said yes by phone.")

    post(cast.priya, "minutes-release", meeting)
    shown = text(get(cast.amina, "minutes", meeting))
    assert "Discussion only" in shown and "Decided all the same, because:" in shown and "Joe said yes by phone." in shown
    assert "Discussion only" in text(get(cast.vic, "meeting", meeting))


def test_two_who_change_one_line_see_both_texts_and_lose_none(cast):
    line = a_line(a_held(cast), cast.priya)
    changes(cast.amina, line, words="Both lifts work.")

    page = changes(cast.joe, line, words="One lift works.")

    assert page.status_code == 409
    assert "Both lifts work." in text(page) and "One lift works." in text(page) and "Nothing is lost" in text(page)
    assert fresh(line).words == "Both lifts work."
    both = page.context["form"].initial
    assert (both["words"], both["version"]) == ("Both lifts work.\nOne lift works.", 2)
    changes(cast.joe, line, version=2, words=both["words"])

    assert fresh(line).words == "Both lifts work.\nOne lift works."
    assert set(MinuteLineVersion.objects.values_list("words", "is_losing")) == {
        ("The lift works again.", False), ("Both lifts work.", False), ("One lift works.", True)}
    versions = text(get(cast.priya, "line-versions", line))
    assert "Typed while somebody else had changed the line:" in versions and "One lift works." in versions


def test_the_other_text_can_be_replaced_by_mine_as_the_page_offers(cast):
    line = a_line(a_held(cast), cast.priya)
    changes(cast.amina, line, words="Both lifts work.")
    page = changes(cast.joe, line, words="One lift works.", kind="action", who=cast.joe.ref)

    as_(cast.joe).post(reverse("programmes:line-change", args=[line.ref]), page.context["as_sent"] | {
        "words": page.context["mine"], "version": page.context["line"].version})

    assert (fresh(line).words, fresh(line).kind, fresh(line).who) == ("One lift works.", "action", cast.joe)


def test_a_line_that_was_taken_out_while_i_typed_gives_my_words_a_way_on(cast):
    line = a_line(a_held(cast), cast.priya)
    post(cast.amina, "line-take-out", line)

    page = changes(cast.joe, line, words="One lift works.")

    assert page.status_code == 409 and "Somebody took this line out" in text(page) and "Add mine as a new line" in text(page)
    post(cast.joe, "line-put-back", line)
    assert "The lift works again." in text(get(cast.priya, "minutes", line.minutes.meeting))


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(cast, client, clock):
    meeting = a_held(cast)
    address = reverse("programmes:minutes-take", args=[meeting.ref]) + "?item=1"
    sign_in(client, "amina", PASSWORD)
    client.get(address)
    clock.to(MONDAY + timedelta(hours=13))

    sent = client.post(address, TYPED | {"words": "Long words that took an hour."})
    assert sent.status_code == 302 and not MinuteLine.objects.exists()
    sign_in(client, "amina", PASSWORD)
    kept = text(client.get(reverse("account_draft")))

    assert "Long words that took an hour." in kept and f'action="{address}"' in kept


# --- reading -----------------------------------------------------------------------------------------------------------

READERS = ("maya", "sid", "priya", "amina", "joe", "ines", "femi", "forrest", "olga", "vic")


def who_reads(cast, meeting):
    return [who for who in READERS if get(getattr(cast, who), "minutes", meeting).status_code == 200]


def test_who_reads_them_in_each_state(cast):
    meeting = a_held(cast)
    a_line(meeting, cast.priya)
    assert who_reads(cast, meeting) == ["maya", "priya", "amina", "joe"]
    release(minutes_of(meeting), by=cast.priya, at=MONDAY)
    assert who_reads(cast, meeting) == ["maya", "priya", "amina", "joe"]
    for who in (cast.amina, cast.joe):
        say_on_minutes(minutes_of(meeting), by=who, at=MONDAY, is_right=True)
    post(cast.priya, "minutes-publish", meeting)

    assert who_reads(cast, meeting) == ["maya", "sid", "priya", "amina", "joe", "ines"]
    assert get(cast.sam, "minutes", meeting).status_code == 404


def test_what_is_struck_out_is_in_no_page_of_others_and_says_what_it_is_about(cast):
    meeting = a_held(cast, group=cast.advisory, by=cast.ines, noted=False)
    note_presence(meeting, {cast.ines: ("room", ""), cast.amina: ("room", ""), cast.joe: ("room", "")}, by=cast.ines, at=MONDAY,
                  chairs=[cast.ines])
    secret = "Mrs  Grey\nof Mill Lane"
    line = a_line(meeting, cast.ines, words=f"{secret} fell ill.", kind="decision", how="agreed", options="Ask MRS GREY OF MILL LANE.",
                  dissent="mrs grey of mill lane says no", discussion_only_because="Mrs Grey of Mill Lane")
    a_line(meeting, cast.ines, words="Ring Mrs Grey of Mill Lane", kind="action", who=cast.joe)
    change_line(line, by=cast.ines, at=MONDAY, version=1, words=f"{secret} was ill.")
    post(cast.ines, "line-strike-out", line, passage="Mrs Grey of Mill Lane", reason="health")
    release(minutes_of(meeting), by=cast.ines, at=MONDAY)
    post(cast.joe, "correction-new", meeting, text="It was Mrs Grey of Mill Lane's son.", line=line.ref)
    say_on_minutes(minutes_of(meeting), by=cast.ines, at=MONDAY, is_right=False, text="Not Mrs Grey of Mill Lane")

    seen = [text(get(cast.joe, route, meeting)) for route in ("minutes", "correction-new", "meeting")]
    seen.append(text(get(cast.joe, "group-actions", cast.advisory)))
    for page in seen:
        assert "grey" not in page.lower() and "mill lane" not in page.lower()
    assert seen[0].count("██████") >= 7 and "struck out: about somebody’s health or care" in seen[0]
    assert [get(cast.joe, route, line).status_code for route in ("line-versions", "line-strike-out", "line-change")] == [403, 403, 403]
    assert "Grey" in text(get(cast.ines, "minutes", meeting)) and "Grey" in text(get(cast.ines, "line-versions", line))

    post(cast.ines, "passage-lift", StruckOut.objects.get())
    assert "Grey" in text(get(cast.joe, "minutes", meeting))


def test_who_takes_minutes_without_leading_changes_no_line_in_which_a_struck_passage_stands(cast):
    meeting = a_held(cast, group=cast.advisory, by=cast.ines)
    post(cast.ines, "minutes-taker", meeting, taker=cast.joe.ref)
    one, other, free = (a_line(meeting, cast.joe, words=words) for words in ("Mrs Grey came.", "Ring mrs  grey.", "Tea."))
    post(cast.ines, "line-strike-out", one, passage="Mrs Grey", reason="person")

    assert [get(cast.joe, "line-change", line).status_code for line in (one, other, free)] == [403, 403, 200]
    assert "grey" not in text(get(cast.joe, "minutes-take", meeting)).lower()


@pytest.mark.parametrize(("typed", "said"), [
    ({"passage": "Somebody else"}, "These words do not stand in the line."), ({"passage": "T"}, "Enter at least two letters"),
    ({"passage": ""}, "Answer “Which words?”"), ({"reason": ""}, "Choose an answer to “What are they about?”")])
def test_what_cannot_be_struck_out_is_said(cast, typed, said):
    line = a_line(a_held(cast), cast.priya)

    assert said in text(post(cast.priya, "line-strike-out", line, **{"passage": "The lift", "reason": "person"} | typed))
    assert not StruckOut.objects.exists()


def test_a_change_that_would_lay_a_struck_passage_open_is_refused_and_keeps_what_was_typed(cast):
    line = a_line(a_held(cast), cast.priya, words="Mrs Grey fell ill.")
    strike_out(line, by=cast.priya, at=MONDAY, passage="Mrs Grey", reason="person")

    page = text(changes(cast.priya, line, words="Mrs Gray fell ill."))

    assert "Words that are struck out must stay as they are." in page and "Mrs Gray fell ill." in page
    assert fresh(line).words == "Mrs Grey fell ill."


def test_after_publication_a_passage_can_still_be_struck_out_and_is_not_read_again(cast):
    minutes = published(cast)
    line = fresh(minutes.lines.get(kind="text"))

    post(cast.amina, "line-strike-out", line, passage="The lift", reason="secret")

    assert "The lift" not in text(get(cast.ines, "minutes", minutes.meeting))
    assert post(cast.amina, "passage-lift", StruckOut.objects.get()).status_code == 403
    assert changes(cast.priya, line, words="Other").status_code == 403


def test_everybody_reads_what_the_group_opened_named_as_people_wish(cast, client):
    minutes = published(cast)
    cast.amina.shown_as = "initials"
    cast.amina.save()
    line = fresh(minutes.lines.get(kind="text"))
    strike_out(line, by=cast.priya, at=MONDAY, passage="lift", reason="person")

    assert post(cast.priya, "minutes-open", minutes.meeting, decided="All", decided_on="2026-03-16").status_code == 200   # whom staff note
    post(cast.joe, "minutes-open", minutes.meeting, decided="Everybody may read it.", decided_on="2026-03-16")
    address = reverse("programmes:public-minutes", args=[minutes_of(minutes.meeting).public_ref])
    page = client.get(address)

    assert page.status_code == 200 and page.headers["X-Robots-Tag"] == "noindex"
    assert "works again." in text(page) and "lift" not in text(page) and "Amina Example" not in text(page)
    post(cast.priya, "minutes-close", minutes.meeting)
    assert client.get(address).status_code == 404


def test_staff_write_down_that_a_lay_member_said_the_group_decided_it(cast):
    minutes = published(cast)

    post(cast.priya, "minutes-open", minutes.meeting, decided="Yes", decided_on="2026-03-16", told_by=cast.joe.ref, through="phone")

    now = minutes_of(minutes.meeting)
    assert (now.state, now.opened_by, now.opened_noted_by, now.opened_through) == ("public", cast.joe, cast.priya, "phone")


def test_a_decision_to_open_them_cannot_lie_ahead(cast):
    minutes = published(cast)

    page = text(post(cast.joe, "minutes-open", minutes.meeting, decided="Yes", decided_on="2026-03-17"))

    assert "cannot lie ahead" in page and minutes_of(minutes.meeting).state == "published"
