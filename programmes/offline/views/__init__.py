"""Whom to call and to write to (calls), and letters that are printed together (letters)."""
