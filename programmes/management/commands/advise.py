"""`manage.py advise`: which type of co-production the answers in a file lead to, as JSON. It never asks the database."""

import json
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from coprod.kit.json_input import Unreadable, read_json
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
        try:
            answers = read_json(options["answers"])
        except Unreadable as error:
            self._refuse(error.lines)
        wrong = mistakes(answers)
        if wrong:
            self._refuse(wrong)
        self._print(advise(answers).as_dict())

    def _refuse(self, lines: list[str]) -> NoReturn:
        """One line a mistake on standard error, nothing on standard output, exit code 2."""
        for line in lines:
            self.stderr.write(line)
        raise SystemExit(2)

    def _print(self, found: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
