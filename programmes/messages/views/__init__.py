"""Own pages (mine), the link that ends a topic (outside), and those of staff (centre, kinds, person, writing)."""
