"""How papers are shown: their lines on a meeting's page (parts), one paper and what is said about it (pages), the pack of a meeting
(pack), and the pack in print (printed)."""
