"""Takes the compiled files of the design system into `static/vendor/`. Run by hand after an upgrade:

    python -m coprod.kit.vendor path/to/the/unpacked/nhsuk-frontend

What it changes on the way, and why: the fonts are licensed to registered NHS organisations and fetched
from elsewhere (both `@font-face` rules and the family name go, Arial stays); icon paths become relative,
so that hashed names work; source maps are left out, so their comments go; the blues, which stand for an
organisation that is not ours, become the three colours that `static/css/coprod.css` sets in one place.
"""

import json
import re
import sys
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
COLOURS = {
    "#005eb8": "--accent", "#0055a6": "--accent", "#337ec6": "--accent",
    "#004b93": "--accent-dark", "#003d78": "--accent-dark", "#004281": "--accent-dark", "#003087": "--accent-dark",
    "#002f5c": "--accent-dark",
    "#c7dcef": "--accent-pale", "#d9e7f4": "--accent-pale", "#ccdff1": "--accent-pale",
    "#f0f4f5": "--paper",
}
ICON = re.compile(r"url\(images/([\w-]+\.svg)\)")


def our_css(css: str) -> str:
    """The stylesheet without fonts, maps, absolute paths and foreign colours."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("Frutiger W01,arial", "arial").replace("url(/assets/images/", "url(images/")
    css = re.sub(r"--nhsuk-[\w-]+-colour:[^;}]*;?", "", css)
    for colour, name in COLOURS.items():
        css = re.sub(rf"{colour}(?![0-9a-f])", f"var({name})", css)
    return without_map(css)


def without_map(text: str) -> str:
    return re.sub(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: \*/)?\s*$", "\n", text)


def take(package: Path) -> Path:
    """Copy what the pages use from the unpacked package; the folder that was written."""
    version = json.loads((package / "package.json").read_text())["version"]
    name, built = f"nhsuk-frontend-{version}", package / "dist" / "nhsuk"
    target = STATIC / "vendor" / name
    (target / "images").mkdir(parents=True, exist_ok=True)
    css = our_css((built / f"{name}.min.css").read_text())
    (target / f"{name}.min.css").write_text(css)
    (target / f"{name}.min.js").write_text(without_map((built / f"{name}.min.js").read_text()))
    for icon in set(ICON.findall(css)):
        (target / "images" / icon).write_bytes((built / "assets" / "images" / icon).read_bytes())
    return target


if __name__ == "__main__":
    take(Path(sys.argv[1]))
