"""A group's space for its lay partners alone: what they write to one another, and the record of every time that somebody else opened it."""
