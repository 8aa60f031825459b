"""Three addresses."""

from django.urls import path

from tests.bench.limits import views

urlpatterns = [path("bare", views.bare), path("table", views.table), path("keyset", views.keyset)]
