"""`manage.py verify_trail`: walk every book and name the first broken link."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coprod.trail.models import Book, Row
from coprod.trail.moves import first_broken_link


class Command(BaseCommand):
    help = "Checks that no row of the trail was changed, removed or slipped in. Exit 1 names the first broken link."

    def handle(self, *args: Any, **options: Any) -> None:
        written = set(Row.objects.values_list("book", flat=True).distinct())
        for lost in sorted(written - set(Book.objects.values_list("name", flat=True))):
            raise CommandError(f"{lost}: its rows have no book")
        total = 0
        for book in Book.objects.order_by("name"):
            rows = Row.objects.filter(book=book.name).order_by("number")
            if broken := first_broken_link(rows.iterator(chunk_size=2000), book):
                raise CommandError(broken)
            total += book.length
        self.stdout.write(f"{total} rows in {Book.objects.count()} books: every link holds.")
