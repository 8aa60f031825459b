"""The procedure at work: stages that a programme passes through, the answer to each standard, its evidence,
what the records show by themselves, sign-off, and the clock that checks them. The questions stand in catalogue."""
