"""Pages of stages and standards."""
