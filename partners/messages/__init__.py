"""How people are written to: what they chose to hear of, and how often; and what they were sent. The post asks here."""
