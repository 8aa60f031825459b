"""What lay partners tell us, and what became of it: ideas and worries with their answers; and the log of what changed because of lay
input, of which nothing counts until a lay partner who did not write it says that it is so.
"""
