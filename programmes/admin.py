"""The staff tables of this building, gathered for Django; each is at home in its wing."""

from programmes.editions.admin import LocalEditions

__all__ = ["LocalEditions"]
