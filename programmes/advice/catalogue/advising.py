"""From answers to a recommendation: goes through the rules in their order and says what came out, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from json import dumps
from typing import Any

from django.utils.translation import gettext as _

from programmes.advice.catalogue.kinds import Follow, Given, Question, Rule, Wish, Words
from programmes.advice.catalogue.packages import LEVELS, PACKAGES, PHASES, phase_words, rung_words
from programmes.advice.catalogue.questions import PARTS
from programmes.advice.catalogue.rules import GATES, RULES, WISHES

HONEST_UP_TO = 5        # with a cap this low, or lower, the package is P7
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired, in words."""

    name: str
    effect: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PhaseAdvice:
    """One phase: its mode, the rung its answers would allow, the gates before it, and the rung that comes out.

    `change` says what the next rung needs: all of it, not some of it; empty on the last rung that the rules offer.
    """

    phase: str
    mode: str
    wish: int
    caps: Mapping[str, int]
    rung: int
    needed: Sequence[Words]

    @property
    def change(self) -> list[str]:
        return list(dict.fromkeys(str(change) for change in self.needed))

    @property
    def cap(self) -> int | None:
        return min(self.caps.values(), default=None)

    @property
    def binding(self) -> str | None:
        """The first gate that holds this phase down; None if its own answers do."""
        return next((name for name, cap in self.caps.items() if cap == self.rung), None) if self.wish > self.rung else None


@dataclass(frozen=True)
class Advice:
    """A recommendation: level, packages, the rungs of the phases, and the rules that led there. Its words are made when asked for.

    `would_be` is what the modes brought while the cap allows only honest engagement; `cap` and `binding` hold for all phases.
    """

    level: str
    packages: list[str]
    would_be: list[str]
    steps: Sequence[PhaseAdvice]
    cap: int | None
    gate: Rule | None
    used: Sequence[Rule]

    @property
    def phases(self) -> dict[str, dict[str, Any]]:
        return {step.phase: {"mode": step.mode, "rung": step.rung} for step in self.steps}

    @property
    def binding(self) -> str | None:
        return self.gate.name if self.gate else None

    @property
    def rules(self) -> list[str]:
        return [rule.name for rule in self.used]

    @property
    def fired(self) -> list[Fired]:
        """Every rule that fired, in words."""
        return [Fired(rule.name, str(rule.effect), str(rule.sentence)) for rule in self.used]

    @property
    def follows(self) -> list[Follow]:
        """What to set up and to do. At individual level only the duty to consult stays: it stands in the law."""
        return [follow for rule in self.used if self.level != "individual" or rule.name == "G7" for follow in rule.follows]

    @property
    def explanation(self) -> str:
        """What, which rung for each phase, because of what, held down by what."""
        names = "; ".join(str(PACKAGES[code].name) for code in self.packages)
        words = [_("Recommended, at %(level)s: %(packages)s.") % {"level": LEVELS[self.level], "packages": names}]
        words += [f"{phase_words(step.phase)}. {rung_words(step.rung)}." for step in self.steps]
        words += [_("Because:"), *(str(rule.sentence) for rule in self.used if rule not in GATES)]
        gates = [rule for rule in self.used if rule in GATES]
        if self.level == "individual":
            words += [_("For information:"), *(str(gate.sentence) for gate in gates)] if gates else []
        else:
            words += [_("Not higher because: %(sentence)s") % {"sentence": self.gate.sentence}] if self.gate else []
            others = [str(gate.sentence) for gate in gates if gate is not self.gate]
            words += [_("Also:"), *others] if others else []
        return " ".join(words)

    @property
    def to_go_higher(self) -> str:
        """What the next rung needs: the first unmet gate before all, then what else holds a phase where it is."""
        if self.level == "individual":
            return _("The rungs are for programmes. Working with one person has none.")
        others = list(dict.fromkeys(change for step in self.steps for change in step.change))
        if self.gate:
            first = str(self.gate.change)
            words = [_("To go one rung higher: %(change)s") % {"change": first}]
            others = [change for change in others if change != first]
            return " ".join([*words, *([_("What else is needed:"), *others] if others else [])])
        if others:
            return " ".join([_("No gate caps the whole work. To go one rung higher:"), *others])
        return _("No gate caps the work. These rules offer no further rung for its phases.")

    def as_dict(self) -> dict[str, Any]:
        """What is printed and kept, in the documented order."""
        return {"level": self.level, "packages": list(self.packages), "would_be": list(self.would_be), "phases": self.phases,
                "cap": self.cap, "binding": self.binding, "rules": self.rules, "explanation": self.explanation,
                "to_go_higher": self.to_go_higher}


