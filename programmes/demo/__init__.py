"""The demo: the story of an invented programme, "Joined-Up Lives", and of a small one, "Home Straight".

It is played by calling the real actions with a clock of its own, never by writing rows, so that whatever the demo
shows can be reached by people too. No product code lives here, and no product code knows it: only the command does.
"""
