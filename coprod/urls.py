"""The address book of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from coprod.accounts.views import display, language
from coprod.kit import pages
from coprod.kit.gallery import gallery
from coprod.kit.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("coprod.accounts.urls")),
    path("admin/", admin.site.urls),
    path("me/display/", display, name="display"),
    path("language/", language, name="language"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("", include("partners.urls")),
    path("", include("programmes.urls")),
]
if settings.DEMO:
    urlpatterns += [path("mailbox/", include("coprod.post.mailbox"))]
if settings.DEBUG:
    urlpatterns += [path("kit/", gallery, name="gallery")]

handler500 = "coprod.kit.errors.server_error"
