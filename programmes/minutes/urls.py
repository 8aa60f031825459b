"""The addresses of minutes."""

from django.urls import path

from programmes.minutes.views import doing, reading, saying, writing

of_meeting_urls = [                                             # /meetings/<ref>/
    path("chair/", reading.chair, name="chair"),
    path("hard/", doing.hard, name="meeting-hard"),
    path("minutes/", reading.minutes, name="minutes"),
    path("minutes/take/", writing.take, name="minutes-take"),
    path("minutes/taker/", writing.taker, name="minutes-taker"),
    path("minutes/release/", writing.release, name="minutes-release"),
    path("minutes/correct/", saying.correction_new, name="correction-new"),
    path("minutes/say/", saying.say, name="minutes-say"),
    path("minutes/note/", saying.note, name="minutes-note"),
    path("minutes/publish/", saying.publish, name="minutes-publish"),
    path("minutes/open/", saying.open_, name="minutes-open"),
    path("minutes/close/", saying.close, name="minutes-close"),
]

line_urls = [                                                   # /minute-lines/<ref>/
    path("change/", writing.line_change, name="line-change"),
    path("take-out/", writing.line_take_out, name="line-take-out"),
    path("put-back/", writing.line_put_back, name="line-put-back"),
    path("move/", writing.line_move, name="line-move"),
    path("versions/", writing.line_versions, name="line-versions"),
    path("strike-out/", writing.line_strike_out, name="line-strike-out"),
    path("done/", doing.claim, name="action-claim"),
    path("is-it-done/", doing.judge, name="action-judge"),
    path("is-it-done/note/", doing.note, name="action-note"),
]

call_urls = [                                                   # /call-backs/<ref>/
    path("", doing.call_back, name="call-back"),
    path("note/", doing.call_back_note, name="call-back-note"),
    path("made/", doing.call_made, name="call-back-made"),
]

more_urls = [
    path("passages/<slug:ref>/lift/", writing.passage_lift, name="passage-lift"),
    path("corrections/<slug:ref>/answer/", saying.correction_answer, name="correction-answer"),
    path("minutes-noes/<slug:ref>/answer/", saying.no_answer, name="no-answer"),
    path("groups/<slug:ref>/actions/", doing.of_group, name="group-actions"),
    path("minutes/<slug:ref>/", reading.public, name="public-minutes"),     # open to everybody
]
