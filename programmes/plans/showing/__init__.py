"""What the pages of plans show: one plan and the list (pages), two versions beside each other (comparing), what everybody reads (public),
and what later wings add to them (parts)."""
