"""A form with a question of every kind, for the tests of the form pack and for its look."""

from django import forms

from coprod.kit.forms import DayField, NameField, PlainForm

COLOURS = [("r", "Red"), ("g", "Green"), ("b", "Blue")]
TOWNS = [("", "---------"), *((str(n), f"Town {n}") for n in range(1, 10))]


class EveryQuestion(PlainForm):
    name = NameField(label="Full name", help_text="As you write it.",
                     widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label="E-mail address", required=False)
    seats = forms.IntegerField(label="Seats", min_value=2, widget=forms.NumberInput(attrs={"width": "3"}))
    amount = forms.DecimalField(label="Amount", decimal_places=2, widget=forms.NumberInput(attrs={"prefix": "£"}))
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


GOOD = {"name": "Ngũgĩ wa Thiong’o", "email": "n@example.com", "seats": "3", "amount": "£1,045.20", "why": "Flood",
        "notes": "", "colour": "g", "colours": ["r", "b"], "town": "4", "on_day": "6", "on_month": "8",
        "on_year": "2026", "secret": "s", "agree": "on"}
BAD = {"name": "x" * 201, "email": "not one", "seats": "1", "amount": "much", "why": "y" * 301, "notes": "",
       "colour": "purple", "town": "", "on_day": "31", "on_month": "2", "on_year": "2026"}
