"""Who gets what at the addresses of the toolkit; table.py takes it in."""

_IN_IT = (302, 404, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_ALL = (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_WORK = (302, 404, 403, 403, 403, 200, 200, 200, 200, 200, 200, 200)
_NOTES = (302, 404, 403, 403, 403, 403, 403, 200, 403, 200, 200, 200)

#                                nobody sam vic forrest olga amina joe ines femi priya maya sid
PAGES = {
    "programmes:toolkit":        _IN_IT,
    "programmes:chapter-new":    _WORK,
    "programmes:adopter-new":    _WORK,
    "programmes:material-offer": (302, 404, 403, 403, 403, 404, 404, 404, 404, 404, 404, 404),      # its own tests say what is offered
    "programmes:chapter":        _IN_IT,
    "programmes:chapter-change": (302, 404, 404, 404, 404, 200, 200, 403, 403, 200, 200, 403),      # the authors and the manager
    "programmes:chapter-compare": (302, 404, 404, 404, 404, 200, 200, 200, 200, 200, 200, 200),
    "programmes:chapter-authors": (302, 404, 404, 404, 404, 200, 200, 403, 403, 200, 200, 403),
    "programmes:chapter-author-say": (302, 404, 404, 404, 404, 403, 403, 200, 403, 200, 200, 200),      # ines is asked
    "programmes:chapter-say":    (302, 404, 404, 404, 404, 200, 403, 403, 403, 403, 403, 403),      # amina is its lay co-author
    "programmes:chapter-say-note": (302, 404, 404, 404, 404, 403, 403, 200, 403, 403, 200, 200),    # priya wrote the words
    "programmes:chapter-no-answer": (302, 404, 404, 404, 404, 403, 403, 403, 403, 200, 200, 403),
    "programmes:chapter-publish": (302, 404, 404, 404, 404, 200, 403, 403, 403, 200, 200, 403),
    "programmes:chapter-review": (302, 404, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403),
    "programmes:chapter-keep":   (302, 404, 403, 403, 403, 200, 403, 403, 403, 200, 200, 403),
    "programmes:chapter-withdraw": (302, 404, 403, 403, 403, 200, 403, 200, 403, 200, 200, 403),
    "programmes:chapter-share-note": _NOTES,
    "programmes:chapter-comment": _IN_IT,
    "programmes:chapter-comment-note": _NOTES,
    "programmes:chapter-comment-answer": (302, 404, 403, 403, 403, 200, 403, 403, 403, 200, 200, 403),      # forrest gave it
    "programmes:material":       (302, 404, 404, 404, 404, 200, 200, 200, 200, 200, 200, 200),
    "programmes:material-consent": (302, 404, 404, 404, 404, 200, 404, 200, 404, 403, 200, 200),    # from amina; priya offered it
    "programmes:adopter":        _IN_IT,
    "programmes:adopter-change": _WORK,
    "programmes:adopter-note-new": _WORK,
    "programmes:adopter-note-say": (302, 404, 403, 403, 403, 200, 200, 200, 200, 403, 403, 403),
    "programmes:adopter-note-say-note": (302, 404, 403, 403, 403, 403, 403, 200, 403, 200, 403, 200),       # maya wrote it
    "programmes:adopter-word-answer": (302, 404, 403, 403, 403, 403, 403, 200, 403, 403, 200, 403),
    "programmes:public-toolkits": _ALL,
    "programmes:public-toolkit": _ALL,
    "programmes:public-chapter": _ALL,
    "programmes:public-toolkit-pdf": _ALL,
    "programmes:public-toolkit-word": _ALL,
}
_DO = (302, 404, 404, 404, 404, 302, 302, 403, 403, 302, 302, 403)
POSTS = {
    "programmes:chapter-up":     _DO,
    "programmes:chapter-ask":    (302, 404, 404, 404, 404, 409, 409, 403, 403, 409, 409, 403),      # words in it may not be used
    "programmes:chapter-take-back": (302, 404, 404, 404, 404, 302, 403, 403, 403, 302, 302, 403),
    "programmes:chapter-author-leave": (302, 404, 404, 404, 404, 302, 302, 302, 403, 302, 302, 403),
    "programmes:chapter-take-up": (302, 404, 404, 404, 404, 302, 403, 403, 403, 302, 302, 403),
    "programmes:chapter-share":  (302, 404, 403, 403, 403, 302, 403, 403, 403, 403, 403, 403),
    "programmes:chapter-share-stop": (302, 404, 403, 403, 403, 302, 403, 302, 403, 302, 302, 403),
    "programmes:material-take":  (302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),      # it says into which chapter
    "programmes:material-take-back": (302, 404, 404, 404, 404, 403, 403, 403, 403, 302, 302, 403),
    "programmes:material-out":   _DO,
    "programmes:adopter-note-back": (302, 404, 403, 403, 403, 403, 403, 403, 403, 403, 302, 403),
}
