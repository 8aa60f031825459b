"""Joining without an account (outside), a member's own page (mine), and the page of who runs the Forum (running)."""
