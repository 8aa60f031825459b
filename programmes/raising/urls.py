"""The addresses of saying something, and of what a group's members take away."""

from django.urls import path

from programmes.raising.views import saying, taking

urls = [
    path("say-something/", saying.say_something, name="say-something"),
    path("groups/<slug:ref>/take-away/", taking.of_group, name="take-away"),
    path("groups/<slug:ref>/take-away/<slug:key>/", taking.sheet, name="take-away-sheet"),
    path("groups/<slug:ref>/take-away/<slug:key>.<slug:form>", taking.file, name="take-away-file"),
]
