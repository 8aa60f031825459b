"""Who signs in: the User, sign-in, second factor, sessions. A user is a key, not a person:
names, addresses and roles live in `partners`, which gives each user their Partner."""
