"""Who gets what at the addresses of challenges; table.py takes it in."""

_READS = (302, 404, 404, 404, 404, 200, 200, 200, 200, 200, 200, 200)

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:challenges":     (302, 404, 403, 200, 403, 200, 200, 200, 200, 200, 200, 200),
    "programmes:challenge-new":  (302, 404, 403, 200, 403, 200, 200, 200, 200, 403, 403, 403),
    "programmes:challenge-note": (302, 404, 403, 403, 403, 403, 403, 200, 403, 200, 200, 200),
    "programmes:challenge":      _READS,
    "programmes:challenge-answer": (302, 404, 404, 404, 404, 403, 403, 403, 403, 200, 403, 403),
    "programmes:challenge-say":  (302, 404, 404, 404, 404, 200, 403, 200, 403, 403, 200, 200),       # priya answered it; sid leads another
    "programmes:challenge-escalate": (302, 404, 404, 404, 404, 200, 403, 200, 403, 200, 200, 200),
    "programmes:challenge-close": (302, 404, 404, 404, 404, 403, 200, 403, 403, 403, 403, 403),      # it is joe's
    "programmes:challenge-position": (302, 404, 404, 404, 404, 403, 403, 200, 403, 403, 403, 403),
    "programmes:challenge-add-position": (302, 404, 404, 404, 404, 200, 403, 403, 403, 403, 403, 403),
    "programmes:challenge-note-withdrawal": (302, 404, 404, 404, 404, 403, 403, 403, 403, 403, 200, 403),    # joe's, noted by maya
    "programmes:challenge-bring-back": (302, 404, 404, 404, 404, 403, 200, 200, 403, 200, 403, 200),  # maya noted it
    "programmes:challenge-restrict": (302, 404, 404, 404, 404, 200, 403, 200, 403, 403, 200, 403),
}
POSTS = {
    "programmes:challenge-acknowledge": (302, 404, 404, 404, 404, 403, 403, 403, 403, 302, 403, 403),
    "programmes:challenge-open-again": (302, 404, 404, 404, 404, 302, 404, 302, 404, 404, 404, 404),        # ines handles it
    "programmes:challenge-withdraw": (302, 404, 404, 404, 404, 302, 403, 403, 403, 403, 403, 403),
}
