"""What the decision aid is made of: an option, a question, what was answered, a condition, a rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Words = Any     # a text marked for translation: it becomes a string when it is shown


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen."""

    code: str
    label: Words


@dataclass(frozen=True)
class Question:
    """One question with its answers. `kind` is "one" of them, "many" (at least one), or "flag" (yes or no)."""

    code: str
    text: Words
    help: Words
    kind: str
    options: tuple[Option, ...] = ()

    def label_of(self, code: str) -> str:
        """The words of an option. Raises KeyError for a code that is not offered."""
        for option in self.options:
            if option.code == code:
                return str(option.label)
        raise KeyError(code)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)


@dataclass(frozen=True, slots=True)
class Given:
    """What a condition looks at: the answers, and the names of the rules that fired before."""

    answers: Mapping[str, Any]
    fired: Sequence[str] = ()


Condition = Callable[[Given], bool]


def says(**wanted: str) -> Condition:
    """Every question named here has one of the answers named for it: `says(Q2="design", Q3="options or aim")`.

    Of a question with many answers, one of those given must be named. A flag is "true" or "false".
    """
    asked = [(code, frozenset(words.split(" or "))) for code, words in wanted.items()]

    def holds(given: Given) -> bool:
        for code, allowed in asked:
            answer = given.answers[code]
            if isinstance(answer, bool):
                answer = "true" if answer else "false"
            if (answer not in allowed) if isinstance(answer, str) else allowed.isdisjoint(answer):
                return False
        return True

    return holds


def fired(*names: str) -> Condition:
    """All rules named here fired."""
    return lambda given: all(name in given.fired for name in names)


def none_fired(*names: str) -> Condition:
    """Not one of the rules named here fired."""
    return lambda given: not any(name in given.fired for name in names)


def both(*conditions: Condition) -> Condition:
    """All of the conditions hold."""
    return lambda given: all(condition(given) for condition in conditions)


def either(*conditions: Condition) -> Condition:
    """One of the conditions holds, or more."""
    return lambda given: any(condition(given) for condition in conditions)


def otherwise(given: Given) -> bool:
    """Where nothing above fitted."""
    return True


@dataclass(frozen=True, slots=True)
class Follow:
    """Something to set up or to do, and the standards of the catalogue that ask for it."""

    what: Words
    why: Words
    standards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)      # a rule is itself, and no other is equal to it
class Rule:
    """If `when` holds, the rule fires: then it has its effect, and its sentence is shown.

    A level rule (L) may set `level`. A gate (G) may set `cap`, the rung that no phase may exceed, but for the phases it
    `spares`; `change` says what would lift it. A mode rule (M) brings a package, at strategic level perhaps another one.
    """

    name: str
    when: Condition
    effect: Words
    sentence: Words
    level: str = ""
    cap: int | None = None
    spares: tuple[str, ...] = ()
    change: Words = ""
    package: str = ""
    package_if_strategic: str = ""
    follows: tuple[Follow, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """The rung that the answers would allow a phase if no gate stood before it; of a phase's wishes the first that fits.

    `change` says what the next rung needs; "" where these rules offer none.
    """

    phase: str
    when: Condition
    rung: int
    change: Words = ""
