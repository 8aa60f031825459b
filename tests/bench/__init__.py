"""The speed measurements: `python3 manage.py bench` (issue of 100,000 programmes; ratios to limits run beside us, never milliseconds).

`databases` makes and fills the databases, `filling` says with what; `limits/` holds the pages that we are compared
with, `probe` measures inside the server, `servers` starts it, `client` asks it; `pages` and `sweep` measure in rounds;
`goals` judges and prints; `run` is all of it. `child` is what runs in a process of its own, on a database of its own.
"""
