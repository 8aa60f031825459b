"""Tables to take away: CSV and Excel files in which no cell can become a formula (lessons.md 14)."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.utils.translation import gettext as _

RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")       # a program for tables may read these as a formula
MOST_IN_EXCEL = 5_000
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Sheet(NamedTuple):
    """A table by its title, the names of its columns, and its rows."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]


def plain(value: Any) -> str:
    """A cell as text: days as 2026-11-27, nothing as ""; where it could be read as a formula, after an apostrophe."""
    text = "" if value is None else value.isoformat() if isinstance(value, date | datetime) else str(value)
    return f"'{text}" if text.lstrip(" \n").startswith(RISKY) else text


def as_csv(sheet: Sheet) -> bytes:
    """With a mark at its beginning, so that Excel reads it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in _lines(sheet):
        writer.writerow([plain(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """Every cell is text. Raises ValueError above MOST_IN_EXCEL rows: that many are for the CSV."""
    import xlsxwriter

    if len(sheet.rows) > MOST_IN_EXCEL:
        raise ValueError("Too many rows for an Excel file made at once.")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(_("Table"))
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, max(len(sheet.head) - 1, 0), 28)
    page.freeze_panes(1, 0)
    for number, row in enumerate(_lines(sheet)):
        for place, value in enumerate(row):
            page.write_string(number, place, plain(value)[:32_000], wrapped if number else bold)
    book.close()
    return out.getvalue()


def _lines(sheet: Sheet) -> Iterable[Sequence[Any]]:
    yield sheet.head
    yield from sheet.rows


def download(sheet: Sheet, form: str, *, name: str) -> HttpResponse:
    """The table as a file. `form` is "csv" or "xlsx"; `name` is its name without an ending."""
    body = as_xlsx(sheet) if form == "xlsx" else as_csv(sheet)
    response = HttpResponse(body, content_type=TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
