"""The pages we are compared with: as little as Django can do for a bare view, and for a table of 25 rows behind a session."""
