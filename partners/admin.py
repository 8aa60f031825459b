"""The staff tables of this building, gathered for Django; each is at home in its wing."""

from partners.people.admin import Organisations, Partners

__all__ = ["Organisations", "Partners"]
