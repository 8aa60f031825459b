"""Who looks after the contact with each lay partner, and some of the contacts: Ruth is named from the day on which each of them joins,
and asks who has not said how long a month took."""

from datetime import datetime, timedelta

from django.db.models import Q

from coprod.kit.clock import add_months, day_of
from partners.contacts.actions import name_contact, note_contact
from partners.models import Contact, Holding, NamedContact, Partner
from partners.people.models import Through
from programmes.demo.story.dates import MONTHS
from programmes.demo.story.diary import Story
from programmes.demo.story.groups import BOROUGH_SEATS
from programmes.pairing.actions import say_time_spent
from programmes.pairing.models import TimeSpent
from programmes.pairing.showing import month_before

HOURS = "Monday to Friday, nine to five, and on the mobile until eight"
JOINED = ("24 May 13", "22 Aug 13", "4 Sep 13", "10 Sep 13", "16 Sep 13", "24 Sep 13", "25 Sep 13", "12 Nov 13", "15 Nov 13", "17 Jan 14",
          "3 Feb 14", "17 Feb 14", "4 Mar 14")
SILENT = "LP25"         # of whom Ruth had not heard since September, until the clock told her
RUNG = "27 Jan 14"      # in winter she rings everybody who sits in a borough group, Fiona and Yusuf
_W = Contact.Way
# Who was contacted, on which day, how, whether they began it, by whom, and about what.
CONTACTS = (
    ("LP06", "16 Sep 13", _W.PHONE, True, "sam", "He rang to say how papers should reach him."),
    ("LP06", "15 Oct 13", _W.PHONE, False, "sam", "The day before the meeting, as agreed. He has the papers."),
    ("LP06", "6 Mar 14", _W.PHONE, False, "ruth", "How many hours February took him."),
    ("LP06", "12 Mar 14", _W.POST, False, "ruth", "Papers of the next meeting."),
    (SILENT, "5 Feb 14", _W.PHONE, False, "ruth", "He had been in hospital, and is well. He would like to come again."),
    ("LP17", "10 Mar 14", _W.IN_PERSON, False, "sam", "Visited at Lime Court. She likes large print and clear days."),
    ("LP17", "11 Mar 14", _W.POST, False, "ruth", "Welcome to the Forum, with the dates for this year."),
    ("LP17", "12 Mar 14", _W.POST, False, "sam", "What Home Straight is about."),
    ("LP17", "14 Mar 14", _W.PHONE, False, "ruth", "The home asked whether the letter could come in larger print."),
)


def tell_looking_after(story: Story) -> None:
    """Note everything of this chapter."""
    for day in JOINED:
        story.note(day, lambda at: _everybody_has_a_contact(story, at), hour=19)
    for who, day, way, from_them, by, words in CONTACTS:
        story.note(day, lambda at, who=who, facts=(way, from_them, by, words): _contact(story, who, *facts, at=at), hour=11)
    for day in _fourths(story):
        story.note(day, lambda at: _whoever_has_not_said(story, at), hour=20)
    for who in sorted({key for names in BOROUGH_SEATS.values() for key in (*names, "LP15", "LP16")} - {SILENT}):
        story.note(RUNG, lambda at, who=who: _contact(story, who, _W.PHONE, False, "ruth", "How the winter goes.", at=at), hour=10)


def _fourths(story: Story) -> list[str]:
    """The fourth of each month since the workstreams meet, as the story writes its days: months begin when they do, whatever today is."""
    calendar, found = story.calendar, []
    month = add_months(calendar.day("26 Sep 13").replace(day=1), 2)
    while month.replace(day=4) < calendar.monday:
        written = month.replace(day=4) - calendar.moved
        found.append(f"{written.day} {MONTHS[written.month - 1]} {written:%y}")
        month = add_months(month, 1)
    return found


def _whoever_has_not_said(story: Story, at: datetime) -> None:
    """Ruth asks each of the pairs who has not said yet how long the last whole month took: five hours, as agreed (3.7)."""
    month = month_before(day_of(at))
    last = add_months(month, 1) - timedelta(days=1)
    pairs = Holding.objects.lay().filter(Q(until_on__isnull=True) | Q(until_on__gte=last), state__in=["serving", "ended"],
                                         seat__group__workstream__programme__in=story.programmes.values(), from_on__lte=month)
    said = TimeSpent.objects.filter(month=month).values("holding")
    for holding in pairs.exclude(pk__in=said).select_related("partner", "seat__group").order_by("pk"):
        say_time_spent(holding, month=month, hours=5, at=at, through=Through.PHONE, noted_by=story.people["ruth"])


def _everybody_has_a_contact(story: Story, at: datetime) -> None:
    """In each programme in which somebody has taken a seat."""
    serving = Holding.objects.serving(day_of(at)).lay().order_by("partner", "pk")
    for book in sorted({programme.ref for programme in story.programmes.values()}):
        named = NamedContact.objects.filter(home_book=book).values("partner")
        people = serving.filter(seat__group__home_book=book).values("partner")
        for person in Partner.objects.filter(pk__in=people).exclude(pk__in=named).order_by("pk"):
            name_contact(person, by=story.people["sam"], at=at, book=book, owner=story.people["ruth"], hours=HOURS)


def _contact(story: Story, who: str, way: str, from_them: bool, by: str, words: str, *, at: datetime) -> None:
    note_contact(story.people[who], by=story.people[by], at=at, book=story.programmes["JUL"].ref, when=at, way=way,
                 from_them=from_them, words=words)
