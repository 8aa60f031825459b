"""Ways to the toolkit."""
