"""The words in which people say what they bring, and workstreams what they look for: one list for both, so that they meet."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

AMBER, RED = 8, 12      # hours a month over all seats: from here on it is much, and too much (R8)
USUAL_HOURS = 8         # a month for one seat, with reading


class Experience(TextChoices):
    """A kind of experience that somebody brings."""

    USING = "using", _("Using services myself")
    CARING = "caring", _("Caring for somebody")
    COMMUNITY = "community", _("Links with a community or a group")
    SPEAKING_UP = "speaking_up", _("Speaking up for others")
    PRIMARY_CARE = "primary_care", _("GP and health centre services")
    HOSPITAL = "hospital", _("Hospital services")
    SOCIAL_CARE = "social_care", _("Social care and support at home")
    MENTAL_HEALTH = "mental_health", _("Mental health services")
    MONEY = "money", _("Budgets and accounts")
    CONTRACTS = "contracts", _("Buying services and checking contracts")
    DATA = "data", _("Records, data and computers")
    STAFF = "staff", _("Training staff, and what it is like to work there")
    MEETINGS = "meetings", _("Chairing or running meetings")
    RESEARCH = "research", _("Research and surveys")


class Population(TextChoices):
    """People whom a workstream is for, and whose life somebody knows from their own."""

    OLDER = "older", _("Older people")
    CARERS = "carers", _("Carers")
    YOUNG = "young", _("Children and young people")
    LONG_TERM = "long_term", _("People with long-term conditions")
    MENTAL = "mental", _("People with mental health needs")
    LEARNING = "learning", _("People with a learning disability, and autistic people")
    DISABLED = "disabled", _("People with a physical or sensory disability")
    END_OF_LIFE = "end_of_life", _("People at the end of life")
    HOMELESS = "homeless", _("People without a settled home")
    LANGUAGES = "languages", _("People whose first language is not English")


class Time(TextChoices):
    """A part of the week in which somebody can usually come."""

    MON_AM = "mon_am", _("Monday morning")
    MON_PM = "mon_pm", _("Monday afternoon")
    MON_EVE = "mon_eve", _("Monday evening")
    TUE_AM = "tue_am", _("Tuesday morning")
    TUE_PM = "tue_pm", _("Tuesday afternoon")
    TUE_EVE = "tue_eve", _("Tuesday evening")
    WED_AM = "wed_am", _("Wednesday morning")
    WED_PM = "wed_pm", _("Wednesday afternoon")
    WED_EVE = "wed_eve", _("Wednesday evening")
    THU_AM = "thu_am", _("Thursday morning")
    THU_PM = "thu_pm", _("Thursday afternoon")
    THU_EVE = "thu_eve", _("Thursday evening")
    FRI_AM = "fri_am", _("Friday morning")
    FRI_PM = "fri_pm", _("Friday afternoon")
    FRI_EVE = "fri_eve", _("Friday evening")
    WEEKEND = "weekend", _("At the weekend")


def labels(kind: type[TextChoices], codes: list[str]) -> list[str]:
    """The words of `codes`, in the order of the list; a code that is not in it any more is left out."""
    return [str(each.label) for each in kind if each.value in codes]
