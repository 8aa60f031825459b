"""Papers for meetings: who wrote them and why, what they ask of lay partners, in which forms they come, when they went out, and what was
said about them; and the pack for one meeting, on the page and in print.
"""
