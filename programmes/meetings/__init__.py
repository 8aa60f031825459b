"""Meetings of equals: planned in time, with an invitation that lands in the calendar, an agenda that both sides make, and who was there.

Who sits in a group lives in the building below; how a group works together in sharing; what a meeting decides comes later.
"""
