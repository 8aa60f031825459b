"""S8: what seven workstreams did between September and March, in the words of those who were there."""

from typing import NamedTuple

from programmes.demo.story.bodies import STREAM, Stream
from programmes.demo.story.diary import Story
from programmes.demo.story.papers import Paper, document, link, minute, witness
from programmes.demo.story.verbs import (
    BY_RECORDS,
    UNABLE,
    Answered,
    answered,
    claims,
    confirms,
    disputes,
    gives_until,
    opens,
    says_not_met,
    signs,
)


class Days(NamedTuple):
    """When a standard was claimed and when a lay partner confirmed it, in a workstream that kept to the plan."""

    claimed: str
    confirmed: str


ON_PLAN = {
    "8.1": Days("24 Oct 13", "28 Oct 13"), "8.2": Days("1 Nov 13", "5 Nov 13"), "8.3": Days("15 Jan 14", "17 Jan 14"),
    "8.4": Days("15 Jan 14", "20 Jan 14"), "8.5": Days("17 Dec 13", "20 Dec 13"), "8.6": Days("13 Jan 14", "15 Jan 14"),
    "8.7": Days("15 Jan 14", "17 Jan 14"), "8.8": Days("20 Jan 14", "22 Jan 14"), "8.9": Days("21 Jan 14", "24 Jan 14"),
}
SIX_WEEKS_LATER = {
    "8.1": Days("24 Oct 13", "28 Oct 13"), "8.2": Days("13 Dec 13", "17 Dec 13"), "8.3": Days("21 Feb 14", "25 Feb 14"),
    "8.4": Days("21 Feb 14", "26 Feb 14"), "8.5": Days("7 Mar 14", "7 Mar 14"), "8.6": Days("24 Feb 14", "26 Feb 14"),
    "8.7": Days("26 Feb 14", "28 Feb 14"), "8.8": Days("3 Mar 14", "5 Mar 14"), "8.9": Days("5 Mar 14", "7 Mar 14"),
}
BY_LEAD, BY_A, BY_B = "lead", "a", "b"
WHO = {"8.1": BY_LEAD, "8.2": BY_LEAD, "8.3": BY_LEAD, "8.4": BY_LEAD, "8.5": BY_A, "8.6": BY_LEAD, "8.7": BY_LEAD,
       "8.8": BY_B, "8.9": BY_A}
SHOWS = {"8.1": "Agendas, with whose item each is", "8.3": "Who came, and who covered", "8.4": "Who chaired each meeting",
         "8.5": "Log of challenges", "8.6": "Log of commitments", "8.7": "Log of decisions", "8.8": "Our yes to the minutes",
         "8.9": "Reports to the Advisory Group"}

# What each workstream says to 8.1 ... 8.9, in this order.
SAID = {
    "W1": (
        "The pair and I made each agenda on the Thursday before. Carers as a group of their own was Shabnam’s item; what "
        "people want from outcomes was Tom’s.",
        "Six working days ahead each time, as text and in large print.",
        "Both came to eight of nine meetings; Tom was ill once and Derek covered.",
        "I chaired five, Shabnam three, Tom one.",
        "Two challenges. Mine, that carers were missing from the population groups, was answered in twelve days, and adopted.",
        "Three promises, each with an owner and a day. One is ours: carers shown as a group of their own.",
        "Four decisions, each with the options. The pair disagreed with one, and it says so.",
        "We read the draft minutes of all nine meetings, changed two sentences, and agreed them.",
        "One of us spoke at every Advisory Group meeting; the last time on [14 Jan 14]."),
    "W2": (
        "Brian and Joyce set two items of each agenda, by phone on the Friday before.",
        "Five working days ahead; on paper for Brian.",
        "Both came to all nine meetings.",
        "Joyce and I chaired in turn.",
        "One challenge, by Brian: the home-visit standard was written without evenings. Answered in nine days, and adapted.",
        "Two promises. The pilot of evening visits in three practices is due on [31 Mar 14].",
        "Three decisions with their options; no dissent.",
        "We agreed the minutes of all nine meetings; Brian’s were read to him.",
        "Joyce reported each month; the last time on [14 Jan 14]."),
    "W3": (
        "The pair and I met before each agenda went out. “Who sits on the new board” was Paddy’s item, three times.",
        "Seven working days ahead, with a map on one page.",
        "Both came to seven of nine meetings; once each Aisha covered.",
        "I chaired all but one; Nirmala chaired on [8 Jan 14].",
        "Three challenges. Two were answered in time. The third, that there is no lay seat on the provider board, was answered "
        "in time too, and I do not accept the answer.",
        "Two promises with owner and day.",
        "Five decisions with their options. The pair disagreed with the last one.",
        "We agreed the minutes of all nine meetings.",
        "Both of us reported, in turn; the last time on [14 Jan 14]."),
    "W6": (
        "Rosa, Gurdeep and I set the agenda at the end of the meeting before. Shadowing a home carer was Rosa’s item.",
        "Five working days ahead; Rosa’s as a recording.",
        "Both came to four of six meetings; absences and cover are in the minutes.",
        "Gurdeep co-chaired from the third meeting on.",
        "Three challenges logged. Two were answered in time; the one on office hours was acknowledged on [7 Mar 14], within "
        "five working days, and its answer is not due yet.",
        "Four promises, one of them proposed and not agreed yet: an evening slot.",
        "Two decisions with options; Rosa’s dissent on one is noted.",
        "We agreed the minutes of six meetings.",
        "One of us reported to each Advisory Group meeting; the last time on [11 Feb 14]."),
    "W7": (
        "Margaret, Derek and I make every agenda together, on the phone.",
        "Ten working days ahead, in every form that anybody asked for.",
        "Both came to eleven of twelve meetings.",
        "Margaret and I co-chair; Derek took two.",
        "Four challenges, the last one to the programme about the missing log. All answered by their day.",
        "Nine promises: interpreters at every Forum, easy read of the touchstone, and seven more. Each has owner and day.",
        "Six decisions with their options and who disagreed.",
        "I read the minutes of twelve meetings aloud to Margaret and we agreed them.",
        "We report in writing, one page, to each Advisory Group meeting; the last is of [11 Feb 14]."),
}


