"""Somebody whom a person trusts and lets see their part, by a link of its own: so much, until a day, and no longer than they wish."""
