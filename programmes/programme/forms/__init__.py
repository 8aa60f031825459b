"""What may be typed in about a programme. Forms clean; actions write."""

from programmes.programme.forms.facts import (
    CloseProgramme,
    FocusForm,
    ProgrammeForm,
    ScopePointForm,
    WorkstreamForm,
    WriteComment,
    not_before,
)
from programmes.programme.forms.people import (
    AddMembership,
    EndHolding,
    EndRole,
    FoundGroup,
    GiveOffice,
    GiveRole,
    NameSignatory,
    NewOrganisation,
    PersonChoice,
    PersonForm,
    ProposeForSeat,
    RecordCover,
    Refuse,
    TermsForm,
)

__all__ = ["AddMembership", "CloseProgramme", "EndHolding", "EndRole", "FocusForm", "FoundGroup", "GiveOffice", "GiveRole", "NameSignatory",
           "NewOrganisation", "PersonChoice", "PersonForm", "ProgrammeForm", "ProposeForSeat", "RecordCover", "Refuse", "ScopePointForm",
           "TermsForm", "WorkstreamForm", "WriteComment", "not_before"]
