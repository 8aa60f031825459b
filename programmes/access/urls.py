"""The addresses of support for meetings."""

from django.urls import path

from programmes.access import views

of_meeting_urls = [                                             # /meetings/<ref>/
    path("support/", views.support, name="meeting-support"),
    path("support/ask/", views.ask_for_somebody, name="meeting-support-note"),
    path("my-support/", views.mine, name="my-meeting-support"),
    path("my-support/ask/", views.ask_for, name="my-meeting-support-ask"),
]

provision_urls = [                                              # /support/<ref>/
    path("book/", views.book, name="provision-book"),
    path("impossible/", views.impossible, name="provision-impossible"),
    path("called-off/", views.called_off, name="provision-called-off"),
    path("say/", views.say, name="provision-say"),
]
