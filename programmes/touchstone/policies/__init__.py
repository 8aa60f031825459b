"""Who drafts, agrees and signs the touchstone (drafting), makes it a group's own (adopting), opens and answers a check (checks), and
raises, reads and answers a breach (breaches)."""
