"""The nouns of the touchstone: its versions and what is said to them, its adoption by a group, a check, and a breach."""

from programmes.touchstone.models.adopting import Adoption, GroupItem, TouchstoneReopening
from programmes.touchstone.models.breaches import Breach, BreachAnswer, BreachProcedure
from programmes.touchstone.models.checks import (
    CheckItem,
    CheckLine,
    TouchstoneBallot,
    TouchstoneCheck,
    token_of_ballot,
)
from programmes.touchstone.models.versions import Touchstone, TouchstoneItem
from programmes.touchstone.models.words import TouchstoneWord

__all__ = ["Adoption", "Breach", "BreachAnswer", "BreachProcedure", "CheckItem", "CheckLine", "GroupItem", "Touchstone", "TouchstoneBallot",
           "TouchstoneCheck", "TouchstoneItem", "TouchstoneReopening", "TouchstoneWord", "token_of_ballot"]
