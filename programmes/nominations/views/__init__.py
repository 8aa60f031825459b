"""Pages about people who were put forward. `outside` is for who has no account: organisations, the person, everybody; `register` and
`lists` are for those who run the call. `by_link` guards what is reached by a person's own link."""

from programmes.nominations.views.doors import by_link

__all__ = ["by_link"]
