"""Pages about people for who organises."""
