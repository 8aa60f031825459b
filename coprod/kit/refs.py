"""Public names for things about people: short, unguessable, safe to read aloud."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"     # no 0/o, 1/i/l, u: fewer mistakes on the phone


def new_ref() -> str:
    """A new ref: 14 characters of 30, about 68 bits; never derived from what it names."""
    return "".join(secrets.choice(ALPHABET) for _ in range(14))
