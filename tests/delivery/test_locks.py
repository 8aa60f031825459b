"""The lock files are complete, agree with each other, and name no address."""

import re
import tomllib

import pytest
from django.conf import settings

LOCKS = settings.BASE / "coprod" / "requirements"
PROJECT = tomllib.loads((settings.BASE / "pyproject.toml").read_text())
NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")


def pins(lock):
    """Name and version of everything in the lock; a name may come twice, for different machines."""
    return list(re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", (LOCKS / lock).read_text(), re.M))


def names(lock):
    return {name for name, _version in pins(lock)}


def named(requirements):
    """The plain names of requirements, as lock files write them."""
    return {re.sub(r"[._-]+", "-", NAME.match(one)[1]).lower() for one in requirements}


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_a_lock_names_no_address(lock):
    assert "://" not in (LOCKS / lock).read_text()
    assert not re.search(r"^-", (LOCKS / lock).read_text(), re.M)


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_every_pin_carries_a_hash(lock):
    blocks = re.split(r"\n(?=[a-z0-9])", (LOCKS / lock).read_text().strip())

    assert len(blocks) == len(pins(lock)) > 20
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_every_direct_dependency_is_locked():
    assert named(PROJECT["project"]["dependencies"]) <= names("run.txt")
    assert named(PROJECT["dependency-groups"]["dev"]) <= names("dev.txt")


def test_tests_run_with_exactly_what_the_service_runs_with():
    assert set(pins("run.txt")) <= set(pins("dev.txt"))


def test_no_test_tool_is_installed_where_the_service_runs():
    assert named(PROJECT["dependency-groups"]["dev"]) & names("run.txt") == set()
