"""Who may do what with what lay partners tell us (contributions) and with the impact log (impact)."""
