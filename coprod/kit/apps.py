from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "coprod.kit"

    def ready(self) -> None:
        from coprod.kit import checks, saying  # noqa: F401

        saying.look_up_phrases_once()
