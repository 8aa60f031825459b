"""The pages of the touchstone: its versions, a group's adoption, checks, and breaches."""
