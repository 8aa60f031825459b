"""The nouns of minutes: the minutes, what people say of them, their lines with all versions, and the call after a hard meeting."""

from programmes.minutes.models.care import CallBack, HardMeeting
from programmes.minutes.models.lines import (
    FACTS,
    TEXTS,
    ActionWord,
    MinuteLine,
    MinuteLineVersion,
    StruckOut,
    pattern_of,
)
from programmes.minutes.models.minutes import Correction, Minutes, MinutesView

__all__ = ["FACTS", "TEXTS", "ActionWord", "CallBack", "Correction", "HardMeeting", "MinuteLine", "MinuteLineVersion", "Minutes",
           "MinutesView", "StruckOut", "pattern_of"]
