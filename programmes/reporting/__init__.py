"""What the pair of a workstream reports to the Advisory Group, for each seat and each of its meetings (8.9, R7)."""
