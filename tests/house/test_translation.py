"""Every string on screen goes through translation, from the first template on (issue: English now, Welsh later)."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parents[2]
SHOWN_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "content", "label"}
NOT_SHOWN = {"script", "style"}
NAMES_OF_THINGS = {"load", "extends", "include", "url", "static", "translate", "trans", "if", "elif", "for", "block", "with", "now",
                   "cycle",
                   "blocktranslate", "get_current_language"}
WORD = re.compile(r"[^\W\d_]{2,}")
LITERAL = re.compile(r"""(?<!_\()(["'])((?:(?!\1).)*)\1""")
SENTENCE = re.compile(r"^[A-Z][^\W\d_]|[^\W\d_] [^\W\d_]")      # begins like a sentence, or has two words


class Shown(HTMLParser):
    """Collects the words that a browser would show."""

    def __init__(self):
        super().__init__()
        self.words, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)
        self.words += [value for name, value in attrs if name in SHOWN_ATTRIBUTES and value and WORD.search(value) and tag != "meta"]

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data):
        if WORD.search(data) and not (set(self.inside) & NOT_SHOWN):
            self.words.append(" ".join(data.split()))


def bare_words(source: str) -> list[str]:
    """Words of a template that no translation tag holds, and words given to a component as a plain text."""
    page, given, until = [], [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if until:
            until = "" if name == until else until
        elif name in ("blocktranslate", "blocktrans", "comment"):
            until = f"end{name}"
        elif token.token_type == TokenType.TEXT:
            page.append(token.contents)
        elif token.token_type == TokenType.BLOCK and name not in NAMES_OF_THINGS:
            given += [text for _quote, text in LITERAL.findall(token.contents) if SENTENCE.search(text)]
    shown = Shown()
    shown.feed("".join(page))
    shown.close()
    return shown.words + given


GALLERY, ATTRIBUTES_ONLY = "kit/gallery.html", ("coprod/fields/_spellcheck.html", "coprod/fields/_text_attributes.html")
TEMPLATES = {str(path.relative_to(ROOT / "templates")): path for path in sorted((ROOT / "templates").rglob("*.html"))}
del TEMPLATES[GALLERY]      # for developers only


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_shows_words_that_cannot_be_translated(name):
    source = TEMPLATES[name].read_text()

    assert bare_words(f"<input {source}>" if name in ATTRIBUTES_ONLY else source) == []


@pytest.mark.parametrize(("source", "found"), [
    ("<p>Hello there</p>", ["Hello there"]),
    ("<p>{% translate 'Hello there' %}</p>", []),
    ("{% blocktranslate trimmed %}Hello {{ name }}{% endblocktranslate %}", []),
    ('<img alt="A picture">', ["A picture"]),
    ('<img alt="{% translate "A picture" %}">', []),
    ("""{% card title="What will happen" %}{% endcard %}""", ["What will happen"]),
    ("""{% card title=_("What will happen") %}{% endcard %}""", []),
    ("{# a note #}<script>let words = 'go';</script><p>{{ count }} · 3</p>", []),
    ("{% comment %}An old remark{% endcomment %}", []),
])
def test_the_check_tells_bare_words_from_translated_ones(source, found):
    assert bare_words(source) == found


# --- Python ------------------------------------------------------------------------------------------------------

SHOWN_KEYWORDS = {"label", "help_text", "verbose_name", "verbose_name_plural", "title", "submit", "intro", "section", "empty_label",
                  "subject",
                  "violation_error_message", "action"}
SHOWN_TABLES = {"labels", "help_texts", "error_messages", "default_error_messages", "lines"}
SAYING = {"ValidationError": 0, "No": 0, "success": 1, "info": 1, "warning": 1, "error": 1, "NotAllowedNow": 1, "add_error": 1}


def sources():
    for top in ("coprod", "partners", "programmes"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if not {"migrations", "management"} & set(path.parts) and path.name not in ("settings.py", "gallery.py"):
                yield path


def is_bare(node: ast.AST) -> bool:
    """A plain or formatted text with a word in it."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(SENTENCE.search(node.value))
    if isinstance(node, ast.BinOp):
        return is_bare(node.left)
    return isinstance(node, ast.JoinedStr) and any(is_bare(part) for part in node.values)


def parts_of(node: ast.AST) -> list[ast.expr]:
    """What stands in a list, a tuple or a dict."""
    return node.values if isinstance(node, ast.Dict) else node.elts if isinstance(node, ast.List | ast.Tuple) else []


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def untranslated(tree: ast.AST) -> list[int]:
    """Lines on which a text for people is not marked for translation, or is marked in a way that cannot be collected."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = called(node)
            lines += [keyword.value.lineno for keyword in node.keywords if keyword.arg in SHOWN_KEYWORDS and is_bare(keyword.value)]
            if name in SAYING and len(node.args) > SAYING[name] and is_bare(node.args[SAYING[name]]):
                lines.append(node.lineno)
            if name in ("_", "gettext", "gettext_lazy") and not (node.args and isinstance(node.args[0], ast.Constant)):
                lines.append(node.lineno)
            if name.endswith("Field") and node.args and is_bare(node.args[0]):
                lines.append(node.lineno)
            lines += [part.lineno for keyword in node.keywords if keyword.arg in SHOWN_TABLES for part in parts_of(keyword.value)
                      if is_bare(part)]
        if isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            lines += [each.lineno for each in node.body if isinstance(each, ast.Assign) and isinstance(each.value, ast.Tuple)
                      and len(each.value.elts) == 2 and isinstance(each.value.elts[1], ast.Constant)]
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            names = {getattr(target, "id", "") for target in (node.targets if isinstance(node, ast.Assign) else [node.target])}
            lines += [part.lineno for part in parts_of(node.value) if names & SHOWN_TABLES and is_bare(part)]
    return sorted(set(lines))


def translated_too_early(tree: ast.Module) -> list[int]:
    """Lines on which plain `gettext` runs while the module is loaded: in whatever language that happens to be."""
    eager = {alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
             and node.module in ("django.utils.translation", "coprod.post.wording")
             for alias in node.names if alias.name in ("gettext", "ngettext")}
    late = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)
            for part in ([node.body] if isinstance(node, ast.Lambda) else node.body) for inner in ast.walk(part)}
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in eager and id(node) not in late]


