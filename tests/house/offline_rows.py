"""Who gets what at the addresses of calls and letters; table.py takes it in."""

_RUNS = (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403)
_DOES = (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403)

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:offline":        (302, 200, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403),      # sam manages another programme
    "programmes:call-to":        (302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404),      # amina waits to be told, by maya
    "programmes:letters":        _RUNS,
    "programmes:letters-pdf":    _RUNS,
}
POSTS = {
    "programmes:letters-print":  _DOES,
    "programmes:letters-posted": _DOES,
    "programmes:letters-back":   _DOES,
}
