"""How meetings are shown: when and where in words (words), on their pages (pages), and in calendars (ical)."""
