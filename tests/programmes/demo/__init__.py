"""Tests of the story that the demo tells. A package, so that the story is played once for all of its files."""
