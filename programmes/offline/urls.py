"""The addresses of calls and letters. Who is called goes by an unguessable ref."""

from django.urls import path

from programmes.offline.views import calls, letters

urls = [
    path("offline/", calls.offline, name="offline"),
    path("offline/<slug:ref>/", calls.call, name="call-to"),
    path("programmes/<slug:slug>/letters/print/", letters.letters_print, name="letters-print"),
    path("letters/<slug:ref>/", letters.letters, name="letters"),
    path("letters/<slug:ref>/pdf/", letters.letters_pdf, name="letters-pdf"),
    path("letters/<slug:ref>/posted/", letters.letters_posted, name="letters-posted"),
    path("letters/<slug:ref>/back/", letters.letters_back, name="letters-back"),
]
