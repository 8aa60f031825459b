"""One round with its counts, its answers a page at a time, and one answer."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from coprod.post.models import Message
from programmes.contributions.showing.pages import Filters, noted
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import tell_about
from programmes.renewal.models import GapCheck, Target
from programmes.rounds.catalogue import BLANK_ROWS, MOST_GROUPS, Stand
from programmes.rounds.lifecycles import AnswerState, RoundState
from programmes.rounds.models import ForumAnswer, ForumRound
from programmes.rounds.policies import answering, deciding, opening, reading

SENDING = {"waiting": ("waiting", "sending"), "sent": ("sent",), "by_hand": ("by_hand",), "told": ("told",),
           "failed": ("failed", "dropped")}


class Shown(NamedTuple):
    """An answer as this reader may see it."""

    it: ForumAnswer
    who: str
    is_kept: bool           # its words are kept from the reader
    noted: str
    again: bool             # the same person answered more than once in this round
    hears: bool = False     # the recording is played to this reader


def counts_of(it: ForumRound) -> dict[str, int]:
    """All answers, people, what is sorted and decided; two queries."""
    counted: dict[str, int] = it.answers.aggregate(
        all=Count("pk", filter=Q(state=AnswerState.STANDING)), hidden=Count("pk", filter=Q(state=AnswerState.HIDDEN)),
        taken_back=Count("pk", filter=Q(state=AnswerState.TAKEN_BACK)),
        people=Count("by", distinct=True, filter=~Q(state=AnswerState.TAKEN_BACK)),
        undecided=Count("pk", filter=Q(state=AnswerState.STANDING, response__isnull=True)))
    sorted_ = ForumAnswer.themes.through.objects.filter(forumanswer__round=it, forumanswer__state=AnswerState.STANDING)
    counted["sorted"] = sorted_.order_by().values("forumanswer").distinct().count()
    counted["unsorted"] = counted["all"] - counted["sorted"]
    return counted


def progress_of(it: ForumRound) -> dict[str, int]:
    """How "we said, we did" is getting on: one query, however many are told."""
    found = dict(Message.objects.filter(kind=reading.REPLY, about=it.ref).order_by().values_list("state").annotate(n=Count("pk")))
    return {name: sum(found.get(state, 0) for state in states) for name, states in SENDING.items()}


def groups_to_invite(it: Any) -> list[tuple[str, int | None]]:
    """Rows of the form: the kinds of people of the last comparison with the profile, else of the strategy; and some blank ones."""
    programme = it.programme
    check = GapCheck.objects.filter(programme=programme).order_by("-on", "-pk").first()
    if check is not None:
        found = [(line.name(), line.wanted) for line in check.lines.order_by("pk")[:MOST_GROUPS]]
    else:
        aims = Target.objects.filter(strategy__programme=programme, strategy__state="agreed").order_by("pk")[:MOST_GROUPS]
        found = [(aim.name(), aim.wanted) for aim in aims]
    return [*found, *[("", None)] * BLANK_ROWS]


def shown_of(user: Any, round_: ForumRound, answers: list[ForumAnswer], *, few: bool) -> list[Shown]:
    """The answers with what the reader may see of each. One query beside their standing: who answered more than once."""
    names = bool(may_see_names(user, round_.programme))
    theirs = ForumAnswer.objects.not_taken_back().filter(round=round_, by__in=[each.by_id for each in answers])
    knows = bool(reading.codes_in(user, round_) & reading.KNOWS)       # a nameless one beside a named one would say who it is
    theirs = theirs if knows else theirs.filter(wants_no_name=False)
    often = set(theirs.order_by().values_list("by").annotate(n=Count("pk")).filter(n__gt=1).values_list("by", flat=True))
    found, is_sorter = [], reading.sorts(user, round_)
    for each in answers:
        each.round = round_
        found.append(Shown(each, reading.giver_shown(user, each), reading.words_are_kept_from(user, each, few=few),
                           noted(each.through, each.noted_by, names=names) if each.noted_by else "",
                           each.by_id in often and (knows or not each.wants_no_name), answering.hears(user, each, is_sorter=is_sorter)))
    return found


def answers_of(round_: ForumRound, asked: Filters) -> QuerySet[ForumAnswer]:
    found = ForumAnswer.objects.filter(round=round_)
    if asked["theme"]:
        found = found.filter(themes__ref=asked["theme"])
    stand = asked["stand"]
    if stand == Stand.UNSORTED:
        found = found.standing().filter(themes__isnull=True)
    elif stand == Stand.UNDECIDED:
        found = found.undecided()
    elif stand == Stand.DECIDED:
        found = found.standing().filter(response__isnull=False)
    elif stand in (Stand.HIDDEN, Stand.TAKEN_BACK):
        found = found.filter(state=stand)
    if asked["about"]:
        kind, _sign, ref = asked["about"].partition(":")
        found = found.filter(point__ref=ref) if kind == "point" else found.filter(paragraph__isnull=kind != "paragraph", point__isnull=True)
    return found


def filters_of(round_: ForumRound, given: Mapping[str, str]) -> Filters:
    """By theme, by how far it is, and by what it is about. Two queries."""
    points = {f"point:{ref}": _("Open point %(n)d") % {"n": n}
              for ref, n in round_.plan.points.order_by("number", "pk").values_list("ref", "number")}
    return Filters(given, theme=dict(round_.themes.order_by("name", "pk").values_list("ref", "name")),
                   stand=dict(Stand.choices), about={"whole": _("The whole plan"), "paragraph": _("A paragraph"), **points})


def answers_context(round_: ForumRound, user: Any, given: Mapping[str, str]) -> dict[str, Any]:
    asked, few = filters_of(round_, given), reading.are_few(round_)
    found = answers_of(round_, asked)
    page = asked.page(found.whole().prefetch_related("themes").order_by("at", "pk"))
    return page | {
        "round": round_, "rows": shown_of(user, round_, page["rows"], few=few), "number": found.count(), "counts": counts_of(round_),
        "themes": asked.allowed["theme"].items(), "query": asked.address(0),
        "filters": asked.fields({"theme": _("Theme"), "stand": _("How far it is"), "about": _("What it is about")}),
        "may_sort": deciding.may_sort(user, round_), "may_decide": deciding.may_decide_round(user, round_)}


def round_context(it: ForumRound, user: Any, *, on: Any) -> dict[str, Any]:
    """The round: who is invited, how to answer, how many have, and what comes next for this reader."""
    me = partner_of(user)
    mine = list(it.answers.filter(by=me).select_related("point", "paragraph", "response").order_by("at", "pk")) if me else []
    is_after = it.state in (RoundState.CLOSED, RoundState.ANSWERED)
    may = {name: rule(user, it) for name, rule in RULES.items()}
    keeps = may["send"] or may["publish"] or may["finish"] or may["show"]
    return {
        "round": it, "plan": it.plan, "programme": it.programme, "mine": mine, "may": may, "counts": counts_of(it),
        "points": list(it.plan.points.open()), "invited": list(it.invited.order_by("number")),
        "is_open": it.state == RoundState.OPEN and on <= it.closes_on, "is_after": is_after, "is_before_end": on < it.closes_on,
        "waiting": reading.unanswered_people(it).count() if is_after else 0, "is_late": is_after and on > it.reply_by,
        "progress": progress_of(it) if it.sent_at else {},
        "missing": deciding.missing_to_send(it, on=on) if keeps and not it.sent_at else [],
        "may_say": deciding.may_say_on_reply(user, it), "history": tell_about([it.ref], names=bool(may_see_names(user, it.programme)))}


RULES = {
    "answer": answering.may_answer_round, "note": answering.may_note_answer, "read": reading.may_read_answers, "sort": deciding.may_sort,
    "decide": deciding.may_decide_round, "close": opening.may_close_round, "call_off": opening.may_call_off, "show": deciding.may_show,
    "seen": deciding.may_say_round_seen, "note_seen": deciding.may_note_round_seen, "send": deciding.may_send,
    "publish": deciding.may_publish_round, "finish": deciding.may_finish, "unanswered": reading.may_see_unanswered}


OWN = {"change": answering.may_change_answer, "note_change": answering.may_note_change, "keep": answering.may_keep_back,
       "keep_no_more": answering.may_keep_no_more}


def became(it: ForumAnswer, *, seen: bool, told: bool) -> str:
    """How far an answer is (d4): it follows from the records, not from a state of its own."""
    if it.is_hidden() or it.is_taken_back():
        return _("Hidden") if it.is_hidden() else _("Taken back")
    if it.response_id is None:
        return _("In a theme") if it.themes.exists() else _("Received")
    return _("Answered") if told else _("Decided, and seen by the pair") if seen else _("Decided")


def answer_context(it: ForumAnswer, user: Any) -> dict[str, Any]:
    """One answer, what became of it, and where it shows in the plan."""
    few = reading.are_few(it.round)
    shown = shown_of(user, it.round, [it], few=few)[0]
    knows = not it.wants_no_name or reading.knows_who(user, it)
    others = ForumAnswer.objects.filter(round=it.round_id, by=it.by_id).exclude(pk=it.pk).order_by("at", "pk") if knows else ()
    told = ForumAnswer.objects.filter(reading.told_of(), pk=it.pk).exists()
    seen = it.round.seen.filter(look=it.round.look, is_right=True).exists()
    return {
        "it": it, "round": it.round, "shown": shown, "themes": list(it.themes.order_by("name", "pk")), "also": list(
            it.also_on.order_by("number", "pk")), "passages": passages_of(it), "others": others if reading.sorts(user, it.round) else (),
        "became": became(it, seen=seen, told=told), "may_hide": deciding.may_hide(user, it), "may_show": deciding.may_show_again(user, it),
        "may_decide": deciding.may_decide_one(user, it) and not it.is_hidden(), "may_sort": deciding.may_sort_one(user, it),
        "may_hear": bool(it.audio) and answering.may_hear_recording(user, it), "own": {
            name: rule(user, it) for name, rule in OWN.items()}, "earlier": () if shown.is_kept or not it.changed_at else list(
            it.earlier.select_related("point", "paragraph").order_by("-number")), "may_write": answering.may_write_down_recording(user, it),
        "is_mine": reading.is_givers(user, it), "history": tell_about([it.ref], names=bool(may_see_names(user, it.round.programme)))}


def passages_of(it: ForumAnswer) -> list[Any]:
    if it.response is None:
        return []
    return list(it.response.passages.select_related("plan").order_by("number", "pk"))


