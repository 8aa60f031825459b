"""`manage.py bench`: how fast the pages and the clock's check are, as ratios to limits measured beside them."""

import os
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


def sizes(text: str) -> list[int]:
    """Numbers of programmes with commas between, such as 1000,10000."""
    try:
        found = [int(each) for each in text.split(",")]
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a list of numbers. Write it like 1000,10000.") from None
    if min(found) < 10:
        raise ArgumentTypeError("Measure with 10 programmes or more.")
    return found


class Command(BaseCommand):
    help = ("Measures pages and the check of all stages on generated data, on the PostgreSQL server of DATABASE_URL, and prints a "
            "table of goals. The databases bench_... are kept for the next run.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sizes", type=sizes, help="numbers of programmes for the pages (1000,10000,100000)")
        parser.add_argument("--sweeps", type=sizes, help="numbers of programmes for the check (100,1000,10000)")
        parser.add_argument("--mails", type=int, default=0, help="mails that are sent (2000; quick: 100)")
        parser.add_argument("--rounds", type=int, default=0, help="rounds of each (5; quick: 2)")
        parser.add_argument("--quick", action="store_true", help="small sizes and few rounds: to see that all works")
        parser.add_argument("--out", metavar="FILE", help="write every round into this file, as JSON")
        parser.add_argument("--clean", action="store_true", help="remove the databases bench_... and measure nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from tests.bench import run
            from tests.bench.databases import NotHere
        except ModuleNotFoundError as missing:
            if missing.name and missing.name.split(".")[0] == "tests":
                raise CommandError("The measurements are not shipped with the service: run this in a clone of the project.") from None
            raise
        url, quick = os.environ.get("DATABASE_URL", ""), options["quick"]
        try:
            if options["clean"]:
                self.stdout.write(", ".join(run.clean(url, live=settings.LIVE)) or "There was nothing to remove.")
                return
            found = run.measure(
                url, sizes=options["sizes"] or ((100, 1_000) if quick else run.SIZES),
                sweeps=options["sweeps"] or ((100,) if quick else run.SWEEPS),
                mails=options["mails"] or (100 if quick else run.MAILS),
                rounds=options["rounds"] or (2 if quick else 5), seconds=0.3 if quick else 0.6,
                live=settings.LIVE, say=self.stdout.write)
        except (NotHere, ValueError) as refusal:
            raise CommandError(str(refusal)) from None
        judged, text = run.report(found)
        self.stdout.write(text)
        if options["out"]:
            run.write(found, judged, Path(options["out"]))
