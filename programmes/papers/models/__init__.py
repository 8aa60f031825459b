"""The nouns of papers: the paper with its paragraphs and versions, its copies in other forms, what is said about it, and the release."""

from programmes.papers.models.comments import PaperComment
from programmes.papers.models.copies import PaperCopy
from programmes.papers.models.paper import Paper, PaperParagraph, PaperVersion
from programmes.papers.models.release import PaperRelease, PaperRule, days_of, rule_of

__all__ = ["Paper", "PaperComment", "PaperCopy", "PaperParagraph", "PaperRelease", "PaperRule", "PaperVersion", "days_of", "rule_of"]
