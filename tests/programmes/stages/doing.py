"""What people do again and again in the tests of stages: through the real addresses, as a browser would."""

from typing import Any

from django.test import Client
from django.urls import reverse

from partners.models import Partner
from programmes.stages.models import Answer, Stage
from tests.makers import a_claim, a_stage, all_met


def as_(person: Partner) -> Client:
    """A browser in which that person is signed in."""
    client = Client()
    client.force_login(person.user)
    return client


def post(person: Partner, route: str, thing: Any, **data: Any):
    """What the person gets when they send a form to `programmes:route` of the thing."""
    return as_(person).post(reverse(f"programmes:{route}", args=[getattr(thing, "ref", thing)]), data)


def get(person: Partner, route: str, thing: Any):
    return as_(person).get(reverse(f"programmes:{route}", args=[getattr(thing, "ref", thing)]))


MINUTE = {"kind": "minute", "title": "Minutes of 3 March, item 4", "dated_on": "2026-03-03", "audience": "programme"}
CLAIM = {"claim": "Papers went out on 3 March.", **MINUTE}


def fresh(answer: Answer) -> Answer:
    """The answer as the database knows it now, with its stage."""
    return Answer.objects.select_related("stage__programme", "stage__workstream").get(pk=answer.pk)


def first_of(stage: Stage, code: str = "") -> Answer:
    found = stage.answers.in_order().select_related("stage__programme", "stage__workstream")
    return found.get(code=code) if code else found.first()


def s8(cast: Any) -> Stage:
    """Stage 8 of Housing, open: nothing in it is known to the records. Priya and the pair sign it."""
    return a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing)


def ready(cast: Any) -> Stage:
    """Stage 8 of Housing with every standard claimed by Priya and confirmed by Amina."""
    return all_met(s8(cast), claimed_by=cast.priya, confirmed_by=cast.amina)


def claimed(cast: Any, stage: Stage | None = None) -> Answer:
    """The first standard of stage 8, claimed by Priya."""
    return a_claim(first_of(stage or s8(cast)), by=cast.priya)
