"""Who gets what at the addresses of joining the Forum; table.py takes it in."""

_RUNS = (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403)
_KNOWS = (302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404)

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:forum":          _RUNS,
    "programmes:forum-note":     _RUNS,
    "programmes:forum-mine":     (302, 404, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
    "programmes:forum-let-in":   _KNOWS,
    "programmes:forum-more-settle": _KNOWS,
    "programmes:forum-join-by-oneself": (200,) * 12,
    "programmes:forum-confirm":  (410,) * 12,     # with a token that nobody has
    "programmes:forum-by-link":  (410,) * 12,
}
POSTS = {"programmes:forum-door": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403)}
