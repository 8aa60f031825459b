"""The procedure itself: stages in which a programme passes, standards answered in them, sign-off, and the clock
that checks them."""
