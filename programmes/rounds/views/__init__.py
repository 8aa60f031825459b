"""Opening and running a round (running), answering it (answering), sorting and deciding (sorting, deciding), the pair's look and sending
(sending), what everybody and who answered reads (reading)."""
