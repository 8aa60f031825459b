"""Who gets what at the addresses of ideas and worries and of the impact log; table.py takes it in."""

_IN_IT = (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_NOTES = (302, 404, 403, 403, 403, 403, 403, 200, 403, 200, 200, 200)       # sid leads another workstream

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:tell-us":        (302, 404, 403, 200, 403, 200, 200, 200, 200, 403, 403, 403),
    "programmes:tell-us-note":   _NOTES,
    "programmes:contributions":  _IN_IT,
    "programmes:contribution":   (302, 404, 404, 404, 404, 200, 200, 200, 404, 200, 200, 200),      # amina told it, about Housing
    "programmes:contribution-consider": (302, 404, 404, 404, 404, 403, 403, 403, 404, 200, 403, 403),
    "programmes:contribution-answer": (302, 404, 404, 404, 404, 403, 403, 403, 404, 200, 403, 403),
    "programmes:contribution-say": (302, 404, 404, 404, 404, 200, 403, 403, 404, 403, 403, 403),
    "programmes:contribution-say-note": (302, 404, 404, 404, 404, 403, 403, 200, 404, 403, 200, 200),       # priya has answered it
    "programmes:contribution-reply": (302, 404, 404, 404, 404, 403, 403, 200, 404, 403, 403, 403),
    "programmes:contribution-add": (302, 404, 404, 404, 404, 403, 403, 403, 404, 403, 200, 403),
    "programmes:impact":         _IN_IT,
    "programmes:impact-new":     (302, 404, 403, 403, 403, 200, 200, 200, 200, 200, 200, 200),
    "programmes:impact-note":    _NOTES,
    "programmes:impact-report":  _IN_IT,
    "programmes:impact-report-write": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 200),
    "programmes:impact-entry":   _IN_IT,
    "programmes:impact-change":  (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403),      # priya wrote it
    "programmes:impact-check":   (302, 404, 403, 403, 403, 200, 200, 200, 403, 403, 403, 403),
    "programmes:impact-check-note": (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 200),
    "programmes:impact-take-back": (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403),
    "programmes:impact-check-answer": (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403),
    "programmes:impact-credit":  (302, 404, 404, 404, 404, 200, 404, 200, 404, 200, 200, 200),
}
POSTS = {
    "programmes:contribution-withdraw": (302, 404, 404, 404, 404, 302, 403, 403, 404, 403, 403, 403),
}
