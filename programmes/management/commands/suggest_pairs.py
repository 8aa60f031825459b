"""`manage.py suggest_pairs`: which two lay partners suit which workstream, from a problem in JSON. It never asks the database."""

import json
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from coprod.kit.json_input import Unreadable, read_json
from programmes.pairing.catalogue import Suggestion, mistakes, problem_from, suggest


class Command(BaseCommand):
    help = "Suggests pairs of lay partners for workstreams, and says of each empty seat which rule stands in the way."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--input", required=True, metavar="FILE",
                            help="a JSON file with workstreams and people, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = read_json(options["input"])
        except Unreadable as error:
            self._refuse(error.lines)
        wrong = mistakes(data)
        if wrong:
            self._refuse(wrong)
        problem = problem_from(data)
        suggestion = suggest(problem)
        if options["json"]:
            self.stdout.write(json.dumps(suggestion.as_dict(), ensure_ascii=False, indent=2))
            return
        self._tell(suggestion, {each.id: each.name or str(each.id) for each in (*problem.streams, *problem.people)})

    def _tell(self, suggestion: Suggestion, names: dict[Any, str]) -> None:
        for pair in suggestion.pairs:
            parts = ", ".join(f"{name.replace('_', ' ')} {points:+d}" for name, points in pair.parts.items() if points)
            one, other = (names[each] for each in pair.people)
            self.stdout.write(f"{names[pair.stream]}: {one} and {other}, {pair.score} points" + (f" ({parts})" if parts else ""))
        for gap in suggestion.unfilled:
            self.stdout.write(f"{names[gap.stream]}: nobody. {gap.why}")
        self.stdout.write(f"Total: {suggestion.total} points.")

    def _refuse(self, lines: list[str]) -> NoReturn:
        """One line a mistake on standard error, nothing on standard output, exit code 2."""
        for line in lines:
            self.stderr.write(line)
        raise SystemExit(2)
