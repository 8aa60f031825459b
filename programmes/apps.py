from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        from programmes import receivers  # noqa: F401
        from programmes.programme import notices as programme_notices  # noqa: F401  (messages register their words)
        from programmes.stages import notices  # noqa: F401
