"""Who could sit where: which two lay partners suit which workstream. Suggested, never decided: allocating is the co-chair's (R2, 7.2)."""
