"""Who reads a decision (reading), who prepares, makes and publishes it and what is missing (deciding), who speaks about it (saying)."""
