"""Joining the Forum in a few minutes, following what one cares for, hearing of it once a month, staying or leaving (FM1, FM2, FM5, FM6)."""
