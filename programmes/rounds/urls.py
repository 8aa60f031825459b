"""The addresses of rounds."""

from django.urls import include, path

from programmes.rounds.views import answering, deciding, own, reading, running, sorting

round_urls = [                                                  # /rounds/<ref>/
    path("", running.round, name="round"),
    path("answer/", answering.round_answer, name="round-answer"),
    path("note/", answering.round_answer_note, name="round-answer-note"),
    path("sheet/", running.round_sheet, name="round-sheet"),
    path("phone/", running.round_script, name="round-script"),
    path("close/", running.round_close, name="round-close"),
    path("call-off/", running.round_call_off, name="round-call-off"),
    path("answers/", sorting.round_answers, name="round-answers"),
    path("sort/", sorting.round_sort, name="round-sort"),
    path("themes/", deciding.round_themes, name="round-themes"),
    path("responses/", deciding.round_responses, name="round-responses"),
    path("show/", deciding.round_show, name="round-show"),
    path("seen/", deciding.round_seen, name="round-seen"),
    path("seen/note/", deciding.round_seen_note, name="round-seen-note"),
    path("send/", reading.round_send, name="round-send"),
    path("publish/", reading.round_publish, name="round-publish"),
    path("finish/", reading.round_finish, name="round-finish"),
    path("unanswered/", running.round_unanswered, name="round-unanswered"),
    path("mine/", reading.round_mine, name="round-mine"),
]

answer_urls = [                                                 # /forum-answers/<ref>/
    path("", sorting.forum_answer, name="forum-answer"),
    path("decide/", deciding.answer_decide, name="forum-answer-decide"),
    path("points/", sorting.answer_points, name="forum-answer-points"),
    path("hide/", sorting.answer_hide, name="forum-answer-hide"),
    path("show/", sorting.answer_show, name="forum-answer-show"),
    path("recording/", answering.answer_recording, name="forum-answer-recording"),
    path("heard/", answering.answer_heard, name="forum-answer-heard"),
    path("change/", own.answer_change, name="forum-answer-change"),
    path("change/note/", own.answer_change_note, name="forum-answer-change-note"),
    path("take-back/", own.answer_take_back, name="forum-answer-take-back"),
    path("take-back/note/", own.answer_take_back_note, name="forum-answer-take-back-note"),
    path("keep/", own.answer_keep, name="forum-answer-keep"),
    path("keep/no-more/", own.answer_keep_no_more, name="forum-answer-keep-no-more"),
]

urls = [
    path("plan/<slug:ref>/rounds/open/", running.round_open, name="round-open"),
    path("plan/<slug:ref>/voices/<slug:anchor>/", reading.paragraph_voices, name="paragraph-voices"),
    path("rounds/<slug:ref>/", include(round_urls)),
    path("forum-answers/<slug:ref>/", include(answer_urls)),
    path("themes/<slug:ref>/change/", sorting.theme_change, name="theme-change"),
    path("themes/<slug:ref>/decide/", deciding.theme_decide, name="theme-decide"),
    path("round-noes/<slug:ref>/answer/", deciding.no_answer, name="round-no-answer"),
    path("what-became-of-it/<slug:ref>/<slug:person>/<str:token>/", reading.round_reply, name="round-reply"),     # without an account
    path("we-said-we-did/<slug:ref>/", reading.we_said_we_did, name="we-said-we-did"),                             # open to everybody
]
