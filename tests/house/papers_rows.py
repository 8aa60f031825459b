"""Who gets what at the addresses of papers: rows for the table beside this file."""

READS = (302, 404, 403, 403, 403, 200, 200, 200, 403, 200, 200, 200)     # members, lead, manager, sponsor, and the lay co-chair
LEADS = (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 200, 403)
DRAFT = (302, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200, 404)

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:group-papers":  (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
    "programmes:papers-days":   LEADS,
    "programmes:paper-new":     LEADS,
    "programmes:papers-release": LEADS,
    "programmes:papers-pack":   READS,
    "programmes:papers-pdf":    READS,
    "programmes:paper":         READS,
    "programmes:paper-change":  DRAFT,
    "programmes:paper-withdraw": DRAFT,
    "programmes:paper-copy-new": LEADS,
    "programmes:paper-copy":    READS,
    "programmes:paper-copy-ready": LEADS,
    "programmes:paper-copy-impossible": LEADS,
    "programmes:paper-comment": LEADS,
    "programmes:paragraph-comment": LEADS,
    "programmes:paper-comment-note": (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403),
    "programmes:comment-answer": LEADS,         # its author is a name: those who lead answer
}
POSTS = {
    "programmes:comment-take-back": (302, 404, 403, 403, 403, 302, 403, 403, 403, 403, 403, 403),     # it is Amina's
}
