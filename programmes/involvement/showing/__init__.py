"""The numbers, and their picture."""
