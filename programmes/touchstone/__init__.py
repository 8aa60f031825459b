"""The agreed way of working together: written by lay partners, agreed by the Advisory Group, signed by each organisation, adopted by each
group; how a group tests itself against it, and how a breach is raised. Its items are kept, and never scored.
"""
