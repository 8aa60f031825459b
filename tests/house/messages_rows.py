"""Who gets what at the addresses of messages; table.py takes it in."""

_OWN = (302, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)     # everybody who takes part has their own
_RUNS = (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403)
_TOLD = (302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404)    # maya writes down for amina

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:me-messages":    _OWN,
    "programmes:me-messages-often": _OWN,
    "programmes:me-messages-topics": _OWN,
    "programmes:me-message":     (302, 404, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),      # it was sent to amina
    "programmes:for-messages-often": _TOLD,
    "programmes:for-messages-topics": _TOLD,
    "programmes:messages-off":   (410,) * 12,     # with a token that nobody has
    "programmes:messages":       _RUNS,
    "programmes:message-kinds":  _RUNS,
    "programmes:message-kind":   _RUNS,
    "programmes:message-kind-change": _RUNS,
    "programmes:messages-pause": _RUNS,
    "programmes:messages-ahead": _RUNS,
    "programmes:contact-frequency": _RUNS,
    "programmes:announcements":  _RUNS,
    "programmes:announcement-new": _RUNS,
    "programmes:announcement":   _RUNS,
    "programmes:message":        _RUNS,
    "programmes:person-messages": (302, 404, 404, 404, 404, 403, 404, 403, 404, 403, 200, 403),     # amina's, for her manager
}
POSTS = {
    "programmes:messages-resume": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 404, 403),      # it says which pause
    "programmes:message-kind-again": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 409, 403),      # it says which version one saw
    "programmes:messages-reckon": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:announcement-take-back": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:messages-came-back": (404,) * 12,     # no token is set: there is no such door
    "programmes:nomination-address-right": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 409, 403),    # nothing came back
    "programmes:address-right": (302, 404, 404, 404, 404, 409, 404, 403, 404, 403, 409, 403),       # it says which way
    "programmes:message-again":  (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
    "programmes:message-by-hand": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
}
