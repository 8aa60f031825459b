"""How the touchstone is shown: its versions, what each group made of it and what may be told of its checks (pages), the gap of a check as a
picture (pictures), and a piece for the page of a meeting (parts)."""
