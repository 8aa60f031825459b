"""What the strict security policy forbids is in no template; what was vendored asks nothing of other sites."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from coprod.kit import vendor

TEMPLATES = settings.BASE / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
VENDORED = sorted(path for path in (settings.BASE / "static" / "vendor").rglob("*") if path.is_file())
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline handler": re.compile(r"""\son[a-z]+\s*=\s*["']""", re.I),
    "a script address": re.compile(r"javascript:", re.I),
    "something from another site": re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", re.I),
}


def faults(html):
    found = [name for name, sign in FORBIDDEN.items() if sign.search(html)]
    scripts = re.findall(r"<script\b[^>]*>", html, re.I)
    allowed = ("nonce=", 'src="{% static ', 'type="application/json"')
    return found + [f"a script that is neither ours nor has the nonce: {tag}" for tag in scripts
                    if not any(sign in tag for sign in allowed)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_breaks_the_security_policy(path):
    assert faults(path.read_text()) == []


@pytest.mark.parametrize("html", [
    '<p style="color: red">', "<style>p{}</style>", "<a onclick='x()'>", '<a href="javascript:x">', "<script>x</script>",
    '<script src="x.js"></script>', '<img src="//elsewhere.example/x.png">', '<link href="https://elsewhere.example/x">'])
def test_the_search_for_faults_finds_them(html):
    assert len(faults(html)) == 1


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_template_can_be_read(path):
    get_template(str(path.relative_to(TEMPLATES)))


def test_vendored_files_carry_their_version_and_their_licence():
    folders = {path.relative_to(settings.BASE / "static" / "vendor").parts[0] for path in VENDORED}

    assert folders == {"nhsuk-frontend-10.6.1", "atkinson-hyperlegible-1.006"}
    assert [folder for folder in folders if not re.search(r"-\d+(\.\d+)+$", folder)] == []
    assert {path.parent.name for path in VENDORED if path.name == "LICENSE.txt"} == folders
    assert {path.suffix for path in VENDORED} == {".css", ".js", ".svg", ".txt", ".ttf"}


@pytest.mark.parametrize("path", [path for path in VENDORED if path.suffix in (".css", ".js", ".svg")], ids=lambda path: path.name)
def test_vendored_files_fetch_nothing_from_elsewhere(path):
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")

    assert re.findall(r"https?://\S+|//[\w.-]+\.\w{2,}/", text) == []
    assert "sourceMappingURL" not in text
    assert "font-face" not in text
    assert "Frutiger" not in text


def test_every_picture_that_the_stylesheets_name_is_there():
    for sheet in [*(settings.BASE / "static").rglob("*.css")]:
        named = re.findall(r"url\(([^)]+)\)", sheet.read_text())
        assert [name for name in named if not name.startswith("data:") and not (sheet.parent / name).is_file()] == []


def test_the_static_files_hold_together_when_their_names_are_hashed(tmp_path, settings):
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

    storage = ManifestStaticFilesStorage(location=tmp_path)
    root = Path(settings.BASE) / "static"
    found = {}
    for path in (path for path in root.rglob("*") if path.is_file()):
        name = str(path.relative_to(root))
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(path.read_bytes())
        found[name] = (storage, name)

    broken = [result for _name, _hashed, result in storage.post_process(found) if isinstance(result, Exception)]

    assert broken == []


def test_the_vendoring_leaves_out_what_is_not_ours_to_use():
    css = ('@font-face{font-family:F;src:url(https://fonts.example/f.woff)}html{font-family:Frutiger W01,arial}'
           'a{color:#005eb8;background:url(/assets/images/nhsuk-icon-cross.svg)}p{color:#005eb8ff}\n'
           '/*# sourceMappingURL=x.map */')

    assert vendor.our_css(css) == ('html{font-family:arial}a{color:var(--accent);background:url(images/nhsuk-icon-cross.svg)}'
                                   'p{color:#005eb8ff}\n')
    assert vendor.without_map("x();\n//# sourceMappingURL=x.js.map") == "x();\n"


def test_every_colour_of_the_vendored_sheet_is_set_in_one_place():
    ours = (settings.BASE / "static" / "css" / "coprod.css").read_text()
    used = set(re.findall(r"var\((--[a-z-]+)\)", ours + "".join(
        path.read_text() for path in VENDORED if path.suffix == ".css")))

    assert [name for name in sorted(used) if len(re.findall(rf"^  {name}: ", ours, re.M)) != 1] == []
