"""The catalogue of another language: which phrases our sources say, what a .po file says for them, and the .mo file that is made of it.

Nothing but Python is needed: sources are read with `ast`, templates with Django's own `templatize`, and the .mo is written as the GNU
gettext manual describes it ("The Format of GNU MO Files"). The .po is edited by hand; `manage.py phrases` tells what is missing and
writes the .mo.
"""

import ast
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation.template import templatize

from coprod.kit.lean import INDENTATION

SOURCES = ("coprod", "partners", "programmes")
PLACES = ("django.utils.translation", "coprod.post.wording")
SAID = {"gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "as_translated"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_IN_TEMPLATE = re.compile(r"\b(n?)gettext\(\s*u?(?P<one>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
                          r"(?:,\s*u?(?P<many>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))?|(?<!\w)_\(\s*(?P<given>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")
_LINE = re.compile(r'(msgid_plural|msgid|msgstr(?:\[\d\])?)?\s*"((?:[^"\\]|\\.)*)"')
MAGIC = 0x950412DE


@dataclass(frozen=True)
class Phrase:
    """One entry: what is said here, its plural if it has one, and what is said there, in the order of the plural forms."""

    one: str
    many: str
    said: tuple[str, ...]


# --- what our sources say -------------------------------------------------------------------------------------------------

def in_python(source: str) -> Iterator[tuple[str, str]]:
    """The phrases of a module, with the plural of those that have one."""
    tree = ast.parse(source)
    names = {alias.asname or alias.name: alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module in PLACES
             for alias in node.names if alias.name in SAID}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if texts:
                yield texts[0], texts[1] if len(texts) > 1 else ""


def in_template(source: str) -> Iterator[tuple[str, str]]:
    """The same of a template, as the page is read: without its indentation."""
    for each in _IN_TEMPLATE.finditer(templatize(source)):
        one = each["given"] or each["one"]
        yield ast.literal_eval(one), ast.literal_eval(each["many"]) if each["many"] else ""


def in_sources(base: Path) -> dict[str, str]:
    """Every phrase that is said anywhere, with its plural."""
    found: dict[str, str] = {}
    for top in SOURCES:
        for path in sorted((base / top).rglob("*.py")):
            if "migrations" not in path.parts:
                found.update(in_python(path.read_text(encoding="utf-8")))
    for path in sorted((base / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt"):
            text = path.read_text(encoding="utf-8")
            found.update(in_template(INDENTATION.sub("\n", text) if path.suffix == ".html" else text))
    return found


# --- what a catalogue says ------------------------------------------------------------------------------------------------

def read(text: str) -> list[Phrase]:
    """The entries of a .po file, its head first (of the empty phrase). Raises ValueError for a line that is not understood."""
    found: list[Phrase] = []
    parts: dict[str, str] = {}
    part = ""
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        bare = line.strip()
        if not bare:
            if "msgid" in parts:
                said = [value for name, value in sorted(parts.items()) if name.startswith("msgstr")]
                found.append(Phrase(parts["msgid"], parts.get("msgid_plural", ""), tuple(said)))
            parts = {}
        elif not bare.startswith("#"):
            match = _LINE.fullmatch(bare)
            if match is None:
                raise ValueError(f"line {number} is not understood: {bare}")
            part = match[1] or part
            parts[part] = parts.get(part, "") + _unquoted(match[2])
    return found


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", lambda each: {"n": "\n", "t": "\t"}.get(each[1], each[1]), text)


def compiled(phrases: list[Phrase]) -> bytes:
    """The .mo file: the same for the same phrases, in whatever order they come."""
    table = {}
    for each in phrases:
        if all(each.said):
            key = f"{each.one}\x00{each.many}" if each.many else each.one
            table[key.encode()] = "\x00".join(each.said).encode()
    keys, start = sorted(table), 28 + 16 * len(table)
    head, body = b"", b""
    for texts in (keys, [table[key] for key in keys]):
        for text in texts:
            head += struct.pack("<II", len(text), start + len(body))
            body += text + b"\x00"
    return struct.pack("<7I", MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28 + 16 * len(keys)) + head + body


def faults(phrases: list[Phrase], known: Mapping[str, Any]) -> list[str]:
    """What is wrong in a catalogue: phrases that nobody says, said twice, without words, or whose facts were lost on the way."""
    found, seen = [], set()
    for each in phrases[1:]:
        if each.one not in known or (each.many and known[each.one] != each.many):
            found.append(f"nobody says “{each.one}”")
        if each.one in seen:
            found.append(f"“{each.one}” stands there twice")
        seen.add(each.one)
        for said in each.said:
            facts = set(PLACEHOLDER.findall(said))
            if not said.strip():
                found.append(f"“{each.one}” has no words")
            elif not (facts == set(PLACEHOLDER.findall(each.one)) or (each.many and facts <= set(PLACEHOLDER.findall(each.many)))):
                found.append(f"“{each.one}” loses or gains a fact in “{said}”")
    return found


def folder(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES"
