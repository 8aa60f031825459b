"""Who gets what at the addresses of the touchstone; table.py takes it in."""

_IN_IT = (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_DRAFTS = (302, 404, 403, 403, 403, 200, 200, 200, 200, 403, 200, 403)
_MANAGER = (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403)
_LEADS = (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 200, 403)
_STAFF_LEADS = (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403)
_ADVISES = (302, 404, 403, 403, 403, 200, 200, 200, 403, 403, 200, 403)
_EVERYBODY = (200,) * 12

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:touchstone":     _IN_IT,
    "programmes:touchstone-begin": _DRAFTS,
    "programmes:touchstone-version": _IN_IT,
    "programmes:touchstone-change": (302, 404, 403, 403, 403, 409, 409, 409, 409, 403, 409, 403),      # it is with the Advisory Group
    "programmes:touchstone-say": (302, 404, 403, 403, 403, 403, 200, 200, 403, 403, 403, 403),         # amina put it to them
    "programmes:touchstone-note": _MANAGER,
    "programmes:touchstone-word-answer": (302, 404, 403, 403, 403, 200, 403, 200, 200, 403, 200, 403),  # it is the word of joe
    "programmes:touchstone-sign": (302, 404, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403),
    "programmes:group-touchstone": _IN_IT,
    "programmes:adoption-write": _LEADS,
    "programmes:adoption-say":   (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 403, 403),
    "programmes:adoption-note":  _STAFF_LEADS,
    "programmes:touchstone-check-open": _LEADS,
    "programmes:touchstone-check": _IN_IT,
    "programmes:touchstone-check-answer": (302, 404, 403, 403, 403, 200, 403, 403, 403, 200, 403, 403),
    "programmes:touchstone-check-note": _MANAGER,
    "programmes:check-by-link":  _EVERYBODY,        # the link is the key
    "programmes:reopening-ask":  (302, 404, 403, 403, 403, 200, 200, 200, 403, 200, 200, 200),
    "programmes:reopening-note": _STAFF_LEADS,
    "programmes:reopening-look": (302, 404, 403, 403, 403, 200, 200, 403, 403, 403, 403, 403),
    "programmes:breach-way":     _ADVISES,
    "programmes:breach-new":     _IN_IT,
    "programmes:breach-note":    _MANAGER,
    "programmes:breach":         (302, 404, 404, 404, 404, 200, 404, 200, 404, 404, 404, 404),
    "programmes:breach-answer":  (302, 404, 404, 404, 404, 403, 404, 200, 404, 404, 404, 404),
    "programmes:breach-say":     (302, 404, 404, 404, 404, 200, 404, 403, 404, 404, 404, 404),
}
POSTS = {
    "programmes:touchstone-ask": (302, 404, 403, 403, 403, 409, 409, 403, 409, 403, 409, 403),         # it is asked about already
    "programmes:touchstone-take-back": (302, 404, 403, 403, 403, 302, 302, 403, 302, 403, 302, 403),
    "programmes:breach-withdraw": (302, 404, 404, 404, 404, 302, 404, 403, 404, 404, 404, 404),
    "programmes:breach-way-agree": (302, 404, 403, 403, 403, 403, 403, 302, 403, 403, 403, 403),
}
