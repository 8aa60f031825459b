"""The addresses of decisions."""

from django.urls import include, path

from programmes.decisions.views import deciding, log, preparing, saying

programme_urls = [                                              # /programmes/<slug>/decisions/
    path("", log.decisions, name="decisions"),
    path("print/", log.decisions_print, name="decisions-print"),
    path("new/", preparing.decision_new, name="decision-new"),
    path("open/", log.opening, name="decisions-open"),
    path("open/agree/", log.opening_agree, name="decisions-open-agree"),
    path("open/note/", log.opening_note, name="decisions-open-note"),
    path("close/", log.closing, name="decisions-close"),
]

decision_urls = [                                               # /decision-log/<ref>/
    path("", log.decision, name="decision"),
    path("change/", preparing.decision_change, name="decision-change"),
    path("changes/", preparing.changes, name="decision-changes"),
    path("show/", preparing.show, name="decision-show"),
    path("position/", saying.position, name="decision-position"),
    path("position/note/", saying.position_note, name="decision-position-note"),
    path("dissent/", saying.dissent, name="decision-dissent"),
    path("dissent/note/", saying.dissent_note, name="decision-dissent-note"),
    path("seen/", saying.seen, name="decision-seen"),
    path("seen/note/", saying.seen_note, name="decision-seen-note"),
    path("make/", deciding.make, name="decision-make"),
    path("defer/", deciding.defer, name="decision-defer"),
    path("take-up/", deciding.resume, name="decision-resume"),
    path("withdraw/", deciding.withdraw, name="decision-withdraw"),
    path("publish/", deciding.publish, name="decision-publish"),
    path("reason/", deciding.reason, name="decision-reason"),
    path("stage/", deciding.link, name="decision-link"),
]

urls = [
    path("programmes/<slug:slug>/decisions/", include(programme_urls)),
    path("decision-log/<slug:ref>/", include(decision_urls)),
    path("decision-dissents/<slug:ref>/take-back/", saying.dissent_take_back, name="dissent-take-back"),
    path("decision-noes/<slug:ref>/answer/", saying.no_answer, name="decision-no-answer"),
    path("decisions/<slug:ref>/", log.public, name="public-decision"),              # open to everybody
    path("public-decisions/<slug:ref>/", log.public_log, name="public-decisions"),
]
