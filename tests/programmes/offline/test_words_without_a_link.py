"""What is told by phone or on paper says how to answer by phone and by post, and nothing of links and buttons."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from coprod.post.actions.mail import as_mail
from coprod.post.planning import Reach
from coprod.post.registry import Words, registry
from tests.programmes.offline.doing import page, reached, waits

ROOT = Path(__file__).resolve().parents[3]
OF_THE_WEB = re.compile(r"\b(links?|press|button|sign(ing)? in|click|website)\b", re.IGNORECASE)
# Told by mail alone: what belongs to an address that somebody typed in, to an account, or to staff at their screens.
BY_MAIL_ALONE = {"Press the button, and you are a member. If it was not you, do nothing: we erase the address after two weeks.",
                 "Somebody asked for a new link to what became of your answers about “%(plan)s”. Here it is.",
                 "You are invited to take part. To sign in, you need an account of your own.",
                 "Open the link and choose a user name and a password. The link works once, for two weeks."}


def lines_in_the_sources():
    """Every fixed sentence in the `lines` of a message, with its file."""
    for top in ("partners", "programmes", "coprod/post"):
        for source in (ROOT / top).rglob("*.py"):
            text = source.read_text()
            for call in ast.walk(ast.parse(text)) if "Words(" in text else ():
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Words":
                    for given in call.keywords:
                        if given.arg == "lines":
                            yield from ((source.name, each.value) for each in ast.walk(given.value)
                                        if isinstance(each, ast.Constant) and isinstance(each.value, str))


def test_no_message_speaks_of_a_link_in_what_is_read_out_or_printed():
    found = list(lines_in_the_sources())
    wrong = {words for _name, words in found if OF_THE_WEB.search(words)} - BY_MAIL_ALONE

    assert wrong == set() and len(found) > 200


def test_the_check_notices_a_sentence_about_a_link():
    assert OF_THE_WEB.search("The link is yours.") and OF_THE_WEB.search("One press of a button")
    assert not OF_THE_WEB.search("A design in blue")


@pytest.mark.django_db
def test_a_mail_says_it_and_a_letter_and_a_call_do_not(cast, clock, monkeypatch):
    lines = ["You are offered a role.", "Now the plan says: it is open. https://a.example/plan/1#p", "Join online: https://a.example/meet"]
    words = Words(subject="A role for you", lines=lines, by_link=["Open the link and answer."], action="Answer", path="/o/")
    doreen = reached("Doreen Applegarth", "post")
    message = waits(cast, doreen)
    monkeypatch.setitem(registry.words, message.kind, lambda _message: words)
    mail = as_mail(message, words, Reach(called="Doreen", channel="email", email="d@example.test"), None)
    letter, call = page(cast.maya, "letter", str(message.pk)), page(cast.maya, "call-to", doreen.ref)

    assert "Open the link and answer." in mail.body and all("Open the link and answer." in str(each[0]) for each in mail.alternatives)
    for shown in (letter, call):
        assert "You are offered a role." in shown and "Now the plan says: it is open." in shown
        assert "Open the link" not in shown and "a.example" not in shown and "Join online" not in shown
    assert "Through Relay UK" in letter and "By post: write on this paper" in letter
    assert settings.CONTACT_PHONE in letter and settings.CONTACT_PHONE in call
