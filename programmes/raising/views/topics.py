"""What something may be said about. Each kind finds its thing as its own pages do, so that nobody speaks about what they may not see.
Later wings register theirs."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.models import Group
from programmes.meetings.views.doors import the_meeting
from programmes.papers.views.doors import the_paper
from programmes.programme.models import Programme
from programmes.programme.policies import home_of
from programmes.programme.views.doors import the_group, the_programme, the_workstream
from programmes.raising.models import About
from programmes.stages.views.doors import the_answer, the_stage

REF = re.compile(r"[-a-zA-Z0-9_]{1,60}")


class Topic(NamedTuple):
    """A kind of thing that can be spoken about: its name, how it is found and read, and the addresses that show one."""

    name: Promise
    find: Callable[[Any, str], Any]             # (user, ref); raises Http404
    about: Callable[[Any], About | None]
    route: str                                  # shows it
    pages: tuple[str, ...]                      # url names whose page is about it; their one argument is its ref or slug


def _home(group: Group) -> Programme:
    found = home_of(group)
    if found is None:
        raise Http404
    return found


def _meeting(it: Any) -> About:
    return About("meeting", it.ref, str(it.name), _home(it.group), it.group)


def _minutes(it: Any) -> About:
    return replace(_meeting(it), kind="minutes")


def _paper(it: Any) -> About:
    return About("paper", it.ref, it.title, _home(it.meeting.group), it.meeting.group)


def _of_stream(it: Any) -> Group | None:
    found: Group | None = it.workstream.group if it.workstream else None
    return found


TOPICS: dict[str, Topic] = {
    "programme": Topic(_("a programme"), the_programme, lambda it: About("programme", it.slug, it.name, it), "programmes:programme",
                       ("programme", "trail", "focus", "scope", "type", "touchstone", "organisations", "pairs", "recruitment",
                        "involvement")),
    "group": Topic(_("a group"), the_group, lambda it: About("group", it.ref, it.name, _home(it), it), "programmes:group",
                   ("group", "group-meetings", "group-touchstone", "group-papers", "group-actions", "group-involvement")),
    "workstream": Topic(_("a workstream"), the_workstream, lambda it: About("workstream", it.ref, it.name, it.programme, it.group),
                        "programmes:workstream", ("workstream",)),
    "stage": Topic(_("a stage"), the_stage, lambda it: About("stage", it.ref, it.title(), it.programme, _of_stream(it)),
                   "programmes:stage", ("stage", "stage-trail")),
    "standard": Topic(_("a standard"), the_answer, lambda it: About(
        "standard", it.ref, f"{it.code} {it.standard.short}", it.stage.programme, _of_stream(it.stage)), "programmes:standard",
        ("standard",)),
    "meeting": Topic(_("a meeting"), the_meeting, _meeting, "programmes:meeting", ("meeting", "papers-pack", "agenda")),
    "minutes": Topic(_("minutes"), the_meeting, _minutes, "programmes:minutes", ("minutes",)),
    "paper": Topic(_("a paper"), the_paper, _paper, "programmes:paper", ("paper",)),
}


def about_of(user: Any, key: str) -> About | None:
    """What "kind:ref" means to this reader, or None if it is nothing, or not there for them."""
    kind, _sign, ref = key.partition(":")
    topic = TOPICS.get(kind)
    if topic is None or not REF.fullmatch(ref):
        return None
    try:
        return topic.about(topic.find(user, ref))
    except Http404:
        return None


def page_key(url_name: str, parts: dict[str, Any]) -> str:
    """What the page at an address is about, as "kind:ref", or ""."""
    for kind, topic in TOPICS.items():
        if url_name in topic.pages and len(parts) == 1:
            return f"{kind}:{next(iter(parts.values()))}"
    return ""


def address_of(kind: str, ref: str) -> str:
    """Where the thing is shown, or "". Who may not see it finds a 404 there."""
    topic = TOPICS.get(kind)
    return reverse(topic.route, args=[ref]) if topic and ref else ""
