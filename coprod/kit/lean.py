"""Templates without their indentation: readers of pages pay for every space."""

import re
from typing import Any

from django.template.loaders.filesystem import Loader

INDENTATION = re.compile(r"\n\s+")


class LeanLoader(Loader):
    """Our own pages from their folder; letters and mails in plain text stay as they are written."""

    def get_contents(self, origin: Any) -> str:
        text: str = super().get_contents(origin)
        return INDENTATION.sub("\n", text) if str(origin.name).endswith(".html") else text
