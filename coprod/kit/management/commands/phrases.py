"""`manage.py phrases`: check the Welsh catalogue against the sources and write the .mo that pages read; or list what it still lacks."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from coprod.kit import phrases


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


class Command(BaseCommand):
    help = "Checks a .po file against the sources and writes its .mo. With --missing, prints what it still lacks, ready to be filled in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", default="cy")
        parser.add_argument("--missing", nargs="*", metavar="PATH", help="only what these files of ours say; without any, all")

    def handle(self, *args: Any, language: str, missing: list[str] | None, **options: Any) -> None:
        here, base = phrases.folder(language), Path(settings.BASE)
        found = phrases.read((here / "django.po").read_text(encoding="utf-8"))
        known = phrases.in_sources(base)
        if missing is not None:
            self._missing(known if not missing else self._said_in(base, missing), {each.one for each in found})
            return
        wrong = phrases.faults(found, known)
        if wrong:
            raise CommandError("\n".join(wrong))
        (here / "django.mo").write_bytes(phrases.compiled(found))
        self.stdout.write(f"{len(found) - 1} of {len(known)} phrases")

    def _said_in(self, base: Path, paths: list[str]) -> dict[str, str]:
        said: dict[str, str] = {}
        for each in paths:
            text = (base / each).read_text(encoding="utf-8")
            said.update(phrases.in_python(text) if each.endswith(".py") else phrases.in_template(phrases.INDENTATION.sub("\n", text)))
        return said

    def _missing(self, said: dict[str, str], known: set[str]) -> None:
        for one, many in said.items():
            if one not in known:
                self.stdout.write(f"msgid {_quoted(one)}")
                if many:
                    self.stdout.write(f"msgid_plural {_quoted(many)}")
                self.stdout.write('msgstr ""\n')
