"""The addresses of ideas and worries, and of the impact log."""

from django.urls import path

from programmes.contributions.views import answering, checking, impact, report, telling

urls = [
    path("programmes/<slug:slug>/tell-us/", telling.tell_us, name="tell-us"),
    path("programmes/<slug:slug>/tell-us/note/", telling.tell_us_note, name="tell-us-note"),
    path("programmes/<slug:slug>/contributions/", telling.contributions, name="contributions"),
    path("contributions/<slug:ref>/", telling.contribution, name="contribution"),
    path("contributions/<slug:ref>/consider/", answering.contribution_consider, name="contribution-consider"),
    path("contributions/<slug:ref>/answer/", answering.contribution_answer, name="contribution-answer"),
    path("contributions/<slug:ref>/say/", answering.contribution_say, name="contribution-say"),
    path("contributions/<slug:ref>/say/note/", answering.contribution_say_note, name="contribution-say-note"),
    path("contributions/<slug:ref>/reply/", answering.contribution_reply, name="contribution-reply"),
    path("contributions/<slug:ref>/add/", answering.contribution_add, name="contribution-add"),
    path("contributions/<slug:ref>/withdraw/", telling.contribution_withdraw, name="contribution-withdraw"),

    path("programmes/<slug:slug>/impact/", impact.impact, name="impact"),
    path("programmes/<slug:slug>/impact/new/", impact.impact_new, name="impact-new"),
    path("programmes/<slug:slug>/impact/note/", impact.impact_note, name="impact-note"),
    path("programmes/<slug:slug>/impact/report/", report.impact_report, name="impact-report"),
    path("programmes/<slug:slug>/impact/report/write/", report.impact_report_write, name="impact-report-write"),
    path("impact/<slug:ref>/", impact.impact_entry, name="impact-entry"),
    path("impact/<slug:ref>/change/", impact.impact_change, name="impact-change"),
    path("impact/<slug:ref>/check/", checking.impact_check, name="impact-check"),
    path("impact/<slug:ref>/check/note/", checking.impact_check_note, name="impact-check-note"),
    path("impact/<slug:ref>/take-back/", impact.impact_take_back, name="impact-take-back"),
    path("impact-checks/<slug:ref>/answer/", checking.impact_check_answer, name="impact-check-answer"),
    path("impact-credits/<slug:ref>/", checking.impact_credit, name="impact-credit"),
]
