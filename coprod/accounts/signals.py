"""What happens to an account that later buildings may want to know."""

from django.dispatch import Signal

language_chosen = Signal()      # user, language: in a page of theirs somebody chose what they read
