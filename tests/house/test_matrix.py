"""Who gets what at every address (house.md C10, D15; lessons e1, e2, e5, e6). A route that is not in the table fails.

The cast is in tests/cast.py; sam manages another programme and knows every address of this one.
200 the page, 302 done (or, for nobody, led to sign in), 403 told why not, 404 may not even know that it is there,
410 used up. Rows marked POST take nothing else.
"""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from coprod.kit import heartbeat
from coprod.kit.checks import is_guarded_elsewhere
from coprod.post.models import Message
from tests.makers import MONDAY

ROLES = ("nobody", "sam", "vic", "forrest", "olga", "amina", "joe", "ines", "femi", "priya", "maya", "sid")
REFUSED = (403, 404)

EVERYBODY = (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
SIGNED_IN = (302, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
IN_IT     = (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
MANAGER   = (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403)
STAFF     = (302, 200, 200, 403, 200, 403, 403, 403, 403, 200, 200, 200)
ALLOCATE  = (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 403)
ANSWERS   = (302, 404, 403, 403, 403, 200, 200, 200, 403, 200, 200, 200)

LAY       = (302, 403, 403, 200, 403, 200, 200, 200, 200, 403, 403, 403)
OF_AMINA  = (302, 404, 404, 404, 404, 403, 404, 403, 404, 403, 200, 403)     # for the manager, on her page
ORGANISES = (302, 404, 404, 404, 404, 404, 404, 403, 404, 200, 200, 404)
AMINAS    = (302, 404, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404)     # the address names a thing of hers
MAYAS     = (302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404)     # she writes down for Amina, and nobody else may
RECRUITS  = (302, 404, 403, 403, 403, 200, 200, 200, 200, 200, 200, 200)
ADVISES   = (302, 404, 403, 403, 403, 200, 200, 200, 403, 403, 403, 403)
NOT_NOW   = (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 409, 403)     # its own tests show the state in which it is

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "healthz":                   EVERYBODY,
    "accessibility":             EVERYBODY,
    "privacy":                   EVERYBODY,
    "partners:invitation":       (410, 410, 410, 410, 410, 410, 410, 410, 410, 410, 410, 410),
    "account_draft":             (302, 302, 302, 302, 302, 302, 302, 302, 302, 302, 302, 302),
    "programmes:advice":         EVERYBODY,
    "programmes:advice-questions": EVERYBODY,
    "programmes:advice-question": EVERYBODY,
    "programmes:advice-shared":  EVERYBODY,
    "programmes:home":           SIGNED_IN,
    "programmes:queue":          SIGNED_IN,
    "programmes:search":         SIGNED_IN,
    "programmes:programme-list": SIGNED_IN,
    "programmes:programme-new":  STAFF,
    "programmes:programme":      IN_IT,
    "programmes:programme-change": MANAGER,
    "programmes:programme-close": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200),
    "programmes:trail":          IN_IT,
    "programmes:focus":          IN_IT,
    "programmes:focus-write":    MANAGER,
    "programmes:focus-comment":  (302, 404, 403, 403, 403, 200, 200, 200, 200, 403, 403, 403),
    "programmes:scope":          IN_IT,
    "programmes:scope-add":      MANAGER,
    "programmes:team":           IN_IT,
    "programmes:role-give":      MANAGER,
    "programmes:role-end":       MANAGER,
    "programmes:organisations":  IN_IT,
    "programmes:membership-add": MANAGER,
    "programmes:signatory-name": MANAGER,
    "programmes:touchstone-sign": (302, 404, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403),
    "programmes:organisation":   SIGNED_IN,
    "programmes:organisation-new": STAFF,
    "programmes:groups":         IN_IT,
    "programmes:group-found":    MANAGER,
    "programmes:group":          IN_IT,
    "programmes:group-terms":    MANAGER,
    "programmes:seat-propose":   ALLOCATE,
    "programmes:seat-office":    ALLOCATE,
    "programmes:vacancy-cover":  ALLOCATE,
    "programmes:seat-answer":    (302, 404, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
    "programmes:holding-agree":  (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403),
    "programmes:holding-end":    (302, 404, 403, 200, 403, 403, 403, 200, 403, 403, 200, 403),
    "programmes:lay-space":      (302, 404, 403, 403, 403, 200, 200, 200, 403, 403, 403, 403),
    "programmes:lay-space-open": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 200),
    "programmes:handover":       (302, 404, 404, 404, 404, 200, 404, 200, 404, 404, 404, 404),
    "programmes:swap-ask":       (302, 404, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403),
    "programmes:swap":           (302, 404, 404, 404, 404, 200, 404, 200, 404, 200, 404, 200),     # sid leads the other workstream
    "programmes:briefing-note":  (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403),
    "programmes:pairs":          ALLOCATE,
    "programmes:allocate":       ALLOCATE,
    "programmes:load":           (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 200),
    "programmes:seats":          IN_IT,
    "programmes:workstream":     IN_IT,
    "programmes:workstream-new": MANAGER,
    "programmes:workstream-change": MANAGER,
    "programmes:people":         (302, 200, 200, 403, 200, 403, 403, 200, 403, 200, 200, 200),
    "programmes:person-new":     STAFF,
    **dict.fromkeys((f"programmes:{page}" for page in ("contacts", "contact-note", "contact-name", "pack")), OF_AMINA),
    **dict.fromkeys(("programmes:need-arrange", "programmes:need-impossible"), ORGANISES),
    "programmes:letter":         MANAGER,
    "programmes:group-quiet":    ALLOCATE,
    "programmes:person":         (302, 404, 404, 404, 404, 200, 404, 200, 404, 200, 200, 200),
    "programmes:person-change":  (302, 404, 404, 404, 404, 200, 404, 403, 404, 403, 200, 403),
    "programmes:stage-plan":     MANAGER,
    "programmes:stage":          IN_IT,
    "programmes:stage-dates":    MANAGER,
    "programmes:stage-sign":     (302, 404, 403, 403, 403, 200, 200, 200, 403, 200, 403, 403),
    "programmes:stage-proceed":  (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200),
    "programmes:stage-reopen":   (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 200),
    "programmes:stage-trail":    IN_IT,
    "programmes:standard":       IN_IT,
    "programmes:standard-claim": ANSWERS,
    "programmes:standard-not-met": ANSWERS,
    "programmes:standard-dispute": (302, 404, 403, 403, 403, 200, 200, 200, 403, 403, 403, 403),
    "programmes:evidence-add":   ANSWERS,
    "programmes:evidence":       IN_IT,
    "programmes:message-told":   MANAGER,
    "programmes:type":           IN_IT,
    "programmes:type-answer":    (302, 404, 403, 403, 403, 403, 403, 403, 200, 403, 200, 403),
    "programmes:type-check":     (302, 404, 403, 403, 403, 403, 403, 403, 200, 403, 404, 403),
    "programmes:type-choose":    MANAGER,
    "programmes:type-stages":    MANAGER,
    "programmes:choice-view":    (302, 404, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403),
    "programmes:choice-compare": (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 403),
    "programmes:edition":        IN_IT,
    "programmes:edition-propose": (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 403),
    "programmes:edition-refuse": (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "programmes:profiles":       IN_IT,
    "programmes:profile-new":    MANAGER,
    "programmes:profile":        IN_IT,
    "programmes:profile-change": (302, 404, 403, 404, 403, 403, 403, 403, 403, 403, 200, 403),
    "programmes:profile-say":    (302, 404, 403, 404, 403, 403, 403, 200, 200, 403, 403, 403),
    "programmes:profile-answer": (302, 404, 403, 404, 403, 403, 403, 403, 403, 403, 200, 403),
    "programmes:profile-publish": (302, 404, 403, 404, 403, 403, 403, 403, 403, 403, 200, 403),
    "programmes:open-roles":     EVERYBODY,
    "programmes:open-role":      EVERYBODY,
    "programmes:put-oneself-forward": EVERYBODY,
    "programmes:calls":          IN_IT,
    "programmes:call-new":       MANAGER,
    "programmes:call":           IN_IT,
    "programmes:call-change":    MANAGER,
    "programmes:call-withdraw":  MANAGER,
    "programmes:call-close":     MANAGER,
    "programmes:request-new":    MANAGER,
    "programmes:request-decline": MANAGER,
    "programmes:copy":           EVERYBODY,
    "programmes:copy-new":       MANAGER,
    "programmes:copy-ready":     MANAGER,
    "programmes:copy-impossible": MANAGER,
    "programmes:register":       MANAGER,
    "programmes:nomination-new": MANAGER,
    "programmes:alike":          MANAGER,
    "programmes:nomination":     MANAGER,
    "programmes:nomination-consent": MANAGER,
    "programmes:nomination-withdraw": MANAGER,
    "programmes:nomination-recording": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 404, 403),     # there is none
    "programmes:list-new":       MANAGER,
    "programmes:forum-join":     MANAGER,
    "programmes:batch":          MANAGER,
    "programmes:batch-errors":   MANAGER,
    "programmes:offer":          EVERYBODY,
    "programmes:induction-by-link": EVERYBODY,
    "programmes:interests-by-link": EVERYBODY,
    "programmes:confidentiality-by-link": EVERYBODY,
    "programmes:offer-new":      MANAGER,
    "programmes:offer-note":     MANAGER,
    "programmes:offer-answer":   (302, 404, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403),
    "programmes:appointments":   (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 200),
    "programmes:interest-register": IN_IT,
    "programmes:about-by-link":  EVERYBODY,         # the link is the key
    "programmes:buddy-by-link":  EVERYBODY,
    "programmes:buddy-note":     MANAGER,
    "programmes:my-roles":       SIGNED_IN,
    "programmes:appointment":    (302, 404, 403, 403, 403, 200, 403, 200, 403, 403, 200, 200),
    "programmes:appointment-settle": MANAGER,
    "programmes:appointment-pause": MANAGER,
    "programmes:appointment-renew": MANAGER,
    "programmes:appointment-leave": (302, 404, 403, 403, 403, 200, 403, 403, 403, 403, 200, 403),
    "programmes:appointment-thank": MANAGER,
    "programmes:appointment-exit": MANAGER,
    "programmes:induction":      (302, 404, 403, 403, 403, 200, 403, 200, 403, 403, 200, 200),
    "programmes:induction-note": MANAGER,
    "programmes:interests":      (302, 404, 403, 403, 403, 200, 403, 403, 403, 403, 200, 403),
    "programmes:interest-review": MANAGER,
    "programmes:confidentiality": (302, 404, 403, 403, 403, 200, 403, 403, 403, 403, 200, 403),
    "programmes:buddy-propose":  ALLOCATE,
    "programmes:buddy":          (302, 404, 403, 403, 403, 200, 200, 403, 403, 403, 403, 403),
    "programmes:check-in":       (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "programmes:nominate":       EVERYBODY,         # the link is the key
    "programmes:nominate-person": EVERYBODY,
    "programmes:nominate-decline": EVERYBODY,
    "programmes:my-nomination":  EVERYBODY,
    "programmes:my-withdrawal":  EVERYBODY,
    "programmes:my-outcome":     EVERYBODY,
    "programmes:panel-name":     MANAGER,
    "programmes:panel":          IN_IT,
    "programmes:panel-change":   MANAGER,
    "programmes:panel-declare":  (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 403, 403),
    "programmes:panel-release":  (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403),     # priya chairs it
    "programmes:panel-again":    MANAGER,
    "programmes:nominee":        (302, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200, 404),
    "programmes:nominee-marks":  (302, 404, 404, 404, 404, 200, 200, 404, 404, 200, 403, 404),
    "programmes:nominee-conflict": (302, 404, 404, 404, 404, 200, 200, 404, 404, 200, 403, 404),
    "programmes:nominee-decide": (302, 404, 404, 404, 404, 200, 200, 404, 404, 200, 403, 404),
    "programmes:nominee-recording": (302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),      # there is none
    "programmes:outcome-note":   MANAGER,
    "partners:about-you":        SIGNED_IN,
    "programmes:recruitment":    RECRUITS,
    "programmes:strategy-new":   MANAGER,
    "programmes:strategy":       RECRUITS,
    "programmes:strategy-change": NOT_NOW,
    "programmes:target-add":     NOT_NOW,
    "programmes:strategy-say":   ADVISES,
    "programmes:strategy-answer": MANAGER,
    "programmes:gap-check-new":  NOT_NOW,
    "programmes:gap-check":      RECRUITS,
    "programmes:gap-decide":     NOT_NOW,
    "programmes:gap-check-refuse": ADVISES,
    "programmes:gap-answer":     MANAGER,
    "programmes:calendar":       EVERYBODY,
    "display":                  SIGNED_IN,
    "programmes:asked":         SIGNED_IN,
    "programmes:my-voice":      LAY,
    **dict.fromkeys((f"programmes:me{page}" for page in (
        "", "-reach", "-bring", "-limits", "-named", "-support", "-need-new", "-support-right", "-break", "-looks", "-supporters",
        "-supporter-new", "-wishes", "-hours")), LAY),
    **dict.fromkeys(("programmes:me-need", "programmes:me-need-change", "programmes:me-need-not", "programmes:me-handover"), AMINAS),
    "programmes:me-briefing":    (302, 404, 404, 404, 404, 200, 200, 404, 404, 404, 404, 404),
    **dict.fromkeys((f"programmes:for{page}" for page in (
        "", "-reach", "-bring", "-limits", "-named", "-support", "-need-new", "-support-right", "-need", "-need-change", "-need-not",
        "-wishes", "-hours", "-handover", "-briefing", "-seat")), MAYAS),
    "programmes:behalf-begin":  (302, 404, 404, 404, 404, 403, 404, 403, 404, 403, 200, 403),
    "programmes:helping":       EVERYBODY,         # the link is the key
    "programmes:tailorings":     IN_IT,
    "programmes:tailoring":      IN_IT,
    "programmes:tailoring-propose": (302, 404, 403, 403, 403, 200, 200, 200, 200, 200, 200, 200),
    "programmes:tailoring-refuse": (302, 404, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403),
    "programmes:tailoring-end":  (302, 404, 403, 403, 403, 403, 403, 200, 200, 403, 200, 200),
    "programmes:tailoring-renew": (302, 404, 403, 403, 403, 200, 200, 200, 200, 403, 200, 200),
    "programmes:tailoring-review": (302, 404, 403, 403, 403, 200, 200, 200, 403, 403, 403, 403),
}
POSTS = {
    "programmes:me-need-works":  (302, 404, 404, 404, 404, 302, 404, 404, 404, 404, 404, 404),
    "programmes:me-need-end":    (302, 404, 404, 404, 404, 302, 404, 404, 404, 404, 404, 404),
    "programmes:me-supporter-end": (302, 404, 404, 404, 404, 302, 404, 404, 404, 404, 404, 404),
    "programmes:me-come-back":   (302, 403, 403, 409, 403, 409, 409, 409, 409, 403, 403, 403),     # nobody here is on a break
    "programmes:for-need-works": (302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 302, 404),
    "programmes:for-need-end":   (302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 302, 404),
    "programmes:for-end":        (302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 302, 404),
    "programmes:advice-check":   EVERYBODY,
    "programmes:advice-result":  EVERYBODY,
    "programmes:advice-link":    EVERYBODY,
    "programmes:scope-remove":   (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:lay-note-take-back": (302, 404, 404, 404, 404, 302, 403, 403, 404, 404, 404, 404),
    "programmes:swap-answer":    (302, 404, 404, 404, 404, 403, 404, 302, 404, 302, 404, 302),
    "programmes:swap-withdraw":  (302, 404, 404, 404, 404, 302, 404, 403, 404, 403, 404, 403),
    "programmes:seat-add":       (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:pack-posted":    (302, 404, 404, 404, 404, 403, 404, 403, 404, 403, 302, 403),
    "programmes:person-invite":  (302, 404, 404, 404, 404, 404, 404, 403, 404, 403, 302, 403),
    "programmes:stage-open":     (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:standard-confirm": (302, 404, 403, 403, 403, 302, 302, 302, 403, 403, 403, 403),
    "programmes:standard-withdraw": (302, 404, 403, 403, 403, 403, 403, 403, 403, 302, 403, 403),
    "programmes:edition-agree":  (302, 404, 403, 403, 403, 403, 403, 302, 403, 403, 403, 403),
    "programmes:edition-withdraw": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:tailoring-agree": (302, 404, 403, 403, 403, 403, 403, 302, 302, 403, 403, 403),
    "programmes:tailoring-withdraw": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:offer-withdraw": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:appointment-resume": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:induction-done": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:induction-confirm": (302, 404, 403, 403, 403, 302, 403, 403, 403, 403, 403, 403),
    "programmes:buddy-agree":    (302, 404, 403, 403, 403, 302, 302, 403, 403, 403, 403, 403),
    "programmes:buddy-decline":  (302, 404, 403, 403, 403, 302, 302, 403, 403, 403, 403, 403),
    "programmes:buddy-end":      (302, 404, 403, 403, 403, 403, 403, 302, 403, 403, 403, 403),
    "programmes:profile-ask":    (302, 404, 403, 404, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:profile-take-back": (302, 404, 403, 404, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:profile-close":  (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:profile-anew":   (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:call-open":      (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:request-strike": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:shortlist":      (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:panel-begin":    (302, 404, 403, 403, 403, 403, 403, 403, 403, 302, 302, 403),
    "programmes:panel-open-marks": (302, 404, 403, 403, 403, 403, 403, 403, 403, 302, 403, 403),
    "programmes:batch-run":      (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:batch-undo":     (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:batch-discard":  (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:strategy-ask":   NOT_NOW,
    "programmes:target-remove":  NOT_NOW,
    "programmes:strategy-take-back": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:gap-check-ask":  NOT_NOW,
    "programmes:gap-check-take-back": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:gap-check-confirm": (302, 404, 403, 403, 403, 302, 302, 302, 403, 403, 403, 403),
    "programmes:calendar-make":  (302, 404, 403, 403, 403, 302, 302, 302, 302, 302, 302, 302),
    "programmes:calendar-stop":  (302, 404, 403, 403, 403, 302, 302, 302, 302, 302, 302, 302),
    "programmes:evidence-withdraw": (302, 404, 403, 403, 403, 403, 403, 403, 403, 302, 302, 403),
}


def routes_of_ours(resolver=None, before=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes_of_ours(pattern, f"{before}{pattern.namespace}:" if pattern.namespace else before)
        elif not is_guarded_elsewhere(pattern) and pattern.callback.access != "administrators":
            yield f"{before}{pattern.name}"


def test_the_table_names_every_route_and_nothing_else():
    """The staff tables and the sign-in pages have tests of their own, in tests/accounts."""
    assert sorted([*PAGES, *POSTS]) == sorted(routes_of_ours())


class Writes:
    """Statements that wrote anything but the session."""

    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        first = sql.lstrip().split(None, 1)[0].upper()
        if first in ("INSERT", "UPDATE", "DELETE") and "session" not in sql:
            self.seen.append(sql[:200])
        return execute(sql, params, many, context)


def attempt(client, method, address):
    """Ask once and undo it; answers with the response and what was written on the way."""
    writes = Writes()
    with transaction.atomic(), connection.execute_wrapper(writes):
        response = getattr(client, method)(address)
        if response.streaming:
            list(response)      # to its end, so that the file is closed
        transaction.set_rollback(True)
    return response, writes.seen


@pytest.fixture
def site(furnished):
    cast, where = furnished
    heartbeat.beat(at=MONDAY)
    yield where, cast
    cache.clear()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_at_every_address_what_the_table_says(site, role):
    where, cast = site
    column, client = ROLES.index(role), Client()
    if role != "nobody":
        client.force_login(getattr(cast, role).user)

    wrong, messages = [], Message.objects.count()
    for name in [*PAGES, *POSTS]:
        address = where[name]
        expected = (PAGES.get(name) or POSTS[name])[column]
        methods = ["post"] if name in POSTS else ["get"] if expected not in (*REFUSED, 302) else ["get", "post"]
        for method in methods:
            cache.delete_many(["tries"])
            response, written = attempt(client, method, address)
            if response.status_code != expected:
                wrong.append(f"{method} {name}: {response.status_code}, not {expected}")
            if expected in REFUSED and written:
                wrong.append(f"{method} {name} was refused and wrote {written}")
        if name in POSTS and attempt(client, "get", address)[0].status_code not in (405, 302):
            wrong.append(f"get {name} is not refused")

    assert wrong == []
    assert Message.objects.count() == messages


def test_a_refusal_gives_its_reason_in_words_and_names_nothing_that_is_hidden(site, client):
    where, cast = site
    client.force_login(cast.vic.user)
    told = client.get(where["programmes:stage-proceed"])
    client.force_login(cast.sam.user)
    hidden = client.get(where["programmes:stage-proceed"])

    assert "Only the senior responsible owner may proceed without lay agreement." in told.content.decode()
    assert told.status_code == 403
    assert hidden.status_code == 404
    assert "Care Together" not in hidden.content.decode()
    assert "Housing" not in hidden.content.decode()


def test_a_key_that_belongs_to_nobody_opens_nothing(site, client):
    """A user without a partner, such as an administrator of the installation."""
    from coprod.accounts.actions import open_account

    where, _cast = site
    client.force_login(open_account(username="keyring", password="three green bicycles", email="", is_professional=True, at=MONDAY))
    open_anyway = {"display", "programmes:home", "programmes:search", "programmes:programme-list", "account_draft"} | {
        name for name, row in PAGES.items() if row[0] in (200, 410)}

    answers = {name: client.get(address).status_code for name, address in where.items() if name not in {*open_anyway, *POSTS}}

    assert set(answers.values()) <= set(REFUSED)
