"""What people and the clock do to stages: opening, answering, signing, checking."""
