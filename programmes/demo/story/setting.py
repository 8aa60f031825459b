"""20 May to 9 September: the programme is set up, its people come in, its focus and its limits are written down."""

from datetime import datetime

from coprod.accounts.actions import open_account, open_administrator
from partners.models import Partner
from partners.people.actions import accept_invitation, add_organisation, add_partner, invite, name_signatory
from programmes.demo.story.bodies import BODIES
from programmes.demo.story.diary import Story
from programmes.demo.story.people import (
    LAY_PARTNERS,
    LEADERS,
    SIGNATORIES,
    STAFF,
    USERS,
    Lay,
    Staff,
    mail_address,
    more_forum_members,
)
from programmes.programme.actions import (
    add_membership,
    add_scope_point,
    comment_on_focus,
    create_programme,
    give_role,
    remove_scope_point,
    write_focus,
)
from programmes.programme.models import FocusStatement, ScopePoint
from programmes.touchstone.actions import sign_version

ON_THE_PANEL = "LP26"       # nobody put her forward; all other lay partners but the leaders come in when they say yes
WAS_PUT_FORWARD = {f"F{n}" for n in (*range(27, 37), 49, 50)}
TEAM = ("sam", "ransome", "thornhaugh", "ruth", "jo", "admin")

VISION = ("People of Westbourne & Vale get care that is joined up around them, so that they stay independent and take "
          "part in the life of their community.")
AIMS = """People and carers sit at every table where the new care is designed.
One plan, one record and one person to call for everybody with several long-term conditions.
Money follows the person across organisations.
Whatever is promised is followed until a lay partner confirms that it was done."""

FOCUS = (
    ("24 May 13", "sam", {
        "problem": "Older people with several long-term conditions are sent from one service to the next. Nobody sees "
                   "the whole, and they tell their story again each time.",
        "people": "People over 75 in the five boroughs.",
        "area": "Ashmere, Kenbrook, Northcroft, Oakwell and Tilbourne: 1.1 million people"}),
    ("20 Jun 13", "sam", {
        "problem": "People with several long-term conditions, and those who care for them, are sent from one service "
                   "to the next. Nobody sees the whole, they tell their story again each time, and carers are not asked.",
        "people": "Older people, adults of any age with several long-term conditions, and their carers.",
        "area": "Ashmere, Kenbrook, Northcroft, Oakwell and Tilbourne: 1.1 million people"}),
)
COMMENTS = (
    ("18 Jun 13", "LP01", "Carers are missing. Half of what you describe is done by us at home."),
    ("18 Jun 13", "LP15", "Why over 75? I am 51 and see nine different services."),
    ("18 Jun 13", "LP08", "Say plainly that mental health counts as a long-term condition, or people will think it does not."),
)
SCOPE = (
    ("18 Jun 13", "Which groups of people come first", "open", "", "Partnership Board, after the Forum"),
    ("18 Jun 13", "How the new care is organised in each borough", "open", "", "Each borough with its lay partners"),
    ("18 Jun 13", "Who may see what in a shared record", "open", "", "Partnership Board, after the Forum"),
    ("18 Jun 13", "Whether there will be one pooled budget", "undecided", "", "The five councils and five CCGs"),
    ("18 Jun 13", "Hours and places of meetings", "undecided", "", "Each group for itself"),
    ("18 Jun 13", "The number of hospital sites", "closed",
     "A public consultation decided this last year; it cannot be opened here.", "Decided by the CCGs"),
    ("18 Jun 13", "The total sum of money", "closed", "It is set nationally for two years.", "Department of Health"),
)
DECIDED = ("8 Oct 13", "Hours and places of meetings", "open", "", "Each group for itself, asked anew every quarter")


def set_up(story: Story) -> None:
    """Note everything of this chapter."""
    story.note("20 May 13", lambda at: _begin(story, at), hour=8)
    story.note("21 May 13", lambda at: _add_lay(story, [p for p in LAY_PARTNERS if p.key in LEADERS], at))
    story.note("21 Aug 13", lambda at: _add_lay(story, [p for p in LAY_PARTNERS if p.key == ON_THE_PANEL], at))
    story.note("16 Sep 13", lambda at: _add_lay(story, [p for p in more_forum_members() if p.key not in WAS_PUT_FORWARD], at), hour=9)
    for day, by, facts in FOCUS:
        story.note(day, lambda at, by=by, facts=facts: write_focus(
            story.programmes["JUL"], by=story.people[by], at=at, ends_on=story.calendar.day("30 Sep 14"), **facts))
    for day, by, text in COMMENTS:
        story.note(day, lambda at, by=by, text=text: comment_on_focus(
            FocusStatement.objects.get(programme=story.programmes["JUL"], version=1), by=story.people[by], at=at, text=text))
    for day, matter, status, reason, decided_by in (*SCOPE, DECIDED):
        story.note(day, lambda at, facts=(matter, status, reason, decided_by): _list_matter(story, *facts, at=at), hour=15)
    for body in BODIES:
        if body.signs:
            story.note("29 Nov 13" if body.key == "vale_general" else "8 Oct 13", lambda at, key=body.key: sign_version(
                story.memberships[key], by=story.people[f"sign_{key}"], at=at), hour=11)


