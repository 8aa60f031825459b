from django.apps import AppConfig


class RoofConfig(AppConfig):
    """The roof: it makes every process, web ones too, hand tasks to our queue and not to the library's default."""

    name = "coprod"

    def ready(self) -> None:
        from coprod import celery  # noqa: F401
