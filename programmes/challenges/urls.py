"""The addresses of challenges."""

from django.urls import include, path

from programmes.challenges.views import challenge, log, moving

programme_urls = [                                              # /programmes/<slug>/challenges/
    path("", log.challenges, name="challenges"),
    path("new/", log.challenge_new, name="challenge-new"),
    path("note/", log.challenge_note, name="challenge-note"),
]

challenge_urls = [                                              # /challenges/<ref>/
    path("", challenge.challenge, name="challenge"),
    path("seen/", challenge.challenge_acknowledge, name="challenge-acknowledge"),
    path("answer/", challenge.challenge_answer, name="challenge-answer"),
    path("say/", challenge.challenge_say, name="challenge-say"),
    path("up/", moving.challenge_escalate, name="challenge-escalate"),
    path("close/", moving.challenge_close, name="challenge-close"),
    path("position/", moving.challenge_position, name="challenge-position"),
    path("my-position/", moving.challenge_add_position, name="challenge-add-position"),
    path("take-back/", moving.challenge_withdraw, name="challenge-withdraw"),
    path("take-back-for/", moving.challenge_note_withdrawal, name="challenge-note-withdrawal"),
    path("put-back/", moving.challenge_bring_back, name="challenge-bring-back"),
    path("open-again/", moving.challenge_open_again, name="challenge-open-again"),
    path("few/", moving.challenge_restrict, name="challenge-restrict"),
]

urls = [path("programmes/<slug:slug>/challenges/", include(programme_urls)), path("challenges/<slug:ref>/", include(challenge_urls))]
