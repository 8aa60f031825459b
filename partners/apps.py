from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners import receivers  # noqa: F401
        from partners.contacts import notices as contact_notices  # noqa: F401
        from partners.messages import actions as message_actions  # noqa: F401  (what was sent is kept)
        from partners.messages import policies as message_policies  # noqa: F401  (how people are reached)
        from partners.people import notices  # noqa: F401  (they register themselves with the post)
        from partners.support import notices as support_notices  # noqa: F401
        from partners.supporters import notices as supporter_notices  # noqa: F401
