"""Co-production programmes: what they are for, the stages they pass through, who signs, and the clock.

This building reads `partners`, never the other way round. Wings, in the order of knowledge (a wing
imports only wings named before it): catalogue, advice, programme, editions, choosing, stages, tailoring, moving, profiles,
calls, nominations, selection, appointments, renewal, pairing, sharing, meetings, papers, minutes, reporting, touchstone,
raising, challenges, decisions, commitments, contributions, forum, plans, rounds, toolkit, portal, people, access, involvement, messages,
offline, home, search, demo.
"""

WINGS = ("catalogue", "advice", "programme", "editions", "choosing", "stages", "tailoring", "moving", "profiles", "calls",
         "nominations", "selection", "appointments", "renewal", "pairing", "sharing", "meetings", "papers", "minutes",
         "reporting", "touchstone", "raising", "challenges", "decisions", "commitments", "contributions", "forum", "plans",
         "rounds", "toolkit", "portal", "people", "access", "involvement",
         "messages", "offline", "home", "search", "demo")
