"""The rows of reports to the Advisory Group and of how healthy the involvement is, for table.py."""

#                             nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:seat-report":       (302, 404, 403, 403, 403, 200, 403, 200, 403, 403, 200, 403),
    "programmes:meeting-reports":   (302, 404, 403, 403, 403, 200, 200, 200, 200, 200, 200, 200),
    "programmes:involvement":       (302, 404, 403, 403, 403, 200, 200, 200, 200, 200, 200, 200),
    "programmes:group-involvement": (302, 404, 403, 403, 403, 200, 200, 200, 200, 200, 200, 200),
}
POSTS: dict[str, tuple[int, ...]] = {}
