"""The rows of minutes in the table of who gets what; see table.py for the columns."""

EVERYBODY = (200,) * 12
#             nobody sam vic forrest olga amina joe ines femi priya maya sid
LEADS     = (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 200, 403)
LEADS_DO  = (302, 404, 403, 403, 403, 302, 302, 403, 403, 302, 302, 403)
LEADS_NOT = (302, 404, 403, 403, 403, 409, 409, 403, 403, 409, 409, 403)
PAIR      = (302, 404, 403, 403, 403, 200, 200, 403, 403, 403, 403, 403)
STAFF     = (302, 404, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403)
HIDDEN    = (302, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200, 404)     # a draft is there for who reads it

PAGES = {
    "programmes:minutes":        LEADS,
    "programmes:minutes-take":   LEADS,
    "programmes:minutes-taker":  LEADS,
    "programmes:minutes-say":    PAIR,
    "programmes:minutes-note":   STAFF,
    "programmes:minutes-open":   LEADS,
    "programmes:public-minutes": EVERYBODY,         # the group decided it
    "programmes:chair":          LEADS,
    "programmes:correction-new": (302, 404, 403, 403, 403, 200, 200, 403, 403, 200, 403, 403),
    "programmes:correction-answer": HIDDEN,
    "programmes:no-answer":      (302, 404, 404, 404, 404, 200, 403, 404, 404, 200, 200, 404),      # Joe said it
    "programmes:line-change":    LEADS,
    "programmes:line-versions":  LEADS,
    "programmes:line-strike-out": LEADS,
    "programmes:group-actions":  (302, 404, 403, 403, 403, 200, 200, 200, 403, 200, 200, 200),
    "programmes:action-judge":   PAIR,
    "programmes:action-note":    STAFF,
    "programmes:call-back":      (302, 404, 404, 404, 404, 200, 404, 403, 404, 404, 403, 404),      # offered to Amina
    "programmes:call-back-note": (302, 404, 404, 404, 404, 403, 404, 200, 404, 404, 200, 404),
}
POSTS = {
    "programmes:minutes-release": LEADS_NOT,        # nobody has noted who was there
    "programmes:minutes-publish": LEADS_DO,
    "programmes:minutes-close":  LEADS_DO,
    "programmes:meeting-hard":   LEADS_DO,
    "programmes:line-take-out":  LEADS_DO,
    "programmes:line-put-back":  LEADS_DO,
    "programmes:line-move":      LEADS_DO,
    "programmes:passage-lift":   LEADS_DO,
    "programmes:action-claim":   (302, 404, 403, 403, 403, 403, 403, 403, 403, 302, 302, 403),
    "programmes:call-back-made": (302, 404, 404, 404, 404, 403, 404, 302, 404, 404, 302, 404),
}
