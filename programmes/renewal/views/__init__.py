"""The page of recruitment, its strategy, the comparison with its gaps, and the calendar that needs no sign-in."""
