"""Who reads a chapter and who works at it, who says yes to its words, and under which name its authors stand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from coprod.kit.scanning import Found, found_in
from partners.models import Partner
from programmes.contributions.policies.contributions import CLOSED, lay_people_of
from programmes.contributions.policies.impact import WRITES, people_of
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.policies import may_read, partner_of, standing
from programmes.raising.policies import may_note_for
from programmes.toolkit.models import Chapter, ChapterAuthor, ChapterComment, ChapterVersion, ChapterWord, Material

EDITS = frozenset({"PM", "FAC"})        # beside the authors


# --- reading ----------------------------------------------------------------------------------------------------------------

def reads_drafts(user: Any, programme: Programme) -> bool:
    """The team and all lay partners but the Forum's read what is worked at; everybody else in the programme what is published."""
    return bool(standing(user).anywhere_in(programme) & WRITES)


def chapters_seen_by(user: Any, programme: Programme) -> QuerySet[Chapter]:
    found = Chapter.objects.filter(book__programme=programme)
    return found if reads_drafts(user, programme) else found.public()     # type: ignore[attr-defined]


def may_read_toolkit(user: Any, programme: Programme) -> Answer:
    return may_read(user, programme)


def may_read_chapter(user: Any, chapter: Chapter) -> Answer:
    """Whoever found it reads it: the finder shows only those that one may read."""
    return YES


def may_read_versions(user: Any, chapter: Chapter) -> Answer:
    return YES if reads_drafts(user, chapter.programme) else No(_("Those who work at the toolkit compare its versions."))


# --- writing ----------------------------------------------------------------------------------------------------------------

def is_over(programme: Programme) -> bool:
    return programme.state == ProgrammeState.CLOSED


def may_work(user: Any, programme: Programme) -> Answer:
    """Begin a chapter, offer material, record an adopter."""
    if is_over(programme):
        return No(CLOSED)
    if standing(user).anywhere_in(programme) & WRITES:
        return YES
    return No(_("The team, the Advisory Group, founding leaders and lay partners of workstreams write the toolkit."))


def writers_of(programme: Programme) -> QuerySet[Partner]:
    """Who may be asked to write a chapter: lay people with a seat, and the team."""
    return people_of(programme)


def is_lay_here(partner: Partner, programme: Programme, on: date) -> bool:
    """Whether that person really is a lay partner of the programme on that day. A query."""
    return not partner.is_professional and lay_people_of(programme, on).filter(pk=partner.pk).exists()


def is_author(user: Any, chapter: Chapter) -> bool:
    return chapter.author(partner_of(user)) is not None


def may_change(user: Any, chapter: Chapter) -> Answer:
    if is_over(chapter.programme):
        return No(CLOSED)
    if is_author(user, chapter) or standing(user).codes(chapter.programme) & EDITS:
        return YES
    return No(_("Its authors, the manager and the facilitator work at it."))


def may_add_authors(user: Any, chapter: Chapter) -> Answer:
    return may_change(user, chapter)


def may_say_on_authorship(user: Any, author: ChapterAuthor) -> Answer:
    """They themselves; or as they say it to somebody who writes it down, until they have said it themselves."""
    partner = partner_of(user)
    if partner is not None and partner.pk == author.partner_id:
        return YES
    if author.agrees is not None and author.noted_by_id is None:
        return No(_("They have said it themselves."))
    return may_note_for(user, author.programme)


def may_leave(user: Any, author: ChapterAuthor) -> Answer:
    """They themselves. Who has not said yes may be struck off by those who work at the chapter: nobody else takes an author away."""
    partner = partner_of(user)
    if partner is not None and partner.pk == author.partner_id:
        return YES
    if author.agrees:
        return No(_("Only they say that they write it no more."))
    return may_change(user, author.chapter)


# --- the lay yes --------------------------------------------------------------------------------------------------------------

def may_say(user: Any, chapter: Chapter) -> Answer:
    """A lay co-author says whether everybody may read these words."""
    author = chapter.author(partner_of(user))
    if author is not None and author.is_lay:
        return YES
    return No(_("A lay co-author says it."))


def wrote(partner: Partner, chapter: Chapter) -> bool:
    """Whether these words, as they stand, are that person's. A query."""
    return ChapterVersion.objects.filter(chapter=chapter, number=chapter.version, by=partner).exists()


def may_note_say(user: Any, chapter: Chapter) -> Answer:
    """The same, as they say it by phone, by letter or in person: never written down by who wrote these words, nor over their own word."""
    partner = partner_of(user)
    if partner is None or not may_note_for(user, chapter.programme):
        return No(_("The manager, a lead, the facilitator and the lay co-chair write down what somebody says."))
    if wrote(partner, chapter):
        return No(_("You wrote these words. Somebody else writes down whether they may be read by everybody."))
    return YES


