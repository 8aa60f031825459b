from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners.candidates import policies as candidates  # noqa: F401
        from partners.people import notices  # noqa: F401  (they register themselves with the post)
