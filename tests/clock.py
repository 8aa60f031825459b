"""The clock, as far as some wings have it do something."""

from datetime import datetime

from coprod.kit.clock import day_of
from programmes.stages.actions.checking import MORE_CHECKS


def let_check(*wings: str, at: datetime) -> None:
    """The clock comes by, and does what these wings registered, in the order of the house. That it does so for all of them is tested with
    the stages; a test that lets forty days pass need not wait for the other wings each time."""
    for check in MORE_CHECKS:
        if check.__module__.split(".")[1] in wings:
            check(None, on=day_of(at), at=at)
