"""The audit of the lock fails on what it finds, and only says so where nobody can be asked."""

import importlib.util
import json

import pytest
from django.conf import settings

spec = importlib.util.spec_from_file_location("audit", settings.BASE / ".ci" / "audit.py")
audit = importlib.util.module_from_spec(spec)
spec.loader.exec_module(audit)

CLEAN = {"name": "django", "version": "5.2.19", "vulns": []}
ILL = {"name": "redis", "version": "8.1.0", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}
UNKNOWN = {"name": "celery", "skip_reason": "not found"}


def report(*packages):
    return json.dumps({"dependencies": packages})


@pytest.mark.parametrize(("code", "written", "messages", "verdict"), [
    (0, report(CLEAN), "", (0, "audit: no known vulnerability in 1 packages")),
    (1, report(CLEAN, ILL), "", (1, "audit: redis 8.1.0: PYSEC-1, PYSEC-2")),
    (1, report(UNKNOWN, ILL), "", (1, "audit: redis 8.1.0: PYSEC-1, PYSEC-2")),
    (0, report(CLEAN, UNKNOWN), "", (1, "audit: some packages are unknown to the vulnerability service: celery")),
    (0, report(UNKNOWN), "", (0, "audit: not done, the index in use here has no vulnerability service behind it")),
    (1, "", "Traceback\nrequests.exceptions.ConnectionError: no route",
     (0, "audit: not done, the vulnerability service cannot be reached from here")),
    (1, "", "ERROR: hashes are missing", (1, "audit: failed without a report: ERROR: hashes are missing")),
    (0, "", "", (1, "audit: failed without a report: no message")),
])
def test_the_verdict(code, written, messages, verdict):
    assert audit.verdict(code, written, messages) == verdict
