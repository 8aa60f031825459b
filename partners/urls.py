"""The addresses of this building."""

from django.urls import path

from partners.equality import views as equality
from partners.people import views

app_name = "partners"

urlpatterns = [
    path("invitations/<str:token>/", views.invitation, name="invitation"),
    path("about-you/", equality.about_you, name="about-you"),
]
