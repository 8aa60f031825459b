"""The thirteen questions (domain.md c3), each with its answers, in the order in which they are asked."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.advice.catalogue.kinds import Option, Question

QUESTIONS: tuple[Question, ...] = (
    Question("Q1", _("At which level will things change?"),
             _("One person's care and support, one service, or more than that."), "one", (
        Option("individual", _("For one person and their team")),
        Option("service", _("One service")),
        Option("system", _("Several services, or a whole system")))),
    Question("Q2", _("Which parts does this work include?"), _("Tick all that fit."), "many", (
        Option("priorities", _("Priorities and money: what matters, and what is paid for")),
        Option("design", _("Design: how it will be done")),
        Option("delivery", _("Delivery: doing it")),
        Option("assessment", _("Assessment: judging how it went")))),
    Question("Q3", _("What is still open to change today?"), _("Think of what has been decided or promised already."), "one", (
        Option("nothing", _("Nothing")),
        Option("details", _("The details")),
        Option("options", _("The options")),
        Option("aim", _("The aim itself")))),
    Question("Q4", _("Who takes the decision, and can it be shared?"), _("Ask before you promise anything."), "one", (
        Option("law", _("By law the organisation alone must decide")),
        Option("advice", _("The organisation decides and must consider advice")),
        Option("joint", _("Both sides decide together")),
        Option("delegated", _("The decision is handed to the group")))),
    Question("Q5", _("How long is it until the decision?"), _("Count from today."), "one", (
        Option("under_6_weeks", _("Less than 6 weeks")),
        Option("6_weeks_to_3_months", _("6 weeks to 3 months")),
        Option("3_to_12_months", _("3 to 12 months")),
        Option("over_12_months", _("More than 12 months")))),
    Question("Q6", _("Which support is secured?"), _("Count only what has been agreed and has a budget."), "one", (
        Option("nothing", _("Nothing yet")),
        Option("expenses", _("Expenses")),
        Option("expenses_and_staff_time", _("Expenses and staff time")),
        Option("full", _("Expenses, staff time, payment, training and a budget for access")))),
    Question("Q7", _("Does success depend on what users, carers or peers themselves do?"),
             _("For example, whether they use what is offered or help each other."), "one", (
        Option("no", _("No")),
        Option("partly", _("Partly")),
        Option("largely", _("Largely")))),
    Question("Q8", _("Who is affected?"), "", "one", (
        Option("small_group", _("A small group of people that is known")),
        Option("several_groups", _("Several groups")),
        Option("broad", _("A broad population")))),
    Question("Q9", _("Which lay people can take part?"),
             _("Lay people are service users, carers and members of the public."), "one", (
        Option("none", _("None yet")),
        Option("lived", _("People with lived experience")),
        Option("strategic", _("People with lived experience, some of them also used to strategic work")))),
    Question("Q10", _("How many organisations must act?"), "", "one", (
        Option("one", _("One")),
        Option("two_to_four", _("Two to four")),
        Option("five_or_more", _("Five or more")))),
    Question("Q11", _("Is some of the content confidential or sensitive?"), "", "one", (
        Option("no", _("No")),
        Option("parts", _("Parts of it")),
        Option("most", _("Most of it")))),
    Question("Q12", _("Are senior leaders committed?"), "", "one", (
        Option("none", _("Not yet")),
        Option("champion", _("A named senior champion")),
        Option("signed", _("A named senior champion, and principles that all have signed")))),
    Question("Q13", _("Is there a legal duty to consult?"), "", "one", (
        Option("yes", _("Yes")),
        Option("no", _("No")),
        Option("not_checked", _("Not checked yet")))),
)
SELDOM_HEARD = Question(
    "Q8_seldom_heard", _("Are seldom-heard groups among them?"),
    _("Groups that are rarely asked, or that find it hard to take part."), "flag", (Option("true", _("Yes")), Option("false", _("No"))))

PARTS: tuple[Question, ...] = tuple(part for each in QUESTIONS for part in ((each, SELDOM_HEARD) if each.code == "Q8" else (each,)))
_BY_CODE = {part.code: part for part in PARTS}


def question(code: str) -> Question:
    """The question of that code, such as "Q3" or "Q8_seldom_heard". Raises KeyError."""
    return _BY_CODE[code]


def after(code: str) -> str | None:
    """The question after this one; None after the last."""
    codes = [each.code for each in QUESTIONS]
    place = codes.index(code) + 1
    return codes[place] if place < len(codes) else None


def before(code: str) -> str | None:
    """The question before this one; None before the first."""
    codes = [each.code for each in QUESTIONS]
    place = codes.index(code)
    return codes[place - 1] if place else None


def said(asked: Question, answers: Mapping[str, Any]) -> str:
    """The answer in words, for a list or a comparison. Question 8 is told together with its second part."""
    parts = (asked, SELDOM_HEARD) if asked.code == "Q8" else (asked,)
    return "; ".join(_one_said(part, answers) for part in parts)


def _one_said(part: Question, answers: Mapping[str, Any]) -> str:
    answer = answers.get(part.code)
    if answer in (None, "", []):
        return gettext("not answered")
    if part.kind == "flag":
        return gettext("seldom-heard groups: yes") if answer is True else gettext("seldom-heard groups: no")
    chosen = [answer] if isinstance(answer, str) else [code for code in part.codes if code in answer]
    return "; ".join(part.label_of(code) for code in chosen)
