"""What can go wrong with one message on its way out, whichever way that is."""


class ServerIsAway(Exception):
    """Nobody gets through that way: no message is to blame, and no try is counted."""


class Refused(Exception):
    """This address, or number, was refused for good."""


class Later(Exception):
    """This one may be tried again later."""