def _begin(story: Story, at: datetime) -> None:
    """The manager gets the first key, sets up the programme, and lets the others in."""
    sam = next(person for person in STAFF if person.key == "sam")
    address = mail_address(sam.name, "joined-up-lives.example")
    user = open_account(username="manager", password=story.password, email=address, is_professional=True, at=at)
    manager = story.people["sam"] = add_partner(by=None, at=at, name=sam.name, called=sam.called, is_professional=True,
                                                job=sam.job, email=address, user=user)
    for body in BODIES:
        story.organisations[body.key] = add_organisation(by=manager, at=at, name=body.name, kind=body.kind, area=body.area)
    for person in (*STAFF, *SIGNATORIES):
        if person.key != "sam":
            story.people[person.key] = _add_staff(story, person, at)
    programme = story.programmes["JUL"] = create_programme(
        by=manager, at=at, name="Joined-Up Lives", slug="joined-up-lives", vision=VISION, aims=AIMS,
        area="Westbourne & Vale: Ashmere, Kenbrook, Northcroft, Oakwell, Tilbourne",
        starts_on=story.calendar.day("20 May 13"), ends_on=story.calendar.day("30 Sep 14"))
    for key, role in (("ransome", "SRO"), ("ruth", "PM"), ("thornhaugh", "VIEW"), ("jo", "FAC")):
        give_role(programme, story.people[key], role=role, from_on=at.date(), by=manager, at=at)
    for body in BODIES:
        organisation = story.organisations[body.key]
        story.memberships[body.key] = add_membership(programme, organisation, by=manager, at=at, signs=body.signs,
                                                     part=body.part, from_on=at.date())
        if body.signs:
            name_signatory(organisation, story.people[f"sign_{body.key}"], by=manager, at=at, from_on=at.date())


def _add_staff(story: Story, person: Staff, at: datetime) -> Partner:
    domain = f"{person.body.replace('_', '-')}.example" if person.body else "joined-up-lives.example"
    address = mail_address(person.name, domain)
    facts = {"user": open_administrator(username="admin", password=story.password, email=address, at=at)} if (
        person.key == "admin") else {}
    added = add_partner(by=story.people["sam"], at=at, name=person.name, called=person.called, is_professional=True,
                        job=person.job, area=person.area, email=address, organisation=story.organisations.get(person.body),
                        **facts)
    story.people[person.key] = added
    let_in(story, person.key, at)
    return added


def _add_lay(story: Story, people: list[Lay], at: datetime) -> None:
    for person in people:
        reached = {"email": mail_address(person.name, "post.example")} if person.channel == "email" else {
            "phone" if person.channel in ("phone", "text") else "address": person.where}
        story.people[person.key] = add_partner(
            by=story.people["ruth"], at=at, name=person.name, called=person.called, area=person.area,
            connection=person.connection, channel=person.channel, **reached)
        let_in(story, person.key, at)


def let_in(story: Story, key: str, at: datetime) -> None:
    """Who signs in in the demo is invited and accepts; the others could be, and were not yet."""
    username = next((username for username, who, _role in USERS if who == key), "")
    person = story.people[key]
    if username and not person.user_id:
        accept_invitation(invite(person, by=story.people["sam"], at=at), username=username, password=story.password, at=at)
        person.refresh_from_db()


def _list_matter(story: Story, matter: str, status: str, reason: str, decided_by: str, *, at: datetime) -> None:
    """Write the matter down; what was said about it before is struck out."""
    programme, sam = story.programmes["JUL"], story.people["sam"]
    for earlier in ScopePoint.objects.filter(programme=programme, matter=matter, removed_at__isnull=True):
        remove_scope_point(earlier, by=sam, at=at)
    add_scope_point(programme, by=sam, at=at, matter=matter, status=status, reason=reason, decided_by=decided_by)
