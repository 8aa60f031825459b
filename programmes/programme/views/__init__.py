"""Pages that set up and change a programme, its people, groups and workstreams."""
