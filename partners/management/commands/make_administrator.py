"""Makes the first administrator of an installation, or one more. They take part as a partner too, so that they can invite."""

import getpass
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from coprod.accounts.actions import open_administrator
from coprod.kit.clock import now
from partners.people.actions import add_partner


class Command(BaseCommand):
    help = ("Makes a user who may use the staff tables. The password comes from COPROD_ADMIN_PASSWORD, from the "
            "first line of standard input, or is asked for.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("email")

    def handle(self, *args: Any, username: str, email: str, **options: Any) -> None:
        password = password_given()
        try:
            with transaction.atomic():
                user = open_administrator(username=username, email=email, password=password, at=now())
                add_partner(by=None, at=now(), name=username, email=user.email, is_professional=True, user=user)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(f"{username} may sign in now and use the staff tables.")


def password_given() -> str:
    """The password from the environment, the terminal or standard input, in that order of likelihood."""
    from_environment = os.environ.get("COPROD_ADMIN_PASSWORD")
    if from_environment:
        return from_environment
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
