"""How decisions are shown: one, the log, the open pages (pages); pieces for other pages, and what later wings add to theirs (parts)."""
