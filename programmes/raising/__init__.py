"""The common ground of holding to account: what something may be said about, who answers on which rung of the ladder (practice.md A7),
the page from which a lay partner says it, and what a group's members may take away with them."""
