"""The register and its board (register), asking for a promise (asking), how it stands and the lay word (keeping), what a meeting marks
(review), the owner's link (by_link)."""
