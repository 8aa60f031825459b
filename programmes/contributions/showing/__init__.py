"""How this wing is shown: the pages of ideas and worries (pages) and of the impact log (impact), links beside lines of minutes (doors), a
table that a group takes away (sheets), and what a person reads under "My voice" (voice)."""
