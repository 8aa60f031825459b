"""The trail of strategies, gap checks and calendars in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import REASONS, SENTENCES, TONES
from programmes.renewal.models import GapLine, GapNo, StrategyView

SENTENCES.update({
    ("programmes.strategy", "write"): _("%(who)s wrote version %(version)s of the recruitment strategy"),
    ("programmes.strategy", "change"): _("%(who)s changed the recruitment strategy"),
    ("programmes.strategy", "ask"): _("%(who)s asked lay partners about the recruitment strategy"),
    ("programmes.strategy", "take_back"): _("%(who)s took the recruitment strategy back to change it"),
    ("programmes.strategy", "agree"): _("The recruitment strategy was agreed: the lay co-chair agreed, and no “no” was left unanswered"),
    ("programmes.strategy", "replace"): _("A newer recruitment strategy took the place of the old one"),
    ("programmes.strategyview", "say"): _("%(who)s said what they think of the recruitment strategy"),
    ("programmes.strategyview", "refuse"): _("%(who)s did not agree to the recruitment strategy"),
    ("programmes.strategyview", "answer"): _("%(who)s answered the “no” to the recruitment strategy"),
    ("programmes.strategyview", "answer_by_change"): _("%(who)s changed the recruitment strategy after a “no”"),
    ("programmes.gapcheck", "compare"): _("%(who)s compared the Forum with its agreed profile"),
    ("programmes.gapcheck", "ask"): _("%(who)s asked lay partners to confirm what is decided about the gaps"),
    ("programmes.gapcheck", "take_back"): _("%(who)s took back what is decided about the gaps, to change it"),
    ("programmes.gapcheck", "confirm"): _("%(who)s confirmed what is decided about the gaps"),
    ("programmes.gapcheck", "refuse"): _("What is decided about the gaps was sent back"),
    ("programmes.gapcheck", "answer"): _("%(who)s opened the gap check again"),
    ("programmes.gapline", "decide"): _("%(who)s wrote what is done about a gap"),
    ("programmes.gapno", "refuse"): _("%(who)s said no to what is decided about the gaps"),
    ("programmes.gapno", "answer"): _("%(who)s answered the “no”"),
    ("programmes.calendarfeed", "make"): _("%(who)s made a private calendar of recruitment"),
    ("programmes.calendarfeed", "stop"): _("%(who)s stopped a private calendar of recruitment"),
})
TONES.update({
    ("programmes.strategy", "agree"): "done", ("programmes.strategyview", "refuse"): "refused",
    ("programmes.gapcheck", "confirm"): "done", ("programmes.gapno", "refuse"): "refused",
})


def _said(refs: object) -> dict[str, str]:
    found = StrategyView.objects.filter(ref__in=refs)
    return {view.ref: f"{view.get_value_display()}{': ' if view.text else ''}{view.text}" for view in found}


REASONS.update({
    ("programmes.strategyview", "say"): _said,
    ("programmes.strategyview", "refuse"): lambda refs: dict(StrategyView.objects.filter(ref__in=refs).values_list("ref", "text")),
    ("programmes.strategyview", "answer"): lambda refs: dict(StrategyView.objects.filter(ref__in=refs).values_list("ref", "answer")),
    ("programmes.gapline", "decide"): lambda refs: dict(GapLine.objects.filter(ref__in=refs).values_list("ref", "decision")),
    ("programmes.gapno", "refuse"): lambda refs: dict(GapNo.objects.filter(ref__in=refs).values_list("ref", "text")),
    ("programmes.gapno", "answer"): lambda refs: dict(GapNo.objects.filter(ref__in=refs).values_list("ref", "answer")),
})
