"""The addresses of how healthy the involvement is."""

from django.urls import path

from programmes.involvement import views

of_programme_urls = [path("involvement/", views.involvement, name="involvement")]                   # /programmes/<slug>/
of_group_urls = [path("involvement/", views.group_involvement, name="group-involvement")]           # /groups/<ref>/
