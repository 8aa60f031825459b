"""What an installation or a developer asks of the kit by `manage.py`."""
