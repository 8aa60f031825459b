"""Every message is of a declared kind: by the wing that words it, in sentences that staff can read, and by nobody else (practice.md c)."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from coprod.post.catalogue import DIGEST, Kind, kind_of, kinds
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.people.policies.by_hand import QUIET

ROOT = Path(__file__).resolve().parents[2]
LONGEST = Message._meta.get_field("kind").max_length
LAST_NT = 60
SOURCES = re.compile(r"NT\d\d|R\d{1,2}|S\d{1,2}( \d{1,2}\.\d{1,2})?|(PM|WL|LP|AC|NO|AD|FM)\d{1,2}|practice\.md [a-g]")
NAME = re.compile(r"[a-z]+(_[a-z]+)*")


def modules() -> dict[str, ast.Module]:
    found = {}
    for top in ("coprod/post", "partners", "programmes"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" not in path.parts:
                parts = path.relative_to(ROOT).with_suffix("").parts
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = ast.parse(path.read_text())
    return found


MODULES = modules()


def wing_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) == name)


# --- who declares, and who words -----------------------------------------------------------------------------------------

def text_of(node: ast.expr, module: str) -> str:
    """A text that is written there, or a constant of the module."""
    found = node.value if isinstance(node, ast.Constant) else getattr(import_module(module), node.id)
    assert isinstance(found, str)
    return found


def declared_in(trees: dict[str, ast.Module]) -> dict[str, set[str]]:
    """The names of kinds, by the wing that declares them."""
    found: dict[str, set[str]] = {}
    for module, tree in trees.items():
        for node in calls(tree, "declare"):
            found.setdefault(wing_of(module), set()).update(text_of(each.args[0], module) for each in calls(node, "Kind"))
    return found


def worded_in(trees: dict[str, ast.Module]) -> dict[str, set[str]]:
    """The names of kinds, by the wing that says what they say."""
    found: dict[str, set[str]] = {}
    for module, tree in trees.items():
        for function in functions(tree):
            for each in function.decorator_list:
                if isinstance(each, ast.Call) and called(each) == "says":
                    found.setdefault(wing_of(module), set()).add(text_of(each.args[0], module))
    return found


def strangers(declared: dict[str, set[str]], worded: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Kinds of a wing that another wing words, or nobody; and words of a wing for kinds that another declares, or nobody."""
    return ({(wing, name) for wing, names in declared.items() for name in names}
            ^ {(wing, name) for wing, names in worded.items() for name in names})


def test_every_wing_declares_the_kinds_that_it_words_and_no_others():
    assert strangers(declared_in(MODULES), worded_in(MODULES)) == set()


def test_what_the_sources_declare_and_word_is_what_the_post_knows():
    """Nothing is declared or worded on a way that the walk above does not see."""
    assert set().union(*declared_in(MODULES).values()) == set(kinds) == set(registry.words)


@pytest.mark.parametrize(("first", "second", "found"), [
    ('declare(T, Kind("a", 1), Kind("b", 2))', '@says("a")\ndef words(message): ...', {("programmes.one", "b")}),
    ('declare(T, Kind("a", 1))', '@says("a")\ndef words(message): ...\n@says("b")\ndef more(message): ...', {("programmes.one", "b")}),
    ('declare(T, Kind("a", 1))', '@says("a")\ndef words(message): ...', set())])
def test_the_check_finds_a_kind_without_words_and_words_without_a_kind(first, second, found):
    there = {"programmes.one.notices.kinds": ast.parse(first), "programmes.one.notices.words": ast.parse(second)}

    assert strangers(declared_in(there), worded_in(there)) == found


def test_the_check_finds_a_kind_that_another_wing_declares():
    there = {"programmes.one.notices": ast.parse('declare(T, Kind("a", 1))'),
             "programmes.two.notices": ast.parse('@says("a")\ndef words(message): ...')}

    assert strangers(declared_in(there), worded_in(there)) == {("programmes.one", "a"), ("programmes.two", "a")}


def test_an_undeclared_kind_is_refused_by_name():
    with pytest.raises(LookupError, match="Nobody declared the message nobody_wrote_this"):
        kind_of("nobody_wrote_this")


# --- what a declaration says ---------------------------------------------------------------------------------------------

def faults(kind: Kind) -> list[str]:
    found = []
    for name in ("trigger", "to", "when", "escalates"):
        text = getattr(kind, name)
        if name == "escalates" and text == "":
            continue
        if not isinstance(text, Promise):
            found.append(f"{name} is not translated when it is read")
        if not str(text).strip():
            found.append(f"{name} says nothing")
        elif str(text)[0].islower() or str(text).endswith("."):
            found.append(f"{name} does not read as the others do")
    if len(kind.name) > LONGEST or not NAME.fullmatch(kind.name):
        found.append("the name is too long, or not plain")
    for each in kind.source.split(", ") if kind.source else []:
        if not SOURCES.fullmatch(each) or (each.startswith("NT") and not 1 <= int(each[2:]) <= LAST_NT):
            found.append(f"the source {each} is unknown")
    if kind.urgent and (not kind.must or kind.to_many or kind.reminder):
        found.append("what is urgent must be sent, to few, and is no reminder")
    return found


def test_every_declaration_is_whole():
    assert {name: found for name, kind in kinds.items() if (found := faults(kind))} == {}


def broken(**facts):
    text = gettext_lazy("At once")
    return Kind(**{"name": "a_kind", "trigger": text, "to": text, "when": text, "must": True, **facts})


