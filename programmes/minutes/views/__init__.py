"""The pages of minutes: reading them, typing them, saying what is wrong, agreed actions, and the call after a hard meeting."""
