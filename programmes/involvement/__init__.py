"""How healthy the involvement is: numbers of what happened, the same for staff and co-chairs. They are counted, never made into a score.

It reads what meetings, papers, minutes, support and the touchstone keep, and writes nothing.
"""
