"""`manage.py check_stages`: what the clock does every hour, by hand; and what every running stage still lacks."""

import json
from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coprod.kit.clock import LONDON, day_of, now
from programmes.programme.models import Programme
from programmes.programme.roles import NAMES
from programmes.stages.actions.checking import check_stages
from programmes.stages.models import Answer, Stage
from programmes.stages.proofs import what_is_missing
from programmes.stages.showing import missing_in_words, people_in_roles, who_acts


def _who(role: str, names: list[str]) -> str:
    """A role, and who holds it."""
    return f"{NAMES[role]}: {', '.join(names)}" if names else str(NAMES[role])


class Command(BaseCommand):
    help = "Checks every running stage: what is ready, what fell back, what is missing, whom to remind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--programme", metavar="SLUG", help="only this programme")
        parser.add_argument("--as-at", metavar="DATE", help="as if it were that day, such as 2026-03-17; nothing is written then")
        parser.add_argument("--json", action="store_true", help="print what is missing, one object for every running stage")

    def handle(self, *args: Any, **options: Any) -> None:
        stages = self._stages(options["programme"])
        at = self._moment(options["as_at"])
        if options["as_at"] is None:
            done = check_stages(at=at, stages=stages if options["programme"] else None)
        report = list(self._report(stages.running(), at))
        if options["json"]:
            self.stdout.write(json.dumps(report, indent=1, ensure_ascii=False))
            return
        for stage in report:
            subject = f" {stage['subject']}" if stage["subject"] else ""
            self.stdout.write(f"{stage['programme']} {stage['stage']}{subject}: {stage['state']}")
            for standard in stage["standards"]:
                for words in standard["missing"]:
                    self.stdout.write(f"    {standard['code']} {words}")
        if options["as_at"] is None:
            self.stdout.write(", ".join(f"{name.replace('_', ' ')}: {n}" for name, n in vars(done).items()))

    def _stages(self, slug: str | None) -> Any:
        if slug is None:
            return Stage.objects.all()
        if not Programme.objects.filter(slug=slug).exists():
            raise CommandError(f"There is no programme {slug}.")
        return Stage.objects.filter(programme__slug=slug)

    def _moment(self, day: str | None) -> datetime:
        if day is None:
            return now()
        try:
            return datetime.combine(date.fromisoformat(day), time(12), tzinfo=LONDON)
        except ValueError:
            raise CommandError(f"{day} is not a date. Write it like 2026-03-17.") from None

    def _report(self, running: Any, at: datetime) -> Any:
        """One object for every running stage, with each standard, what is missing, and who must act next."""
        on, found = day_of(at), list(running.select_related("programme", "workstream").in_order())
        here = Stage.objects.filter(pk__in=[stage.pk for stage in found])
        missing, people = what_is_missing(here, on), people_in_roles(here, on=on)
        answers: dict[int, list[Answer]] = defaultdict(list)
        for answer in Answer.objects.filter(stage__in=found).in_order():
            answers[answer.stage_id].append(answer)
        for stage in found:
            yield {
                "programme": stage.programme.slug, "stage": stage.code, "subject": stage.subject() or None, "state": stage.state,
                "standards": [
                    {"code": answer.code, "state": answer.state, "missing": missing_in_words(answer, missing[stage.pk]),
                     "next": [_who(role, people.get((stage.pk, role), [])) for role in who_acts(stage, answer, missing[stage.pk])]}
                    for answer in answers[stage.pk]],
            }
