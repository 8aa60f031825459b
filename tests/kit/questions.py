"""Answers to the gallery's form, good and bad, for the tests of the form pack."""

from coprod.kit.gallery import EveryQuestion

__all__ = ["BAD", "GOOD", "EveryQuestion"]

GOOD = {"name": "Ngũgĩ wa Thiong’o", "email": "n@example.com", "seats": "3", "amount": "£1,045.20", "why": "Flood",
        "notes": "", "colour": "g", "colours": ["r", "b"], "town": "4", "on_day": "6", "on_month": "8",
        "on_year": "2026", "secret": "s", "agree": "on"}
BAD = {"name": "x" * 201, "email": "not one", "seats": "1", "amount": "much", "why": "y" * 301, "notes": "",
       "colour": "purple", "town": "", "on_day": "31", "on_month": "2", "on_year": "2026"}
