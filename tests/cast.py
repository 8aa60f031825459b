"""The cast, and what each may do, in one programme "Care Together" with one workstream "Housing".

  maya     programme manager (PM)                     ines     lay co-chair of the Advisory Group (LCC, AG)
  sid      senior responsible owner (SRO)             femi     founding service-user leader (FND)
  priya    lead of Housing (WL)                       fran     founding service-user leader (FND)
  amina    lay, one of the pair of Housing (PAIR)     forrest  Forum member (FORUM)
  joe      lay, the other of the pair (PAIR)          olga     signatory of Westmere Council (ORG)
  vic      viewer (VIEW)                              sam      a stranger: manager of another programme
"""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

from coprod.accounts.models import User
from coprod.kit.clock import add_months, day_of
from coprod.post.actions import hushed
from partners.groups.actions import give_office
from partners.models import Group, Organisation, Partner, Seat
from partners.support.actions import say_support_is_right
from programmes.programme.models import Programme, Workstream
from tests import makers
from tests.again import again
from tests.makers import MONDAY


@dataclass
class Cast:
    maya: Partner
    sid: Partner
    priya: Partner
    amina: Partner
    joe: Partner
    ines: Partner
    femi: Partner
    fran: Partner
    forrest: Partner
    olga: Partner
    vic: Partner
    sam: Partner
    programme: Programme
    housing: Workstream
    founding: Group
    advisory: Group
    forum: Group
    council: Organisation
    elsewhere: Programme

    def people(self) -> dict[str, Partner]:
        """Everybody by name, in the order above."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.type in (Partner, "Partner")}


PROFESSIONALS = {"maya", "sid", "priya", "olga", "vic", "sam"}
NAMES = ("maya", "sid", "priya", "amina", "joe", "ines", "femi", "fran", "forrest", "olga", "vic", "sam")


BEGAN = datetime.now(UTC)


def gather(*, at=MONDAY) -> Cast:
    """The cast, made by the real actions, all of it in place at `at`."""
    def made():
        with hushed():
            return make_cast(at=at)

    return again(("cast", at), made)


def gather_today() -> Cast:
    """The cast with the real clock, for tests that look at the site from outside: in place since these tests began."""
    return gather(at=BEGAN)


def make_cast(*, at: datetime) -> Cast:
    before = at - timedelta(days=200)
    who = {name: makers.a_partner(f"{name.capitalize()} Example", username=name, professional=name in PROFESSIONALS, at=before)
           for name in NAMES}
    maya = who["maya"]
    programme = makers.a_programme("Care Together", by=maya, at=before, starts_on=day_of(before))
    for name, role in (("sid", "SRO"), ("vic", "VIEW")):
        makers.gives(programme, who[name], role, by=maya, at=before)
    founding = makers.a_group(programme, Group.Kind.FOUNDING, by=maya, at=before, name="Founding leaders")
    advisory = makers.a_group(programme, Group.Kind.ADVISORY, by=maya, at=before, seats=5, name="Advisory Group")
    forum = makers.a_group(programme, Group.Kind.FORUM, by=maya, at=before, seats=3, name="Forum")
    for name, group in (("femi", founding), ("fran", founding), ("ines", advisory), ("amina", advisory), ("joe", advisory),
                        ("forrest", forum)):
        makers.a_seat_for(who[name], group, by=maya, at=before)
    give_office(Seat.objects.get(group=advisory, holdings__partner=who["ines"]), by=maya, at=before, office=Seat.Office.CO_CHAIR)
    housing = makers.a_workstream(programme, by=maya, lead=who["priya"], at=before, name="Housing",
                                  first_meeting_on=day_of(before + timedelta(days=20)))
    for name in ("amina", "joe"):
        makers.a_seat_for(who[name], housing.group, by=who["ines"], lead=who["priya"], at=before)
    for name in NAMES:
        if name not in PROFESSIONALS:       # they were asked when they joined, and need nothing
            say_support_is_right(who[name], at=before, review_on=add_months(day_of(before), 12))
    makers.a_briefing(housing, by=who["priya"], pair=[who["amina"], who["joe"]], at=before)
    User.objects.update(last_login=at)      # all of them were here lately
    council = makers.an_organisation("Westmere Council", by=maya, at=before)
    makers.signs_for(council, who["olga"], programme, by=maya, at=before)
    elsewhere = makers.a_programme("Somewhere Else", by=who["sam"], at=before, starts_on=day_of(before))
    return Cast(**who, programme=programme, housing=housing, founding=founding, advisory=advisory, forum=forum,
                council=council, elsewhere=elsewhere)
