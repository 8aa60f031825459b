from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners.people import notices, policies  # noqa: F401  (they register themselves with the post)
