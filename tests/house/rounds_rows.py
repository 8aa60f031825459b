"""Who gets what at the addresses of Forum rounds; table.py takes it in."""

_IN_IT = (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_RUNS = (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403)
_RUN = (302, 404, 403, 403, 403, 403, 403, 403, 403, 302, 302, 403)
_NOTES = (302, 404, 403, 403, 403, 403, 403, 200, 403, 200, 200, 200)           # sid leads another workstream
_READS = (302, 404, 403, 403, 403, 200, 200, 200, 403, 200, 200, 200)
_SORTS = (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 200, 403)
_SORTED = (302, 404, 403, 403, 403, 302, 302, 403, 403, 302, 302, 403)
_NOT_NOW = (302, 404, 403, 403, 403, 403, 403, 403, 403, 409, 409, 403)
_OWN = (302, 404, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403)             # it is forrest's
_NOTES_IT = (302, 404, 403, 403, 403, 403, 403, 200, 403, 200, 200, 200)
_EVERYBODY = (200,) * 12

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:round-open":     (302, 404, 403, 404, 403, 403, 403, 403, 403, 200, 200, 403),     # the Forum has not been asked
    "programmes:paragraph-voices": _IN_IT,
    "programmes:round":          _IN_IT,
    "programmes:round-answer":   _IN_IT,
    "programmes:round-answer-note": _NOTES,
    "programmes:round-sheet":    _IN_IT,
    "programmes:round-script":   _NOTES,
    "programmes:round-call-off": _RUNS,
    "programmes:round-answers":  _READS,
    "programmes:round-themes":   _READS,
    "programmes:round-responses": _READS,
    "programmes:round-unanswered": _RUNS,
    "programmes:round-seen":     (302, 404, 403, 403, 403, 200, 200, 403, 403, 403, 403, 403),
    "programmes:round-seen-note": _NOTES,
    "programmes:round-no-answer": (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 200),
    "programmes:round-mine":     (302, 404, 403, 200, 403, 403, 403, 403, 200, 403, 403, 403),     # who answered
    "programmes:theme-change":   _SORTS,
    "programmes:theme-decide":   _RUNS,
    "programmes:forum-answer":   (302, 404, 403, 403, 403, 200, 200, 200, 200, 200, 200, 200),     # it is femi's
    "programmes:forum-answer-decide": _RUNS,
    "programmes:forum-answer-points": _SORTS,
    "programmes:forum-answer-hide": _SORTS,
    "programmes:forum-answer-recording": (302, 404, 403, 200, 403, 200, 200, 403, 403, 200, 200, 403),     # it is forrest's
    "programmes:forum-answer-heard": _SORTS,
    "programmes:forum-answer-change": _OWN,
    "programmes:forum-answer-take-back": _OWN,
    "programmes:forum-answer-change-note": _NOTES_IT,
    "programmes:forum-answer-take-back-note": _NOTES_IT,
    "programmes:forum-answer-keep": (302, 404, 403, 200, 403, 200, 200, 403, 403, 200, 200, 403),
    "programmes:round-reply":    _EVERYBODY,
    "programmes:we-said-we-did": _EVERYBODY,
}
POSTS = {
    "programmes:round-close":    _NOT_NOW,          # its last day is still to come
    "programmes:round-sort":     _SORTED,
    "programmes:round-show":     _RUN,
    "programmes:round-send":     _NOT_NOW,          # one of the pair says no
    "programmes:round-publish":  _RUN,
    "programmes:round-finish":   _RUN,
    "programmes:forum-answer-show": _SORTED,
    "programmes:forum-answer-keep-no-more": _SORTED,
}
