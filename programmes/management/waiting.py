"""How the demo's web server begins: it reads the whole site once, for all its workers, and answers nobody before the story is told."""

import sys
from typing import Any

from programmes.management.children import GO_ON

preload_app = True


def on_starting(server: Any) -> None:
    """Called by gunicorn when the site is read and no port is open yet. Where nobody says that it may go on, nobody needs it any more."""
    if sys.stdin.buffer.readline() != GO_ON:
        raise SystemExit(0)
