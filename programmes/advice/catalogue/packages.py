"""What may come out: eight packages, three levels, four phases with their modes, and the rungs of the ladder (domain.md c1, c2)."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.advice.catalogue.kinds import Words


@dataclass(frozen=True, slots=True)
class Package:
    """A way of working that has a name. P7 is honest engagement, and is never called anything more."""

    code: str
    name: Words
    means: Words        # what it means in practice, and in this service
    suits: Words


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the work: its name, and the mode in which people work on it together."""

    code: str
    name: Words
    mode: str


PACKAGES: dict[str, Package] = {package.code: package for package in (
    Package("P1", _("Strategic co-design with pairs and a Forum"),
            _("An Advisory Group, two lay partners in each workstream, rounds with a Forum, and a plan or toolkit as the result."),
            _("Several organisations, a broad population, options that are open, and about six months or more.")),
    Package("P2", _("Co-commissioning"),
            _("Lay partners help to set priorities, write the specification and choose the provider."),
            _("Priorities or money that are not decided yet, where the decision can be joint.")),
    Package("P3", _("Service co-design"),
            _("One team designs the service together. It asks a Forum that exists already."),
            _("One service or organisation whose design is open.")),
    Package("P4", _("Co-delivery with peer support"),
            _("Service users and carers take part in delivery as peers. Supervision and safeguarding are followed up."),
            _("Results that depend on what people themselves do.")),
    Package("P5", _("Co-assessment"),
            _("Lay evaluators agree what to look at, gather what people say, and judge it together with staff."),
            _("A service that runs already, where people need to trust the findings.")),
    Package("P6", _("Full-cycle co-production"),
            _("Priorities, design, delivery and assessment are shared and linked. The last stage leads back to the choice of type."),
            _("Work in which all phases are open, with a long time ahead and peer support that is possible.")),
    Package("P7", _("Honest engagement"),
            _("You inform, ask or engage people, and you answer them. Say what is open and what is closed, and use no larger word for it."),
            _("Work in which little is open, or in which conditions are missing for now.")),
    Package("P8", _("Working together with one person"),
            _("Guidance on working with one person and their team. No programme is run in this service for it."),
            _("Care planning between one person and their team.")),
)}

LEVELS: dict[str, Words] = {"individual": _("individual level"), "service": _("service level"), "strategic": _("strategic level")}

PHASES: dict[str, Phase] = {phase.code: phase for phase in (
    Phase("priorities", _("priorities"), "co-commissioning"),
    Phase("design", _("design"), "co-design"),
    Phase("delivery", _("delivery"), "co-delivery"),
    Phase("assessment", _("assessment"), "co-assessment"),
)}

RUNGS: dict[int, Words] = {
    1: _("coercion"), 2: _("educating"), 3: _("informing"), 4: _("consultation"), 5: _("engagement"), 6: _("co-design"),
    7: _("co-production")}
NEVER_OFFERED = 1


def modes() -> dict[str, str]:
    """The mode of each phase: {"design": "co-design", ...}."""
    return {code: phase.mode for code, phase in PHASES.items()}


def phase_words(code: str) -> str:
    """ "Phase: design". Said so everywhere, because co-design is a mode and also a rung. """
    return gettext("Phase: %(name)s") % {"name": PHASES[code].name}


def rung_words(number: int) -> str:
    """ "Rung 6: co-design". """
    return gettext("Rung %(number)d: %(name)s") % {"number": number, "name": RUNGS[number]}
