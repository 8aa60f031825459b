"""Who gets what at the addresses of plans; table.py takes it in."""

_IN_IT = (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_READS = (302, 404, 200, 404, 200, 200, 200, 200, 200, 200, 200, 200)          # the Forum has not been asked
_WRITES = (302, 404, 403, 404, 403, 200, 200, 403, 403, 200, 200, 403)
_DECIDES = (302, 404, 403, 404, 403, 403, 403, 403, 403, 200, 200, 200)
_EVERYBODY = (200,) * 12

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:plans":          _IN_IT,
    "programmes:plan-new":       (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 200, 200),     # sid leads another workstream
    "programmes:plan":           _READS,
    "programmes:plan-change":    _WRITES,
    "programmes:plan-compare":   _READS,
    "programmes:plan-point-new": _WRITES,
    "programmes:plan-point-settle": _WRITES,
    "programmes:plan-withdraw":  (302, 404, 403, 404, 403, 200, 200, 403, 403, 200, 200, 200),
    "programmes:plan-summary-write": _WRITES,
    "programmes:plan-summary-say": (302, 404, 403, 404, 403, 200, 200, 200, 403, 403, 403, 403),
    "programmes:plan-summary-note": (302, 404, 403, 404, 403, 403, 403, 200, 403, 403, 200, 200),     # priya wrote it
    "programmes:plan-summary-answer": (302, 404, 403, 404, 403, 403, 403, 403, 403, 200, 200, 403),
    "programmes:plan-copy-new":  _WRITES,
    "programmes:plan-copy":      _READS,
    "programmes:plan-copy-look": _WRITES,
    "programmes:plan-thanks-new": _WRITES,
    "programmes:plan-thanks":    (302, 404, 404, 404, 404, 200, 404, 200, 404, 200, 200, 200),      # amina is thanked
    "programmes:plan-link":      _DECIDES,
    "programmes:plan-tie":       (302, 404, 403, 404, 403, 403, 403, 403, 403, 200, 200, 403),
    "programmes:plan-publish":   _DECIDES,
    "programmes:plan-let-stand": (302, 404, 403, 404, 403, 403, 403, 403, 403, 409, 409, 409),      # nothing is named in the address
    "programmes:plan-deliver":   (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 200),
    "programmes:plan-review":    (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 200),
    "programmes:public-plan":    _EVERYBODY,
    "programmes:public-plans":   _EVERYBODY,
    "programmes:public-plan-changes": _EVERYBODY,
    "programmes:public-plan-copy": _EVERYBODY,
}
POSTS = {
    "programmes:plan-decide":    (302, 404, 403, 403, 403, 403, 403, 403, 403, 302, 302, 302),
    "programmes:plan-take-out":  (302, 404, 403, 404, 403, 403, 403, 403, 403, 409, 409, 409),
    "programmes:plan-copy-take-out": (302, 404, 403, 404, 403, 302, 302, 403, 403, 302, 302, 403),
}
