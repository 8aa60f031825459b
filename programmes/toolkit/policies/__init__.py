"""Who reads, writes, approves and publishes chapters (chapters), who offers material (material), and what adopters say (adopters)."""
