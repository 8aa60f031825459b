"""What pages show of challenges: the log and one challenge (pages); tables, a section of the pack, ways out of minutes (parts)."""
