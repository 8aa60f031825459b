"""The rows of support for meetings and of days kept free, for table.py."""

#          nobody sam vic forrest olga amina joe ines femi priya maya sid
BOOKS   = (302, 404, 404, 404, 404, 403, 404, 403, 404, 200, 200, 404)     # it is Amina's; Ines, the lay co-chair, reads it only
PAGES = {
    "programmes:free-days":     (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
    "programmes:free-days-add": (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 403),
    "programmes:meeting-support":      (302, 404, 403, 403, 403, 403, 403, 200, 403, 200, 200, 403),
    "programmes:meeting-support-note": (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403),
    "programmes:my-meeting-support":     (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 403, 403),
    "programmes:my-meeting-support-ask": (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 403, 403),
    "programmes:provision-book":       BOOKS,
    "programmes:provision-impossible": BOOKS,
    "programmes:provision-say":        (302, 404, 404, 404, 404, 200, 404, 403, 404, 200, 200, 404),
}
POSTS = {
    "programmes:free-days-remove": (302, 404, 403, 403, 403, 403, 403, 302, 403, 403, 302, 403),
    "programmes:provision-called-off": (302, 404, 404, 404, 404, 403, 404, 403, 404, 302, 302, 404),
}
