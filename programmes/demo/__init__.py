"""The demo: the story of an invented programme, "Joined-Up Lives", of a small one, "Home Straight", of one in which
plans change all the time, "Good Nights", and of one after which nobody looked, "Warm Through Winter".

It is played by calling the real actions with a clock of its own, never by writing rows, so that whatever the demo
shows can be reached by people too. No product code lives here, and no product code knows it: only the command does.
"""