@pytest.mark.parametrize(("kind", "found"), [
    (broken(), []),
    (broken(source="NT14, S7 7.3"), []),
    (broken(to="Everybody"), ["to is not translated when it is read"]),
    (broken(when=""), ["when is not translated when it is read", "when says nothing"]),
    (broken(trigger=gettext_lazy("at once")), ["trigger does not read as the others do"]),
    (broken(escalates="Managers"), ["escalates is not translated when it is read"]),
    (broken(name="a_kind_with_a_name_that_no_column_can_hold"), ["the name is too long, or not plain"]),
    (broken(name="A kind"), ["the name is too long, or not plain"]),
    (broken(source="NT61"), ["the source NT61 is unknown"]),
    (broken(source="NT14 and more"), ["the source NT14 and more is unknown"]),
    (broken(urgent=True, must=False), ["what is urgent must be sent, to few, and is no reminder"])])
def test_the_check_finds_what_a_declaration_lacks(kind, found):
    assert faults(kind) == found


def test_what_some_managers_may_not_read_is_never_put_together_with_others():
    kept = {name for name in kinds if name in QUIET or name.startswith("challenge_")}

    assert len(kept) > len(QUIET)
    assert {name for name in kept if not kinds[name].discreet} == set()


# --- what is written -----------------------------------------------------------------------------------------------------

def place_of_kind(function: ast.FunctionDef) -> int | None:
    """Where among its arguments a function takes the kind; None if it takes none."""
    names = [each.arg for each in function.args.args]
    return names.index("kind") if "kind" in names else None


def writers(trees: dict[str, ast.Module]) -> dict[tuple[str, str], int]:
    """Functions of a wing's notices that write messages of the kind that they are given, and where they take it."""
    return {(wing_of(module), function.name): place for module, tree in trees.items() if ".notices" in module
            for function in functions(tree) if (place := place_of_kind(function)) is not None and function.name != "outbox_rows"}


def kind_given(node: ast.Call, module: str, known: dict[tuple[str, str], int]) -> ast.expr | None:
    """What stands in a call for the kind of a message; None if the call writes none. Outside of notices their writers are called by the
    name of the module: `notices.told(...)`."""
    name, wing = called(node), wing_of(module)
    is_writer = ".notices" in module or getattr(getattr(node.func, "value", None), "id", "") == "notices"
    if name == "Message":
        place = -1
    elif name == "outbox_rows":
        place = 1
    elif is_writer and (wing, name) in known:
        place = known[wing, name]
    else:
        return None
    named = next((each.value for each in node.keywords if each.arg == "kind"), None)
    return named if named is not None else node.args[place] if 0 <= place < len(node.args) else None


def values(node: ast.expr, function: ast.FunctionDef, module: str) -> set[str] | None:
    """The texts that an expression may stand for: none if it is the kind that the function itself was given; None if nobody can tell."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.IfExp):
        both = [values(each, function, module) for each in (node.body, node.orelse)]
        return None if None in both else set().union(*both)
    if not isinstance(node, ast.Name):
        return None
    if node.id == "kind" and place_of_kind(function) is not None:
        return set()
    for each in ast.walk(function):
        if isinstance(each, ast.Assign) and [getattr(target, "id", "") for target in each.targets] == [node.id]:
            return values(each.value, function, module)
        if isinstance(each, ast.For) and isinstance(each.target, ast.Tuple) and isinstance(each.iter, ast.Tuple):
            names = [getattr(target, "id", "") for target in each.target.elts]
            if node.id in names:
                rows = [values(row.elts[names.index(node.id)], function, module) for row in each.iter.elts]
                return None if None in rows else set().union(*rows)
    constant = getattr(import_module(module), node.id, None)
    return {constant} if isinstance(constant, str) else None


def written(trees: dict[str, ast.Module]) -> tuple[set[str], list[str]]:
    """The kinds of which anybody writes messages, and the places where nobody can tell which kind it is."""
    found, unclear, known = set(), [], writers(trees)
    for module, tree in trees.items():
        for function in functions(tree):
            for node in ast.walk(function):
                given = kind_given(node, module, known) if isinstance(node, ast.Call) else None
                if given is not None:
                    texts = values(given, function, module)
                    found |= texts or set()
                    unclear += [f"{module}:{node.lineno}"] if texts is None else []
    return found, unclear


def test_what_anybody_writes_is_declared_and_what_is_declared_somebody_writes():
    """Digests are written by the post itself, when it bundles."""
    found, unclear = written(MODULES)

    assert unclear == []
    assert found == set(kinds) - {DIGEST}


A_WING = """
def _rows(things, kind, at):
    return outbox_rows(things, kind, about="ref", at=at)

def late(things, at):
    for kind, days in (("late_a", 1), ("late_b", 2)):
        yield _rows(things, kind, at)

def told(thing, is_late):
    kind = "told_late" if is_late else "told"
    return Message(kind=kind, about=thing.ref)
"""


@pytest.mark.parametrize(("more", "found", "unclear"), [
    ("", {"late_a", "late_b", "told", "told_late"}, []),
    ('def f(thing): return Message(kind="other")', {"late_a", "late_b", "told", "told_late", "other"}, []),
    ('def f(thing): return notices._rows(thing, "other", 1)', {"late_a", "late_b", "told", "told_late", "other"}, []),
    ("def f(thing): return Message(kind=thing.kind)", {"late_a", "late_b", "told", "told_late"}, ["programmes.meetings.actions:1"]),
    ('def f(thing): return _rows(thing, "a part of a page", 1)', {"late_a", "late_b", "told", "told_late"}, []),
    ('def f(thing): return Message.objects.filter(kind="other")', {"late_a", "late_b", "told", "told_late"}, [])])
def test_the_walk_reads_which_kinds_are_written(more, found, unclear):
    there = {"programmes.meetings.notices": ast.parse(A_WING), "programmes.meetings.actions": ast.parse(more)}

    assert written(there) == (found, unclear)
