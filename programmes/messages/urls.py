"""The addresses of messages: one's own, the link that ends a topic, and those of staff."""

from django.urls import path

from programmes.messages.views import centre, kinds, mine, often, outside, troubles, wording, writing

urls = [
    path("messages/", mine.mine, name="me-messages"),
    path("messages/how-often/", mine.often.me, name="me-messages-often"),
    path("messages/topics/", mine.topics.me, name="me-messages-topics"),
    path("messages/sent/<slug:ref>/", mine.one, name="me-message"),
    path("for/<slug:ref>/messages/how-often/", mine.often.told, name="for-messages-often"),
    path("for/<slug:ref>/messages/topics/", mine.topics.told, name="for-messages-topics"),
    path("messages/off/<int:pk>/<str:token>/", outside.off, name="messages-off"),
    path("messages/came-back/", troubles.reported, name="messages-came-back"),
    path("people/<slug:ref>/address-right/", troubles.address_right, name="address-right"),
    path("programmes/<slug:slug>/messages/", centre.centre, name="messages"),
    path("programmes/<slug:slug>/messages/kinds/", kinds.catalogue, name="message-kinds"),
    path("programmes/<slug:slug>/messages/kinds/<slug:kind>/", wording.words, name="message-kind"),
    path("programmes/<slug:slug>/messages/kinds/<slug:kind>/change/", wording.change, name="message-kind-change"),
    path("programmes/<slug:slug>/messages/kinds/<slug:kind>/again/", wording.again, name="message-kind-again"),
    path("programmes/<slug:slug>/messages/pause/", kinds.pause, name="messages-pause"),
    path("programmes/<slug:slug>/messages/resume/", kinds.resume, name="messages-resume"),
    path("programmes/<slug:slug>/messages/ahead/", kinds.ahead, name="messages-ahead"),
    path("programmes/<slug:slug>/messages/reckon/", kinds.reckon, name="messages-reckon"),
    path("programmes/<slug:slug>/messages/often/", often.frequency, name="contact-frequency"),
    path("programmes/<slug:slug>/messages/written/", writing.announcements, name="announcements"),
    path("programmes/<slug:slug>/messages/new/", writing.new, name="announcement-new"),
    path("announcements/<slug:ref>/", writing.announcement, name="announcement"),
    path("announcements/<slug:ref>/take-back/", writing.recall, name="announcement-take-back"),
    path("messages/<int:pk>/", centre.message, name="message"),
    path("messages/<int:pk>/again/", centre.again, name="message-again"),
    path("messages/<int:pk>/by-hand/", centre.by_hand, name="message-by-hand"),
    path("people/<slug:ref>/messages/", centre.of_person, name="person-messages"),
]
