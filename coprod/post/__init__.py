"""Messages: rows of an outbox, written in the transaction that caused them, each existing once,
sent once. What they say and where a person is reached is told by the buildings above, which
register it (`registry`): this building knows only refs."""
