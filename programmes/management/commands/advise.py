"""`manage.py advise`: which type of co-production the answers in a file lead to, as JSON. It never asks the database."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from programmes.advice.catalogue import advise, as_schema, mistakes


class Command(BaseCommand):
    help = "Prints which type of co-production the answers to the thirteen questions lead to, as JSON."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("answers", nargs="?", metavar="ANSWERS.json", help="a JSON file with the answers, or - for standard input")
        parser.add_argument("--schema", action="store_true", help="print the questions, their codes and their texts instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            self._print(as_schema())
            return
        if not options["answers"]:
            self._refuse(["Name a file with the answers, or - for standard input."])
        answers = self._read(options["answers"])
        wrong = mistakes(answers)
        if wrong:
            self._refuse(wrong)
        self._print(advise(answers).as_dict())

    def _read(self, name: str) -> Any:
        """What the file holds. A code that stands there twice is a mistake: nobody could tell which answer is meant."""
        twice: list[str] = []

        def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            codes = [code for code, _value in pairs]
            twice.extend(code for code in dict.fromkeys(codes) if codes.count(code) > 1)
            return dict(pairs)

        try:
            content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it cannot be opened"
            self._refuse([f"The file {json.dumps(name)} cannot be read: {reason}."])
        try:
            answers = json.loads(content.decode("utf-8-sig"), object_pairs_hook=once)
        except (ValueError, RecursionError) as error:
            where = f": {error.msg}, line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            self._refuse([f"This is not JSON in UTF-8{where}."])
        if twice:
            self._refuse([f"{json.dumps(code)} stands there more than once." for code in twice])
        return answers

    def _refuse(self, lines: list[str]) -> None:
        """One line a mistake on standard error, nothing on standard output, exit code 2."""
        for line in lines:
            self.stderr.write(line)
        raise SystemExit(2)

    def _print(self, found: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
