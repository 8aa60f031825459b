"""Editions of the catalogue that are published here: standards that are added, and questions and typical evidence in other words.
An administrator drafts them in the staff tables, the wording is checked, and what is published never changes again. A core
standard is never taken out or made weaker. Which programme asks under which edition, and how it moves, lives in moving."""
