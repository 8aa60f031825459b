"""The addresses of promises."""

from django.urls import include, path

from programmes.commitments.views import asking, by_link, keeping, register, review

programme_urls = [                                              # /programmes/<slug>/commitments/
    path("", register.register, name="commitments"),
    path("new/", asking.new, name="commitment-new"),
    path("board/", register.board, name="commitments-board"),
    path("print/", register.printed, name="commitments-print"),
    path("promises.csv", register.csv, name="commitments-csv"),
    path("promises.xlsx", register.xlsx, name="commitments-xlsx"),
]

commitment_urls = [                                             # /commitments/<ref>/
    path("", register.commitment, name="commitment"),
    path("answer/", asking.answer, name="commitment-answer"),
    path("report/", keeping.report, name="commitment-report"),
    path("judge/", keeping.judge, name="commitment-judge"),
    path("judge/note/", keeping.judge_note, name="commitment-judge-note"),
    path("another-day/", keeping.new_day, name="commitment-new-day"),
    path("not-kept/", keeping.broken, name="commitment-broken"),
    path("take-back/", asking.withdraw, name="commitment-withdraw"),
    path("ask-again/", asking.insist, name="commitment-insist"),
    path("owner/", asking.owner, name="commitment-owner"),
]

urls = [
    path("programmes/<slug:slug>/commitments/", include(programme_urls)),
    path("commitments/<slug:ref>/", include(commitment_urls)),
    path("new-days/<slug:ref>/say/", keeping.new_day_say, name="new-day-say"),
    path("meetings/<slug:ref>/promises/", review.review, name="commitments-review"),
    path("promise/<slug:ref>/<str:token>/", by_link.report, name="promise-by-link"),        # without an account, for one report
]
