"""Ideas and worries (telling), their answers (answering), the impact log (impact), its checks (checking) and the report of a year
(report)."""
