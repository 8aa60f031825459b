"""People, organisations and the groups they sit in."""
