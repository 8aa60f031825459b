"""Messages as people meet them: what I was sent and how often I want it, the one press that ends it; and for staff everything that
waits, went out or did not, why, what comes next, and a message of their own."""
