"""The nouns of this wing: the book and its chapters with versions, authors and words; material with consents; comments; and adopters."""

from programmes.toolkit.models.adopters import Adopter, AdopterNote, AdopterWord
from programmes.toolkit.models.books import Toolkit
from programmes.toolkit.models.chapters import Chapter, ChapterAuthor, ChapterVersion, ChapterWord
from programmes.toolkit.models.material import Material, MaterialConsent
from programmes.toolkit.models.reading import ChapterComment

__all__ = ["Adopter", "AdopterNote", "AdopterWord", "Chapter", "ChapterAuthor", "ChapterComment", "ChapterVersion", "ChapterWord",
           "Material", "MaterialConsent", "Toolkit"]
