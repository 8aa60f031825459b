"""What pages show of promises: the register and one promise (pages), the board by organisation (board), and what they put into the pages
of others (parts)."""
