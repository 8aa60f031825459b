"""What is new for a member of the Forum once a month: rounds that opened, and what became of what people said (FM2, NT40)."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.saying import day
from programmes.forum.catalogue import HEARD_OF, NEWS, WHERE_NEWS, News
from programmes.rounds.models import ForumAnswer, ForumRound


def _new(since: datetime, until: datetime) -> QuerySet[ForumRound]:
    return ForumRound.objects.standing().filter(Q(opened_at__gte=since, opened_at__lt=until)
                                                | Q(published_at__gte=since, published_at__lt=until))


def news_of_rounds(tie: Any, since: datetime, until: datetime) -> list[News]:
    """Of the workstreams that the member follows; of all where they follow none. Two queries."""
    found = _new(since, until).filter(plan__programme=tie.programme).select_related("plan").order_by("opened_at", "pk")
    followed = set(tie.topics.values_list("pk", flat=True))
    told = []
    for it in found:
        if followed and it.plan.workstream_id not in followed:
            continue
        if since <= it.opened_at < until:
            told.append(News(_("%(plan)s: you may answer until %(day)s.") % {"plan": it.plan.name, "day": day(it.closes_on)},
                             it.get_absolute_url()))
        if it.published_at is not None and since <= it.published_at < until and it.public_ref:
            told.append(News(_("%(plan)s: what you said, and what became of it.") % {"plan": it.plan.name},
                             reverse("programmes:we-said-we-did", args=[it.public_ref])))
    return told


def where_rounds_are_new(since: datetime, until: datetime) -> QuerySet:
    return _new(since, until).order_by().values("plan__programme")


NEWS.append(news_of_rounds)
HEARD_OF.append(lambda since: ForumAnswer.objects.filter(by=OuterRef("pk"), at__gte=since))
WHERE_NEWS.append(where_rounds_are_new)
