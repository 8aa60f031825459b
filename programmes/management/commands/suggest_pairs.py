"""`manage.py suggest_pairs`: which two lay partners suit which workstream, of a programme, or from a problem in JSON without a database."""

import json
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from coprod.kit.json_input import Unreadable, read_json
from programmes.pairing.catalogue import Problem, Suggestion, mistakes, problem_from, suggest


class Command(BaseCommand):
    help = "Suggests pairs of lay partners for workstreams, and says of each empty seat which rule stands in the way."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        given = parser.add_mutually_exclusive_group(required=True)
        given.add_argument("--programme", metavar="SLUG", help="the short name of a programme, as in its address")
        given.add_argument("--input", metavar="FILE", help="a JSON file with workstreams and people, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        problem = self._of_programme(options["programme"]) if options["programme"] else self._from_file(options["input"])
        suggestion = suggest(problem)
        if options["json"]:
            self.stdout.write(json.dumps(suggestion.as_dict(), ensure_ascii=False, indent=2))
            return
        self._tell(suggestion, {each.id: each.name or str(each.id) for each in (*problem.streams, *problem.people)})

    def _from_file(self, path: str) -> Problem:
        try:
            data = read_json(path)
        except Unreadable as error:
            self._refuse(error.lines)
        wrong = mistakes(data)
        if wrong:
            self._refuse(wrong)
        return problem_from(data)

    def _of_programme(self, slug: str) -> Problem:
        """The seats and people of a programme today. What the file never needs is read only here."""
        from coprod.kit.clock import day_of, now
        from programmes.pairing.policies import table_of
        from programmes.programme.models import Programme

        programme = Programme.objects.filter(slug=slug).first()
        if programme is None:
            self._refuse([f"There is no programme with the short name {json.dumps(slug)}."])
        return table_of(programme, on=day_of(now())).problem

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
