"""What people and the clock do: the strategy, the comparison with its gaps, the private calendar, and reminders."""
