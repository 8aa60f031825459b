"""The addresses of plans."""

from django.urls import include, path

from programmes.plans.views import beside, moving, plans, publishing, summaries

programme_urls = [                                              # /programmes/<slug>/plans/
    path("", plans.plans, name="plans"),
    path("new/", plans.plan_new, name="plan-new"),
]

plan_urls = [                                                   # /plan/<ref>/
    path("", plans.plan, name="plan"),
    path("change/", plans.plan_change, name="plan-change"),
    path("compare/", plans.plan_compare, name="plan-compare"),
    path("points/new/", plans.point_new, name="plan-point-new"),
    path("withdraw/", moving.withdraw, name="plan-withdraw"),
    path("summary/", summaries.summary_write, name="plan-summary-write"),
    path("copies/new/", beside.copy_new, name="plan-copy-new"),
    path("thanks/new/", beside.thanks_new, name="plan-thanks-new"),
    path("decision/", moving.link, name="plan-link"),
    path("decide/", moving.decide, name="plan-decide"),
    path("stages/", moving.tie, name="plan-tie"),
    path("publish/", publishing.publish, name="plan-publish"),
    path("publish/let-stand/", publishing.let_stand, name="plan-let-stand"),
    path("publish/take-out/", publishing.take_out, name="plan-take-out"),
    path("deliver/", moving.deliver, name="plan-deliver"),
    path("review/", moving.review, name="plan-review"),
]

urls = [
    path("programmes/<slug:slug>/plans/", include(programme_urls)),
    path("plan/<slug:ref>/", include(plan_urls)),
    path("plan-points/<slug:ref>/settle/", plans.point_settle, name="plan-point-settle"),
    path("plan-summaries/<slug:ref>/", summaries.say, name="plan-summary-say"),
    path("plan-summaries/<slug:ref>/note/", summaries.note, name="plan-summary-note"),
    path("plan-summary-noes/<slug:ref>/answer/", summaries.answer, name="plan-summary-answer"),
    path("plan-copies/<slug:ref>/", beside.copy, name="plan-copy"),
    path("plan-copies/<slug:ref>/take-out/", beside.copy_take_out, name="plan-copy-take-out"),
    path("plan-copies/<slug:ref>/look/", beside.copy_look, name="plan-copy-look"),
    path("plan-thanks/<slug:ref>/", beside.thanks, name="plan-thanks"),
    path("plans/<slug:ref>/", publishing.public, name="public-plan"),                   # open to everybody
    path("published-plans/<slug:slug>/", publishing.public_plans, name="public-plans"),
    path("plans/<slug:ref>/changes/", publishing.public_changes, name="public-plan-changes"),
    path("plans/<slug:ref>/forms/<slug:copy>/", publishing.public_copy, name="public-plan-copy"),
]
