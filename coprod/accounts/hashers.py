"""How passwords are kept where everybody knows them."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """For the demo, whose one password is printed when it starts: a million rounds for each of its accounts would keep people waiting and
    protect nothing. A live site never uses it, and hashes anew what it made when that person signs in."""

    iterations = 10_000
