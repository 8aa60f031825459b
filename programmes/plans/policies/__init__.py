"""Who reads plans (reading), who writes them (writing), who moves them and what is missing before (moving), who speaks about a plain
summary (summaries), and whom a plan thanks (thanks)."""
