"""The addresses of the touchstone."""

from django.urls import path

from programmes.touchstone.views import adopting, breaches, checks, drafting

programme_urls = [                                              # /programmes/<slug>/
    path("touchstone/", drafting.touchstone, name="touchstone"),
    path("touchstone/begin/", drafting.begin, name="touchstone-begin"),
    path("touchstone/breaches/way/", breaches.procedure, name="breach-way"),
    path("touchstone/breaches/new/", breaches.breach_new, name="breach-new"),
    path("touchstone/breaches/note/", breaches.breach_note, name="breach-note"),
]

urls = [                                                        # /touchstones/
    path("words/<slug:ref>/answer/", drafting.answer_word, name="touchstone-word-answer"),
    path("reopenings/<slug:ref>/look/", adopting.look, name="reopening-look"),
    path("checks/<slug:ref>/", checks.check, name="touchstone-check"),
    path("checks/<slug:ref>/answer/", checks.check_answer, name="touchstone-check-answer"),
    path("ballots/<slug:ref>/note/", checks.check_note, name="touchstone-check-note"),
    path("<slug:ref>/", drafting.version, name="touchstone-version"),
    path("<slug:ref>/change/", drafting.change, name="touchstone-change"),
    path("<slug:ref>/ask/", drafting.put, name="touchstone-ask"),
    path("<slug:ref>/take-back/", drafting.take_back, name="touchstone-take-back"),
    path("<slug:ref>/say/", drafting.say, name="touchstone-say"),
    path("<slug:ref>/note/", drafting.note, name="touchstone-note"),
]

of_group_urls = [                                               # /groups/<ref>/
    path("touchstone/", adopting.of_group, name="group-touchstone"),
    path("touchstone/adopt/", adopting.adopt, name="adoption-write"),
    path("touchstone/say/", adopting.adoption_say, name="adoption-say"),
    path("touchstone/note/", adopting.adoption_note, name="adoption-note"),
    path("touchstone/check/", checks.check_open, name="touchstone-check-open"),
    path("touchstone/come-back/", adopting.reopen, name="reopening-ask"),
    path("touchstone/come-back/note/", adopting.reopen_note, name="reopening-note"),
]

breach_urls = [                                                 # /breaches/<ref>/
    path("", breaches.breach, name="breach"),
    path("answer/", breaches.breach_answer, name="breach-answer"),
    path("say/", breaches.breach_say, name="breach-say"),
    path("take-back/", breaches.breach_withdraw, name="breach-withdraw"),
]

by_link_urls = [path("one-minute/<str:token>/", checks.check_by_link, name="check-by-link")]     # without an account, by a ballot's token

membership_urls = [path("touchstone/", drafting.sign, name="touchstone-sign")]                   # /memberships/<ref>/
procedure_urls = [path("agree/", breaches.procedure_agree, name="breach-way-agree")]             # /breach-ways/<ref>/
