"""The nouns of this building, gathered for Django; each is at home in its wing."""

from partners.about.models import About
from partners.candidates.models import Candidate, NotTheSame
from partners.contacts.models import Contact, NamedContact, OnBehalf, Said
from partners.declarations.models import Confidentiality, Interest
from partners.equality.models import EqualityAnswers  # noqa: F401  (for Django alone: nobody else reads it)
from partners.groups.models import Group, Handover, Holding, Seat, TermsOfReference, Vacancy
from partners.layspace.models import LayNote, Opening
from partners.messages.models import AddressTrouble, MessageChoice, SentMessage
from partners.people.models import Invitation, Organisation, Partner, Signatory
from partners.support.models import Look, Need, SupportCheck
from partners.supporters.models import Supporter

__all__ = ["About", "AddressTrouble", "Candidate", "Confidentiality", "Contact", "Group", "Handover", "Holding", "Interest",
           "Invitation", "LayNote", "Look", "MessageChoice", "NamedContact", "Need", "NotTheSame", "OnBehalf", "Opening", "Organisation",
           "Partner", "Said", "Seat", "SentMessage", "Signatory", "SupportCheck", "Supporter", "TermsOfReference", "Vacancy"]
