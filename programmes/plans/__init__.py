"""Emerging plans of workstreams: their text by paragraphs that keep their names, what can still change, the plain summary that a lay
partner approves, and their way from the first draft to review (S9, S10, d4)."""
