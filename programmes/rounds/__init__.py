"""Forum rounds on an emerging plan: what is open, who is invited and how they may answer; each answer with its themes, its decision and the
passage that it changed; the look of the pair; "we said, we did", sent to each who answered and published (S9, R3, R11, FM3, FM4).
The plan and its text live in plans; who joins the Forum lives in renewal and nominations."""
