from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "coprod.kit"

    def ready(self) -> None:
        from coprod.kit import checks  # noqa: F401
