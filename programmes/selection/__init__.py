"""How people are chosen: a panel with a lay member whose vote counts the same, what its members declare before they see a name, their
marks against the role profile and nothing else, and the outcomes, released together, each with a reason in words."""
