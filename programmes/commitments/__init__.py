"""Promises to lay partners, followed into delivery: who gives them, by when, how they stand, and the lay word that they are kept
(S11, R9, R10, d4)."""
