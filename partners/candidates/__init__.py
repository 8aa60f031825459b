"""People who were put forward for a role, by an organisation or by themselves, before they take part: how they are reached, whether
they agree to be considered, and when what we know of them is erased. Which role it is, and what became of it, lives above."""
