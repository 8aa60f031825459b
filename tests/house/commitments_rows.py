"""The rows of promises in the table of who gets what; see table.py for the columns. What one_of_each asks for, Amina asks of Priya."""

EVERYBODY = (410,) * 12
#             nobody sam vic forrest olga amina joe ines femi priya maya sid
IN_IT     = (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
ASKS      = (302, 404, 403, 403, 403, 200, 200, 200, 200, 200, 200, 200)
OWNER     = (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403)
LAY       = (302, 404, 403, 403, 403, 200, 200, 200, 200, 403, 403, 403)

PAGES = {
    "programmes:commitments":           IN_IT,
    "programmes:commitment-new":        ASKS,
    "programmes:commitments-board":     IN_IT,
    "programmes:commitments-print":     IN_IT,
    "programmes:commitments-csv":       IN_IT,
    "programmes:commitments-xlsx":      IN_IT,
    "programmes:commitment":            IN_IT,
    "programmes:commitment-answer":     OWNER,
    "programmes:commitment-report":     OWNER,
    "programmes:commitment-new-day":    OWNER,
    "programmes:commitment-judge":      LAY,
    "programmes:commitment-judge-note": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 200),      # Priya said that it is done
    "programmes:commitment-broken":     (302, 404, 403, 403, 403, 200, 200, 200, 200, 403, 200, 200),       # Maya for somebody
    "programmes:commitment-withdraw":   (302, 404, 403, 403, 403, 200, 403, 200, 403, 403, 200, 403),
    "programmes:commitment-insist":     (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "programmes:commitment-owner":      (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403),
    "programmes:new-day-say":           (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 403),
    "programmes:commitments-review":    (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 200, 403),
    "programmes:promise-by-link":       EVERYBODY,      # with a token that nobody has
    "programmes:say-something":         (302, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
    "programmes:take-away":             (302, 404, 403, 403, 403, 200, 200, 200, 403, 200, 200, 200),
    "programmes:take-away-sheet":       (302, 404, 403, 403, 403, 200, 200, 200, 403, 200, 200, 200),
    "programmes:take-away-file":        (302, 404, 403, 403, 403, 200, 200, 200, 403, 200, 200, 200),
}
POSTS: dict[str, tuple[int, ...]] = {}