def advise(answers: Mapping[str, Any]) -> Advice:
    """The recommendation for complete answers. Raises ValueError with the mistakes, one a line, if they are not."""
    wrong = mistakes(answers)
    if wrong:
        raise ValueError("\n".join(wrong))
    rules = _fired(answers)
    gates = [rule for rule in rules if rule.cap is not None]
    level = next(rule.level for rule in rules if rule.level)
    steps = [] if level == "individual" else [_step(code, answers, gates) for code in PHASES if code in answers["Q2"]]
    whole = [gate for gate in gates if not set(gate.spares) & set(answers["Q2"])]        # those that hold for every phase
    cap = min((gate.cap for gate in whole if gate.cap is not None), default=None)
    gate = next((gate for gate in whole if gate.cap == cap), None)
    brought = _brought(rules, level)
    is_held = level != "individual" and cap is not None and cap <= HONEST_UP_TO
    return Advice(level, ["P7"] if is_held else brought, brought if is_held else [], steps, cap, gate, rules)


def _fired(answers: Mapping[str, Any]) -> list[Rule]:
    """Every rule that fires, in order. At individual level only the gates are asked further, for information."""
    found: list[Rule] = []
    names: list[str] = []
    given = Given(answers, names)       # it sees each rule that fires
    for rule in RULES:
        if names[:1] == ["L1"] and rule not in GATES:
            continue
        if rule.when(given):
            found.append(rule)
            names.append(rule.name)
    return found


def _brought(rules: Sequence[Rule], level: str) -> list[str]:
    """The packages that the rules bring. The full cycle stands for the four that it is made of."""
    brought = [rule.package_if_strategic if level == "strategic" and rule.package_if_strategic else rule.package
               for rule in rules if rule.package]
    return ["P6"] if "P6" in brought else brought


def _step(phase: str, answers: Mapping[str, Any], gates: Sequence[Rule]) -> PhaseAdvice:
    wish = _wish(phase, answers)
    caps = {gate.name: gate.cap for gate in gates if phase not in gate.spares and gate.cap is not None}
    rung = min([wish.rung, *caps.values()])
    gates_here = [gate.change for gate in gates if gate.name in caps and caps[gate.name] <= rung]
    needed = [*gates_here, wish.change] if wish.rung <= rung else gates_here
    return PhaseAdvice(phase, PHASES[phase].mode, wish.rung, caps, rung, needed if wish.change or wish.rung > rung else [])


def _wish(phase: str, answers: Mapping[str, Any]) -> Wish:
    return next(wish for wish in WISHES if wish.phase == phase and wish.when(Given(answers)))


# --- what is wrong with answers ----------------------------------------------------------------------------------------------
def mistakes(answers: Any) -> list[str]:
    """One line for each answer that is missing, unknown or of the wrong kind; empty if all is there."""
    if not isinstance(answers, Mapping):
        return [_("The answers must be one object with the codes Q1 to Q13, such as {\"Q1\": \"service\", ...}.")]
    lines = []
    for part in PARTS:
        if part.code not in answers:
            lines.append(_("%(code)s: missing. %(allowed)s") % {"code": part.code, "allowed": _allowed(part.code)})
        elif not _fits(part, answers[part.code]):
            lines.append(_("%(code)s: %(value)s is no answer. %(allowed)s") % {
                "code": part.code, "value": _shown(answers[part.code]), "allowed": _allowed(part.code)})
    known = {part.code for part in PARTS}
    lines += [_("%(code)s: there is no such question. The codes are Q1 to Q13 and Q8_seldom_heard.") % {"code": _shown(code)}
              for code in answers if code not in known]
    return lines


def _fits(part: Question, value: Any) -> bool:
    if part.kind == "one":
        return isinstance(value, str) and value in part.codes
    if part.kind == "flag":
        return isinstance(value, bool)
    return isinstance(value, list | tuple) and len(value) > 0 and all(
        isinstance(each, str) and each in part.codes for each in value) and len(set(value)) == len(value)


@cache
def _allowed_codes() -> dict[str, str]:
    return {part.code: ", ".join(part.codes) for part in PARTS}


def _allowed(code: str) -> str:
    kind, codes = next(part.kind for part in PARTS if part.code == code), _allowed_codes()[code]
    if kind == "many":
        return _("Allowed: a list with one or more of %(codes)s, each once.") % {"codes": codes}
    if kind == "flag":
        return _("Allowed: true, false (without quotes).")
    return _("Allowed: %(codes)s.") % {"codes": codes}


def _shown(value: Any) -> str:
    """A value on one line of plain signs, cut when it is long."""
    text = dumps(value, default=str)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def as_schema() -> dict[str, Any]:
    """The questions with their codes and texts, for other programs."""
    def shown(part: Question) -> dict[str, Any]:
        options = [{"code": option.code == "true" if part.kind == "flag" else option.code, "label": str(option.label)}
                   for option in part.options]
        return {"code": part.code, "text": str(part.text), "help": str(part.help), "kind": part.kind, "required": True, "options": options}

    return {
        "questions": [shown(part) for part in PARTS],
        "levels": {code: str(name) for code, name in LEVELS.items()},
        "packages": [{"code": each.code, "name": str(each.name), "means": str(each.means), "suits": str(each.suits)}
                     for each in PACKAGES.values()],
        "phases": [{"code": each.code, "name": str(each.name), "mode": each.mode} for each in PHASES.values()],
        "rules": [{"name": rule.name, "effect": str(rule.effect), "sentence": str(rule.sentence)} for rule in RULES],
    }
