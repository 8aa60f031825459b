"""Recruitment never stops: the empty seats and the terms that end, the strategy that lay partners agree for the Forum, the Forum
compared with it, what is decided about each gap, and a private calendar of it all. Asking for people and choosing them live elsewhere."""