def tell_streams(story: Story) -> None:
    """Note everything of this chapter."""
    for stream in STREAM.values():
        opens(story, f"S8 {stream.key}", stream.first, due="31 Jan 14", hour=18)
    _signed_by_january(story)
    _ready(story)
    _finance(story)
    _informatics(story)


def _rows(stream: Stream, days: dict[str, Days]) -> list[Answered]:
    found = []
    for code, text in zip(WHO, SAID[stream.key], strict=True):
        who = getattr(stream, WHO[code])
        lay = stream.b if who == stream.a or (code in ("8.2", "8.4", "8.7") and who != stream.b) else stream.a
        by = BY_RECORDS if code == "8.9" and days is SIX_WEEKS_LATER else who      # their reports are kept here since February
        found.append(Answered(code, by, days[code].claimed, text, _shows(stream, code, days[code].claimed), lay,
                              days[code].confirmed))
    return found


def _shows(stream: Stream, code: str, day: str) -> Paper:
    if code == "8.2":
        return link(f"{stream.key}: when each paper went out", f"{stream.key.lower()}/issue-log")
    return minute(f"{stream.key}: {SHOWS[code]}", day)


def _signed_by_january(story: Story) -> None:
    """W1, W2 and W3 finish on time: W3’s work is signed although its plan will be refused."""
    for key in ("W1", "W2", "W3"):
        answered(story, f"S8 {key}", _rows(STREAM[key], ON_PLAN))
    disputes(story, "S8 W2", "8.2", "12 Nov 13", "LP06", "The paper of [12 Nov 13] came to my door that same morning.")
    claims(story, "S8 W2", "8.2", "3 Dec 13", "pillay", "Since [19 Nov 13] paper copies go out by first-class post a day "
           "before the e-mail. Brian has had the last two six days ahead.",
           witness("LP06", "The last two came on the Monday of the week before."))
    confirms(story, "S8 W2", "8.2", "5 Dec 13", "LP05")
    disputes(story, "S8 W3", "8.7", "17 Jan 14", "LP08", "The minute says “after discussion”. It does not say that we both "
             "asked for a lay seat on the board and were refused.")
    claims(story, "S8 W3", "8.7", "22 Jan 14", "hethersett", "The minute of [8 Jan 14] is corrected: it has both options, and "
           "that both lay partners asked for the seat.",
           document("Minute of [8 Jan 14], corrected", "w3-minute.docx", "Option 1: a board of providers alone.",
                    "Option 2: with a lay seat. Asked for by both lay partners.", "Decided: option 1, for now."))
    confirms(story, "S8 W3", "8.7", "23 Jan 14", "LP08")
    for key, day in (("W1", "27 Jan 14"), ("W2", "28 Jan 14"), ("W3", "29 Jan 14")):
        stream = STREAM[key]
        signs(story, f"S8 {key}", day, stream.a, stream.b, stream.lead)


