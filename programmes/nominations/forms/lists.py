"""A list of people as a CSV file: read row by row, each good row as facts, each wrong one with what to mend (practice.md AF15)."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from coprod.kit.forms import clean_text
from partners.models import Partner
from programmes.calls.models import CallRequest
from programmes.nominations.models import Channel, Source
from programmes.profiles.models import RoleProfile

COLUMNS = ("name", "called", "email", "phone", "address", "area", "organisation", "role", "why")
LONGEST = {"name": 200, "called": 100, "email": 254, "phone": 40, "address": 500, "area": 200, "why": 4000}
MOST_ROWS = 20_000
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Row(NamedTuple):
    """One line of the file: its number there, what stood in it, and either the facts or what is wrong."""

    number: int
    values: dict[str, str]
    facts: dict[str, Any] | None
    wrong: str


def text_of(content: bytes) -> str:
    """The file as text, from a spreadsheet of today or of ten years ago. Raises ValidationError."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("This file cannot be read as text. Save it as CSV once more."))


class ListOfPeople:
    """The rows of a CSV file, against the roles of a call and the organisations that were asked. Raises ValidationError when the
    first row does not name the columns."""

    def __init__(self, content: bytes, *, roles: Iterable[RoleProfile], requests: Iterable[CallRequest]) -> None:
        text = text_of(content)
        self._roles = {each.title.casefold(): each for each in roles}
        self._requests = {each.organisation.name.casefold(): each for each in requests}
        comma = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
        self._reader = csv.reader(io.StringIO(text), delimiter=comma)
        head = [name.strip().casefold() for name in next(self._reader, [])]
        if "name" not in head:
            raise ValidationError(_("The first row must name the columns. “name” is needed; these are known: %(names)s") % {
                "names": ", ".join(COLUMNS)})
        self._head = head

    def rows(self) -> Iterator[Row]:
        """Every row that is not empty."""
        for number, cells in enumerate(self._reader, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if number > MOST_ROWS + 1:
                yield Row(number, {}, None, _("Only %(most)d rows are taken from one file") % {"most": MOST_ROWS})
                return
            found = dict(zip(self._head, cells, strict=False))
            values = {name: clean_text(found.get(name, ""), lines=name in ("address", "why")).strip() for name in COLUMNS}
            wrong = self._wrong(values)
            yield Row(number, values, None if wrong else self._facts(values), wrong)

    def _role(self, values: dict[str, str]) -> RoleProfile | None:
        if not values["role"] and len(self._roles) == 1:
            return next(iter(self._roles.values()))
        return self._roles.get(values["role"].casefold())

    def _wrong(self, values: dict[str, str]) -> str:
        """What to mend; "" if nothing."""
        if not values["name"]:
            return _("Enter the name")
        for name, most in LONGEST.items():
            if len(values[name]) > most:
                return _("“%(name)s” must be %(most)d characters or fewer") % {"name": name, "most": most}
        if values["email"]:
            try:
                validate_email(values["email"])
            except ValidationError:
                return _("Enter an e-mail address in the right format, like name@example.com")
        if not (values["email"] or values["phone"] or values["address"]):
            return _("Enter an e-mail address, a phone number or a postal address")
        if self._role(values) is None:
            return _("Enter one of the roles of this call: %(titles)s") % {"titles": "; ".join(each.title for each in self._roles.values())}
        if values["organisation"] and values["organisation"].casefold() not in self._requests:
            return _("This organisation is not on the list of the call. Put it on the list first, or leave the cell empty")
        return ""

    def _facts(self, values: dict[str, str]) -> dict[str, Any]:
        """For `receive`."""
        channel = Partner.Channel.EMAIL if values["email"] else Partner.Channel.PHONE if values["phone"] else Partner.Channel.POST
        request = self._requests.get(values["organisation"].casefold())
        return {"person": {name: values[name] for name in ("name", "called", "email", "phone", "address", "area")} | {"channel": channel},
                "profile": self._role(values), "request": request, "why": values["why"], "channel": Channel.FILE,
                "source": Source.ORGANISATION if request else Source.STAFF}


def errors_as_csv(rows: Iterable[Row]) -> str:
    """The wrong rows with what to mend beside each, to be mended and sent again. Nothing in it becomes a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([*COLUMNS, _("what to mend"), _("row")])
    for row in rows:
        cells = [row.values.get(name, "") for name in COLUMNS] + [row.wrong]
        writer.writerow([*(f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell for cell in cells), row.number])
    return file.getvalue()
