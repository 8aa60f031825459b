"""Every sentence of every kind of message is known beforehand, so that a programme can put it in other words, and none goes out unseen."""

import ast
import inspect
import re
import sys
from pathlib import Path

import pytest

from coprod.post import wording
from coprod.post.catalogue import DIGEST, kinds
from coprod.post.models import Message
from coprod.post.plainness import faults_of
from coprod.post.registry import registry
from coprod.post.sentences import SUBJECT, Sentence, sentences_of
from tests.cast import gather
from tests.house.world import addresses

ROOT = Path(__file__).resolve().parents[2]
NOBODYS = {DIGEST}                          # its words are those of what it gathers
WRITTEN_EACH_TIME = {"announcement"}        # its subject is somebody's own


def said_in(module):
    """The literals that a module gives to gettext or ngettext of messages."""
    names = {name for name, value in vars(module).items() if value in (wording.gettext, wording.ngettext)}
    return {part.value for node in ast.walk(ast.parse(inspect.getsource(module)))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names
            for each in node.args for part in ast.walk(each) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def modules():
    return {inspect.unwrap(said).__module__ for kind, said in registry.words.items() if kind not in NOBODYS}


def test_no_sentence_of_a_module_of_messages_is_missing():
    """What is read from each kind's function makes up everything that the modules say: the walk loses nothing on its way."""
    known = {each.message for kind in kinds for each in sentences_of(kind)}

    assert {module: lost for module in sorted(modules()) if (lost := said_in(sys.modules[module]) - known)} == {}


def test_who_words_messages_takes_gettext_from_the_post():
    """Else a programme could not put that sentence in other words, and nobody would notice."""
    pattern = re.compile(r"^from django\.utils\.translation import .*\b(?:n?gettext)\b(?!_)", re.M)

    assert [module for module in sorted(modules()) if pattern.search(inspect.getsource(sys.modules[module]))] == []


def test_every_kind_has_a_subject_that_can_be_changed():
    assert {kind for kind in kinds if SUBJECT not in {each.role for each in sentences_of(kind)}} == NOBODYS | WRITTEN_EACH_TIME


def test_the_programs_own_sentences_keep_the_limits_that_managers_have():
    wrong = {(kind, each.message): found for kind in kinds for each in sentences_of(kind)
             if (found := list(faults_of(wording.as_read(each.message), each)))}

    assert wrong == {}


def test_every_fact_comes_back_as_the_program_puts_it():
    for kind in kinds:
        for each in sentences_of(kind):
            assert wording.as_kept_by_program(each.message, wording.as_read(each.message)) == each.message


@pytest.mark.once
def test_whatever_is_said_in_the_world_is_among_the_sentences_of_its_kind(db):
    """The messages of a world in which every page exists, made for real: nothing is said that the list does not hold."""
    addresses(gather())
    made = set()
    for message in Message.objects.exclude(kind__in=NOBODYS):
        with wording.seen() as seen:
            if registry.words[message.kind](message) is not None:
                made.add(message.kind)
        assert set(seen) <= {each.message for each in sentences_of(message.kind)}, message.kind

    assert len(made) > 15


@pytest.mark.parametrize(("text", "facts", "again"), [
    ("Come on {day}. 5% of us do.", {"day"}, "Come on %(day)s. 5%% of us do."), ("{n} of {n}", {"n"}, "%(n)d of %(n)d")])
def test_a_text_of_theirs_is_made_ready_for_its_facts(text, facts, again):
    original = "%(day)s" if "day" in facts else "%(n)d"

    assert wording.as_kept_by_program(original, text) == again
    assert set(Sentence(original, "line").facts) == facts