def _ready(story: Story) -> None:
    """W6 and W7 are answered in full. Rosa cannot judge yet; Ruth has not got round to it."""
    for key, due in (("W6", "28 Mar 14"), ("W7", "14 Mar 14")):
        gives_until(story, f"S8 {key}", "20 Jan 14", due)
        answered(story, f"S8 {key}", _rows(STREAM[key], SIX_WEEKS_LATER))
    signs(story, "S8 W7", "10 Mar 14", "LP02")
    signs(story, "S8 W7", "11 Mar 14", "LP01")
    signs(story, "S8 W6", "10 Mar 14", "LP14", "askew")
    signs(story, "S8 W6", "11 Mar 14", "LP13", value=UNABLE, text="I asked why we only ever meet in office hours, when home "
          "carers and I are busy. Until I have the answer I cannot say whether this group works with everybody.")


def _finance(story: Story) -> None:
    """W4: a paper tabled on the day, a seat empty for weeks, and much still to answer."""
    gives_until(story, "S8 W4", "20 Jan 14", "11 Apr 14")
    key = "S8 W4"
    says_not_met(story, key, "8.2", "21 Nov 13", "dunderdale", "The finance paper of [10 Oct 13] was tabled on the day, and "
                 "two more came two days ahead. Winston was right to say so. Five working days from now on.")
    answered(story, key, (
        Answered("8.4", "dunderdale", "12 Dec 13", "I chaired six meetings; Winston chaired on [5 Dec 13].",
                 minute("W4: who chaired", "5 Dec 13"), "LP10", "16 Dec 13"),
        Answered("8.9", BY_RECORDS, "", "", None, "LP01", "14 Feb 14"),
        Answered("8.1", "dunderdale", "27 Feb 14", "Winston and I made the agenda of [27 Feb 14] together. Who may overrule the "
                 "pooled budget was his item.", document("Agenda of [27 Feb 14]", "agenda.pdf", "1. Minutes (Martin)",
                                                         "2. Who may overrule the pooled budget? (Winston)",
                                                         "3. What a pooled budget is not (Martin)")),
        Answered("8.5", "LP10", "13 Mar 14", "Two challenges logged. The one on the tabled paper was answered on [21 Nov 13]. "
                 "The one on the empty seat was acknowledged late; its answer is due on [21 Mar 14].",
                 minute("W4: log of challenges", "13 Mar 14")),
    ))


def _informatics(story: Story) -> None:
    """W5: the papers, again."""
    gives_until(story, "S8 W5", "20 Jan 14", "11 Apr 14")
    key, papers = "S8 W5", "Papers go out as plain text, five working days ahead."
    answered(story, key, (
        Answered("8.1", "venn", "25 Oct 13", "Aisha and Colin each bring one item. What happens to sensitive codes was "
                 "Aisha’s.", minute("W5: agendas, with whose item each is", "18 Oct 13"), "LP11", "29 Oct 13"),
        Answered("8.3", "venn", "10 Jan 14", "Both came to seven of eight meetings; Fiona covered for Aisha once, when she was "
                 "in hospital.", minute("W5: who came, and who covered", "10 Jan 14"), "LP12", "14 Jan 14"),
        Answered("8.4", "venn", "10 Jan 14", "Colin co-chairs since [1 Nov 13].", minute("W5: who chaired", "10 Jan 14"),
                 "LP11", "16 Jan 14"),
        Answered("8.9", BY_RECORDS, "", "", None, "LP12", "13 Feb 14"),
        Answered("8.6", "venn", "13 Mar 14", "Three promises with owner and day. One is overdue and says so: the workshop on "
                 "data protection for the pair.", link("W5: log of commitments", "w5/commitments")),
        Answered("8.7", "venn", "14 Mar 14", "Two decisions with their options. On sensitive codes Aisha does not agree, and "
                 "the log says so.", minute("W5: log of decisions", "14 Mar 14")),
    ))
    claims(story, key, "8.2", "1 Nov 13", "venn", papers, link("W5: when each paper went out", "w5/issue-log"))
    disputes(story, key, "8.2", "8 Nov 13", "LP12", "The slides of [1 Nov 13] are pictures of text. My screen reader says "
             "“image, image, image”.")
    claims(story, key, "8.2", "22 Nov 13", "venn", f"{papers} Slides are now issued as an outline too; Colin has tried it.",
           document("Slides of [15 Nov 13], as an outline", "outline.txt", "1. Who holds the record?", "2. Who may look?",
                    "3. How does a person see who looked?"))
    confirms(story, key, "8.2", "26 Nov 13", "LP12")
    disputes(story, key, "8.2", "7 Mar 14", "LP12", "The slides of today were not readable by a screen reader, and those of "
             "[21 Feb 14] were not either. The promise of [22 Nov 13] is not kept.")
