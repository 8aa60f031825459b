"""The clock, as far as some wings have it do something."""

from datetime import datetime

from programmes.stages.actions import checking


def let_check(*wings: str, at: datetime) -> None:
    """The clock comes by for these wings alone. That it does so for all of them is tested with the stages; a test that lets forty days pass
    need not wait for the other wings each time."""
    checking.let_check(wings, at=at)
