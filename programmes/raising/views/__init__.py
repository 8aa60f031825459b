"""What something may be about (topics), the page from which it is said, and what a group's members take away."""
