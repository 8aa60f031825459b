"""Role profiles that wait for somebody's word, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from programmes.profiles.lifecycles import UNPUBLISHED
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.programme.models.standing import Standing


def profiles_to_say(here: Standing, on: date) -> QuerySet:
    """Out for comment, and this person, who is asked, has not said anything to the text as it stands."""
    asked = Q(programme__in=here.programmes(["LCC"])) | Q(cycle=1, programme__in=here.programmes(["FND"]))
    said = ProfileView.objects.current().filter(profile=OuterRef("pk"), round=OuterRef("round"), partner=here.partner)
    return RoleProfile.objects.running().waiting().filter(asked).filter(~Exists(said)).exclude(asked_by=here.partner)


def noes_to_answer(here: Standing, on: date) -> QuerySet:
    """Unpublished profiles with a "no" that nobody has answered, for who runs the programme."""
    noes = ProfileView.objects.open_noes().filter(profile=OuterRef("pk"))
    return RoleProfile.objects.running().filter(Exists(noes), programme__in=here.programmes(["PM"]), state__in=UNPUBLISHED)
