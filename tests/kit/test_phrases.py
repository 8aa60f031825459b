"""The Welsh catalogue: it says only what is said somewhere, keeps every fact, and the .mo that pages read is made of it."""

import gettext
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from coprod.kit import phrases

HERE = phrases.folder("cy")
WELSH = phrases.read((HERE / "django.po").read_text(encoding="utf-8"))


def test_the_catalogue_fits_the_sources():
    known = phrases.in_sources(Path(settings.BASE))

    assert phrases.faults(WELSH, known) == []
    assert len(WELSH) > 400 and len(known) > 9000


def test_what_pages_read_is_what_the_catalogue_says():
    """Run `manage.py phrases` after a change of the .po."""
    assert (HERE / "django.mo").read_bytes() == phrases.compiled(WELSH)


def test_the_standard_library_reads_the_file_that_we_write():
    found = gettext.GNUTranslations(io.BytesIO(phrases.compiled(WELSH)))

    assert found.gettext("Sign in") == "Mewngofnodi"
    assert [found.ngettext("%(number)s day", "%(number)s days", n) for n in (1, 2, 3, 8)] == ["%(number)s diwrnod"] * 4


def test_pages_speak_it():
    with translation.override("cy"):
        assert translation.gettext("Sign out") == "Allgofnodi"
    assert translation.gettext("Sign out") == "Sign out"


A_FILE = '''msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

# a remark
msgid "Dear %(name)s,"
msgstr "Annwyl "
"%(name)s,"

msgid "%(n)d day"
msgid_plural "%(n)d days"
msgstr[0] "%(n)d diwrnod"
msgstr[1] "%(n)d ddiwrnod"
'''


def test_a_file_is_read_entry_by_entry():
    assert phrases.read(A_FILE)[1:] == [phrases.Phrase("Dear %(name)s,", "", ("Annwyl %(name)s,",)),
                                        phrases.Phrase("%(n)d day", "%(n)d days", ("%(n)d diwrnod", "%(n)d ddiwrnod"))]


def test_a_line_that_is_not_understood_is_named():
    with pytest.raises(ValueError, match="line 3 is not understood"):
        phrases.read('msgid "a"\nmsgstr "b"\nfuzzy\n')


@pytest.mark.parametrize(("entry", "fault"), [
    ('msgid "Nobody says this"\nmsgstr "x"', "nobody says “Nobody says this”"),
    ('msgid "Sign in"\nmsgstr "x"\n\nmsgid "Sign in"\nmsgstr "y"', "“Sign in” stands there twice"),
    ('msgid "Sign in"\nmsgstr ""', "“Sign in” has no words"),
    ('msgid "Dear %(name)s,"\nmsgstr "Annwyl"', "“Dear %(name)s,” loses or gains a fact in “Annwyl”"),
    ('msgid "Dear %(name)s,"\nmsgstr "Annwyl %(nmae)s"', "“Dear %(name)s,” loses or gains a fact in “Annwyl %(nmae)s”")])
def test_the_check_finds_what_is_wrong(entry, fault):
    head = 'msgid ""\nmsgstr "x"\n\n'

    assert phrases.faults(phrases.read(head + entry + "\n"), {"Sign in": "", "Dear %(name)s,": ""}) == [fault]


@pytest.mark.parametrize(("source", "found"), [
    ("{% translate 'Sign in' %}", {"Sign in": ""}),
    ('{% card title=_("Sign in") %}', {"Sign in": ""}),
    ("{% blocktranslate trimmed with name=x %}\n  Dear {{ name }},\n{% endblocktranslate %}", {"Dear %(name)s,": ""}),
    ("{% blocktranslate count n=x %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}", {"%(n)s day": "%(n)s days"})])
def test_templates_are_read_as_pages_say_them(source, found):
    assert dict(phrases.in_template(source)) == found


def test_code_is_read_by_what_it_imports():
    source = "from django.utils.translation import gettext as say, ngettext\nsay('A')\nngettext('B', 'Bs', 2)\nother('C')"

    assert dict(phrases.in_python(source)) == {"A": "", "B": "Bs"}
