"""A meeting from the chair's view, and what is kept of it: lines typed by several people at once, corrections, the pair's yes, publication.

Promises, challenges and decisions as things of their own come after this wing.
"""
