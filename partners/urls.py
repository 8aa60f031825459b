"""The addresses of this building."""

from django.urls import path

from partners.people import views

app_name = "partners"

urlpatterns = [
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