def lay_authors_of(chapter: Chapter, *, anybody: bool = False) -> QuerySet[Partner]:
    """For whom somebody may write it down: lay co-authors who have said nothing themselves about this version (or `anybody` of them)."""
    own = ChapterWord.objects.current().filter(chapter=chapter, number=chapter.version, noted_by__isnull=True).values("by")
    found = ChapterAuthor.objects.filter(chapter=chapter, is_lay=True, agrees=True, left_at__isnull=True).values("partner")
    people = Partner.objects.filter(pk__in=found)
    return people if anybody else people.exclude(pk__in=own)


def may_answer_no(user: Any, word: ChapterWord) -> Answer:
    partner = partner_of(user)
    if partner is not None and partner.pk == word.by_id:
        return No(_("Nobody answers their own “no”."))
    if not may_change(user, word.chapter):
        return No(_("Its authors answer."))
    return YES


# --- publishing and looking at it again -----------------------------------------------------------------------------------------

def may_publish(user: Any, chapter: Chapter) -> Answer:
    return may_change(user, chapter)


def may_review(user: Any, chapter: Chapter) -> Answer:
    """Its authors, the manager and the facilitator; and a lay co-chair, so that a lay word is heard also when its authors have left."""
    if is_over(chapter.programme):
        return No(CLOSED)
    return YES if "LCC" in standing(user).codes(chapter.programme) else may_change(user, chapter)


def may_withdraw(user: Any, chapter: Chapter) -> Answer:
    """Also in a programme that is closed: nothing stays in public because a programme is over."""
    if is_author(user, chapter) or standing(user).codes(chapter.programme) & (EDITS | {"LCC"}):
        return YES
    return No(_("Its authors, the manager, the facilitator and a lay co-chair withdraw it."))


def may_stop_sharing(user: Any, chapter: Chapter) -> Answer:
    return may_withdraw(user, chapter)


def may_note_share(user: Any, chapter: Chapter) -> Answer:
    return may_note_for(user, chapter.programme)


def what_to_look_at(chapter: Chapter, *, on: date) -> list[Found | str]:
    """What in its words may lead to a person, before everybody reads them: numbers and addresses, and names of lay partners who have not
    said that they may be named in it. A query."""
    found: list[Found | str] = list(found_in(chapter.title, chapter.text))
    named = {each.partner_id for each in chapter.people() if each.agrees and each.named}
    words = f"{chapter.title}\n{chapter.text}".casefold()
    people = lay_people_of(chapter.programme, on).exclude(pk__in=named).order_by("name", "pk")
    return found + [name for name in people.values_list("name", flat=True) if name.casefold() in words]


def refused_material(chapter: Chapter) -> QuerySet[Material]:
    """Words in it of which somebody they come from says no since they were taken in."""
    return Material.objects.filter(chapter=chapter, state="refused")


# --- comments -------------------------------------------------------------------------------------------------------------------

def may_comment(user: Any, chapter: Chapter) -> Answer:
    """Everybody who may read it and has a part in the programme."""
    return No(CLOSED) if is_over(chapter.programme) else may_read(user, chapter.programme)


def may_note_comment(user: Any, chapter: Chapter) -> Answer:
    return No(CLOSED) if is_over(chapter.programme) else may_note_for(user, chapter.programme)


def may_answer_comment(user: Any, comment: ChapterComment) -> Answer:
    partner = partner_of(user)
    if partner is not None and partner.pk == comment.by_id:
        return No(_("Nobody answers their own comment."))
    if is_author(user, comment.chapter) or "PM" in standing(user).codes(comment.programme):
        return YES
    return No(_("An author of the chapter answers."))


# --- names ------------------------------------------------------------------------------------------------------------------------

def public_names(authors: Iterable[ChapterAuthor]) -> list[str]:
    """How authors stand before everybody: staff by name; a lay co-author as they like to be named once they have said that they may be,
    and counted until then."""
    found, others = [], 0
    for each in authors:
        if not each.agrees:
            continue
        if each.partner.is_professional:
            found.append(each.partner.name)
        elif each.named:
            found.append(each.partner.shown)
        else:
            others += 1
    if others:
        found.append(say("a lay partner") if others == 1 else say("%(n)d lay partners") % {"n": others})
    return found


def agreed_authors() -> QuerySet[ChapterAuthor]:
    return ChapterAuthor.objects.filter(agrees=True, left_at__isnull=True)


def of_author(partner: Partner | None, path: str = "pk") -> Q:
    """Chapters (or what belongs to one, by its path) that this person writes."""
    return Q(Exists(agreed_authors().filter(chapter=OuterRef(path), partner=partner)))


def today() -> date:
    return day_of(now())


PUBLIC_VERSION = Q(number=F("chapter__public_number"))
