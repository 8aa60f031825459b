"""The nouns of this building, gathered for Django; each is at home in its wing."""

from partners.candidates.models import Candidate, NotTheSame
from partners.declarations.models import Confidentiality, Interest
from partners.equality.models import EqualityAnswers  # noqa: F401  (for Django alone: nobody else reads it)
from partners.groups.models import Group, Holding, Seat, TermsOfReference, Vacancy
from partners.people.models import Invitation, Organisation, Partner, Signatory

__all__ = ["Candidate", "Confidentiality", "Group", "Holding", "Interest", "Invitation", "NotTheSame", "Organisation", "Partner", "Seat",
           "Signatory", "TermsOfReference", "Vacancy"]
