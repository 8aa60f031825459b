"""Which sentences a kind of message is made of: read from the source of its words, so that also those are known which were never said yet.

It follows what the function of the kind names in modules of notices: helpers, tables, and what it puts aside in a name of its own. A
sentence is a literal given to the `gettext` or `ngettext` of `coprod.post.wording`; house tests prove that none is missed.
"""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from coprod.post import wording
from coprod.post.registry import registry

SUBJECT, LINE, ACTION = "subject", "line", "action"
_FIRST = {SUBJECT: 0, ACTION: 1, LINE: 2}           # what a sentence is that is used for more than one thing: the narrower
_PLACES = (SUBJECT, LINE, ACTION)                   # of the arguments of Words that are not named
_NAMED = {"subject": SUBJECT, "lines": LINE, "action": ACTION}


@dataclass(frozen=True)
class Sentence:
    """One sentence as the program says it, and where in a message it stands."""

    message: str
    role: str

    @property
    def facts(self) -> list[str]:
        return wording.facts_of(self.message)


@dataclass(frozen=True)
class _Source:
    """A module: its names, and the statement that gives each its meaning."""

    module: ModuleType
    tree: ast.Module
    names: dict[str, ast.stmt]


@cache
def _source(module: str) -> _Source:
    there = sys.modules[module]
    tree = ast.parse(inspect.getsource(there))
    names: dict[str, ast.stmt] = {}
    for each in tree.body:
        if isinstance(each, ast.FunctionDef | ast.ClassDef):
            names[each.name] = each
        for target in _targets(each):
            names[target] = each
    return _Source(there, tree, names)


def _targets(statement: ast.AST) -> Iterator[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else (
        [statement.target] if isinstance(statement, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) else [])
    for each in targets:
        yield from (part.id for part in ast.walk(each) if isinstance(part, ast.Name))


class _Walk:
    """From one function to everything that it says."""

    def __init__(self) -> None:
        self.roles: dict[str, str] = {}             # by sentence, in the order in which they stand
        self.been: set[tuple[str, str, str]] = set()

    def keep(self, message: str, role: str) -> None:
        before = self.roles.get(message)
        if before is None or _FIRST[role] < _FIRST[before]:
            self.roles[message] = role

    def named(self, name: str, source: _Source, role: str) -> None:
        """What a name of a module stands for: a function or table there, or in another module of notices."""
        found: Any = getattr(source.module, name, None)
        if name in source.names:
            self.statement(name, source, role)
        elif inspect.isfunction(found) and ".notices" in found.__module__:
            helper: Any = inspect.unwrap(found)
            self.statement(helper.__name__, _source(helper.__module__), role)

    def statement(self, name: str, source: _Source, role: str) -> None:
        key = (source.module.__name__, name, role)
        if key not in self.been and name in source.names:
            self.been.add(key)
            self.everything(source.names[name], source, role, {})

    def everything(self, node: ast.AST, source: _Source, role: str, own: dict[str, list[ast.AST]]) -> None:
        """Go through `node`. `own` are the names that the function at hand gives to parts of what it says."""
        if isinstance(node, ast.FunctionDef):
            own = {}
            for each in ast.walk(node):
                for name in _targets(each):
                    own.setdefault(name, []).append(each.value)     # type: ignore[attr-defined]
            for statement in node.body:
                self.everything(statement, source, role, own)
            return
        if isinstance(node, ast.Call) and self.call(node, source, role, own):
            return
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id in own and role != LINE:
                for value in own[node.id]:
                    self.everything(value, source, role, {key: found for key, found in own.items() if key != node.id})
            elif node.id not in own:
                self.named(node.id, source, role)
        for child in ast.iter_child_nodes(node):
            self.everything(child, source, role, own)

    def call(self, node: ast.Call, source: _Source, role: str, own: dict[str, list[ast.AST]]) -> bool:
        """A call that says a sentence, or that puts a message together; False for any other."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name and getattr(source.module, name, None) in (wording.gettext, wording.ngettext):
            for each in node.args:
                for part in ast.walk(each):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        self.keep(part.value, role)
            return True
        if name == "Words":
            for place, value in _given(node):
                self.everything(value, source, place, own)
            return True
        helper = self.helper(name, source, own)
        if helper is None:
            return False
        self.named(name, source, role)
        roles, names = _roles_of_arguments(helper), [each.arg for each in helper.args.args]
        for argument, value in [*zip(names, node.args, strict=False), *((each.arg or "", each.value) for each in node.keywords)]:
            self.everything(value, source, roles.get(argument, role), own)
        for rest in node.args[len(names):]:
            self.everything(rest, source, role, own)
        return True

    def helper(self, name: str, source: _Source, own: dict[str, list[ast.AST]]) -> ast.FunctionDef | None:
        """The function of notices that is called there, if it is one."""
        found: Any = getattr(source.module, name, None) if name and name not in own else None
        if not inspect.isfunction(found) or ".notices" not in found.__module__:
            return None
        found = inspect.unwrap(found)
        statement = _source(found.__module__).names.get(found.__name__)
        return statement if isinstance(statement, ast.FunctionDef) else None


def _given(node: ast.Call) -> list[tuple[str, ast.expr]]:
    """What a call of Words is given, and where in a message it stands."""
    return [*zip(_PLACES, node.args, strict=False), *((_NAMED.get(each.arg or "", LINE), each.value) for each in node.keywords)]


def _roles_of_arguments(function: ast.FunctionDef) -> dict[str, str]:
    """Which arguments of a helper become the subject of a message, or the words of its link."""
    found = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words":
            found.update({part.id: place for place, value in _given(node) if place != LINE
                          for part in ast.walk(value) if isinstance(part, ast.Name)})
    return found


@cache
def sentences_of(kind: str) -> tuple[Sentence, ...]:
    """The sentences of that kind: the subject's first, then those of the message, then the words of its link. None for a kind that
    nobody words."""
    said = registry.words.get(kind)
    if said is None:
        return ()
    words: Any = inspect.unwrap(said)
    walk = _Walk()
    walk.statement(words.__name__, _source(words.__module__), LINE)
    order = {SUBJECT: 0, LINE: 1, ACTION: 2}
    return tuple(sorted((Sentence(message, role) for message, role in walk.roles.items()), key=lambda each: order[each.role]))


def messages_in(sentences: Iterable[Sentence]) -> set[str]:
    return {each.message for each in sentences}