def test_every_text_for_people_in_the_code_is_marked_for_translation():
    bare = [f"{path.relative_to(ROOT)}:{line}" for path in sources() for line in untranslated(ast.parse(path.read_text()))]

    assert bare == []


def test_no_text_is_translated_while_a_module_is_being_loaded():
    early = [f"{path.relative_to(ROOT)}:{line}" for path in sources() for line in translated_too_early(ast.parse(path.read_text()))]

    assert early == []


@pytest.mark.parametrize(("source", "lines"), [
    ('CharField(label="Your name")', [1]),
    ('CharField(label=_("Your name"))', []),
    ('messages.success(request, f"Dear {name}, thank you")', [1]),
    ('raise ValidationError("This is wrong")', [1]),
    ('_(f"Dear {name}")', [1]),
    ('class S(TextChoices):\n    A = "a", "Open"', [2]),
    ('class S(TextChoices):\n    A = "a", _("Open")', []),
    ('labels = {"a": "What is it?"}', [1]),
])
def test_the_check_tells_marked_texts_from_plain_ones(source, lines):
    assert untranslated(ast.parse(source)) == lines


def test_the_check_knows_when_a_text_is_translated_too_early():
    start = "from django.utils.translation import gettext as _\n"

    assert translated_too_early(ast.parse(start + "A = _('Open')")) == [2]
    assert translated_too_early(ast.parse(start + "def f():\n    return _('Open')")) == []
    assert translated_too_early(ast.parse(start + "f = lambda row: _('Open')")) == []
