"""The pages of challenges: the log, raising one and writing one down (log); one with its answers (challenge); up, closing, restricting
(moving)."""
