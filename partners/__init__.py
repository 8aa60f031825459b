"""People, their organisations, and the groups they sit in: before, during and after a programme.

All personal data of the service lives in this building, so that it can be read, exported and
erased without opening another. Nothing here knows a programme. Wings, in the order of
knowledge (a wing imports only wings named before it): people, about, support, supporters,
groups, layspace, contacts, candidates, declarations, equality, messages, leaving.
"""

WINGS = ("people", "about", "support", "supporters", "groups", "layspace", "contacts", "candidates", "declarations", "equality",
         "messages", "leaving")
