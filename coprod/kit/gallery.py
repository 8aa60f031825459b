"""/kit/, while DEBUG is on: every part, every kind of question, every picture, on one page to look at."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit import charts
from coprod.kit.access import YES, No, open_to_all
from coprod.kit.forms import DayField, NameField, PlainForm
from coprod.kit.saying import day
from coprod.kit.shapes import TONES

COLOURS = [("r", "Red"), ("g", "Green"), ("b", "Blue")]
TOWNS = [("", "---------"), *((str(number), f"Town {number}") for number in range(1, 10))]
TODAY = date(2026, 8, 6)
WORDS = {"not_started": "Not open", "running": "Open", "waiting": "Ready for sign-off", "done": "Signed off",
         "concern": "Signed off with concerns", "refused": "Unresolved", "reopened": "Reopened",
         "gap": "Closed with gaps"}
STEPS = ["Agree why", "Bring people together", "Share what is known", "Choose what to work on", "Set up the groups",
         "Make roles clear", "Fill the seats", "Meet and learn", "Write the plan together", "Test the plan with others",
         "Put it to everyone", "Look back"]


class EveryQuestion(PlainForm):
    """One question of every kind."""

    name = NameField(label="Full name", help_text="As you write it.",
                     widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label="E-mail address", required=False)
    seats = forms.IntegerField(label="Seats", min_value=2, widget=forms.NumberInput(attrs={"width": "3"}))
    amount = forms.DecimalField(label="Amount", decimal_places=2,
                                widget=forms.NumberInput(attrs={"prefix": "£", "width": "5"}))
    why = forms.CharField(label="Why is it cancelled?", max_length=300, widget=forms.Textarea(attrs={"rows": 4}),
                          help_text="Everyone who holds a seat will read this.")
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea)
    colour = forms.ChoiceField(label="Colour", choices=COLOURS)
    colours = forms.MultipleChoiceField(label="Colours you like", choices=COLOURS, help_text="Tick all that fit.",
                                        widget=forms.CheckboxSelectMultiple)
    town = forms.ChoiceField(label="Town", choices=TOWNS, help_text="Where you live.")
    on = DayField(label="Date of the meeting", help_text="For example, 6 8 2026")
    paper = forms.FileField(label="Paper", help_text="PDF or Word", widget=forms.FileInput(attrs={"accept": ".pdf"}))
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    agree = forms.BooleanField(label="I have read the agreement", help_text="It is two pages long.")


class OneSeat(PlainForm):
    holder = NameField(label="Who sits here")


WRONG = {"name": "x" * 201, "email": "not one", "seats": "1", "amount": "much", "colour": "purple", "town": "",
         "on_day": "31", "on_month": "2", "on_year": "2026"}


def pictures() -> list[dict[str, Any]]:
    """The pictures, each with its sentence and table, as `components/picture.html` takes them."""
    tones = [*TONES, "done", "running", "not_started", "not_started"]
    steps = [charts.Step(number, name, tone, WORDS[tone])
             for number, (name, tone) in enumerate(zip(STEPS, tones, strict=True), start=1)]
    rows = [charts.Row("Alder group", [charts.Bar(date(2026, 2, 1), date(2026, 5, 3), "done", "Signed off"),
                                       charts.Bar(date(2026, 5, 20), None, "running", "Open")]),
            charts.Row("Birch group, with a name that takes two lines",
                       [charts.Bar(date(2026, 3, 1), date(2026, 10, 3), "concern", "Signed off with concerns")],
                       [charts.Gap(date(2026, 6, 20), date(2026, 7, 29), "39 days empty")]),
            charts.Row("Cedar group", [charts.Bar(date(2026, 9, 1), date(2026, 11, 3), "not_started", "Not open")])]
    map_words, time_words = "3 of 12 stages are signed off, and 2 are open.", "Birch group was without a member for 39 days."
    return [
        {"caption": "Stage map", "sentence": map_words, "svg": charts.stage_map(steps, sentence=map_words),
         "head": ["Stage", "Name", "State"], "rows": [(step.number, step.name, step.word) for step in steps]},
        {"caption": "Timeline", "sentence": time_words, "head": ["Group", "State", "From", "To"],
         "svg": charts.timeline(rows, start=date(2026, 1, 15), end=date(2026, 12, 15), today=TODAY,
                                sentence=time_words),
         "rows": [(row.label, bar.word, day(bar.start), day(bar.end) or "now") for row in rows for bar in row.bars]},
    ]


def grid() -> dict[str, Any]:
    """A grid of states, as `{% grid_of %}` takes it."""
    tones = [[TONES[(line + column * 3) % 8] for column in range(6)] for line in range(3)]
    return {"head": ["Group", "Stage 5", "Stage 6", "Stage 7", "Stage 8", "Stage 9", "Stage 10"], "caption": "Groups by stage", "rows": [
        [name, *((tone, WORDS[tone]) for tone in line[:-1]), None]
        for name, line in zip(["Alder group", "Birch group, with a name that takes two lines", "Cedar group"], tones, strict=True)]}


@open_to_all
def gallery(request: HttpRequest) -> HttpResponse:
    """Everything at once. With `?sent`, the form as it comes back with errors."""
    sent = "sent" in request.GET
    seats = formset_factory(OneSeat, extra=2)
    return render(request, "kit/gallery.html", {
        "form": EveryQuestion(WRONG) if sent else EveryQuestion(), "seats": seats(prefix="seats"),
        "tones": [(tone, WORDS[tone]) for tone in TONES], "pictures": pictures(), "grid": grid(), "yes": YES,
        "no": No("Two lay partners must be confirmed before the first meeting."), "today": TODAY,
        "moment": datetime(2026, 8, 6, 16, 30, tzinfo=UTC), "midday": datetime(2026, 8, 6, 11, 0, tzinfo=UTC),
        "navigation": [{"label": "Home", "url": "#home", "current": "page"}, {"label": "Programmes", "url": "#all"},
                       {"label": "People", "url": "#people"}, {"label": "Organisations", "url": "#organisations"}],
    })
