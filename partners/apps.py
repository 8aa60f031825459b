from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners.candidates import policies as candidates  # noqa: F401
        from partners.contacts import notices as contact_notices  # noqa: F401
        from partners.people import notices  # noqa: F401  (they register themselves with the post)
        from partners.support import notices as support_notices  # noqa: F401
        from partners.supporters import notices as supporter_notices  # noqa: F401
