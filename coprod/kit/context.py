"""What every page may show: the service's name and the one place to get help (WCAG 2.2, consistent help)."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "service_name": settings.SERVICE_NAME,
        "contact": {"name": settings.CONTACT_NAME, "phone": settings.CONTACT_PHONE, "email": settings.CONTACT_EMAIL,
                    "address": settings.CONTACT_ADDRESS},
        "is_demo": settings.DEMO,
    }
