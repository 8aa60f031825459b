"""Whom to call and to write to (`tasks`), and the letters in print (`printed`)."""
