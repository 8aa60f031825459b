"""Who gets what at the addresses of decisions; table.py takes it in."""

_IN_IT = (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_CONCERNED = (302, 404, 404, 404, 404, 200, 200, 200, 200, 200, 200, 200)      # it is only prepared
_KEEPS = (302, 404, 404, 404, 404, 403, 403, 403, 403, 200, 200, 200)
_KEPT = (302, 404, 404, 404, 404, 403, 403, 403, 403, 302, 302, 302)
_OWNER_OUT = (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 200)
_OPEN = (302, 404, 403, 403, 403, 403, 403, 409, 403, 403, 409, 409)            # it is open already
_EVERYBODY = (200,) * 12

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:decisions":      _IN_IT,
    "programmes:decisions-print": _IN_IT,
    "programmes:decision-new":   (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 200),
    "programmes:decisions-open": (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 200),
    "programmes:decisions-open-note": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 409, 403),     # it is open already
    "programmes:decision":       _CONCERNED,
    "programmes:decision-change": _KEEPS,
    "programmes:decision-changes": _KEEPS,
    "programmes:decision-position": (302, 404, 404, 404, 404, 403, 403, 200, 403, 403, 403, 403),
    "programmes:decision-position-note": (302, 404, 404, 404, 404, 403, 403, 403, 403, 200, 200, 403),
    "programmes:decision-dissent": (302, 404, 404, 404, 404, 200, 200, 200, 200, 403, 403, 403),
    "programmes:decision-dissent-note": (302, 404, 404, 404, 404, 403, 403, 200, 403, 200, 200, 200),
    "programmes:decision-seen":  (302, 404, 404, 404, 404, 200, 200, 403, 403, 403, 403, 403),
    "programmes:decision-seen-note": (302, 404, 404, 404, 404, 403, 403, 200, 403, 200, 200, 200),
    "programmes:decision-make":  _KEEPS,
    "programmes:decision-defer": _KEEPS,
    "programmes:decision-withdraw": _KEEPS,
    "programmes:decision-link":  (302, 404, 404, 404, 404, 403, 403, 403, 403, 403, 200, 200),
    "programmes:decision-reason": _OWNER_OUT,
    "programmes:decision-no-answer": _KEEPS,
    "programmes:public-decision": _EVERYBODY,
    "programmes:public-decisions": _EVERYBODY,
}
POSTS = {
    "programmes:decisions-open-agree": (302, 404, 403, 403, 403, 403, 403, 409, 403, 403, 403, 403),    # it is open already
    "programmes:decisions-close": (302, 404, 403, 403, 403, 403, 403, 302, 403, 403, 302, 302),
    "programmes:decision-show":  _KEPT,
    "programmes:decision-resume": _KEPT,
    "programmes:decision-publish": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 302),
    "programmes:dissent-take-back": (302, 404, 404, 404, 404, 302, 403, 403, 403, 403, 403, 403),
}
