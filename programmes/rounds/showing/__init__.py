"""What the pages of rounds show: the round and its lists (pages), decisions and what everybody reads (decided), pieces of a plan's page
(parts)."""
