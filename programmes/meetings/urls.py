"""The addresses of meetings."""

from django.urls import path

from programmes.meetings.views import agenda, coming, free, planning

my_urls = [                                                     # /meetings/
    path("", planning.mine, name="my-meetings"),
    path("calendar/", coming.calendar, name="my-calendar"),
    path("calendar/stop/", coming.calendar_stop, name="my-calendar-stop"),
    path("calendar/<str:token>.ics", coming.feed, name="meetings-feed"),
    path("free-days/<slug:ref>/remove/", free.free_days_remove, name="free-days-remove"),
    path("items/<slug:ref>/take-in/", agenda.item_take_in, name="item-take-in"),
    path("items/<slug:ref>/move/", agenda.item_move, name="item-move"),
    path("items/<slug:ref>/change/", agenda.item_change, name="item-change"),
    path("items/<slug:ref>/leave-out/", agenda.item_leave_out, name="item-leave-out"),
    path("items/<slug:ref>/withdraw/", agenda.item_withdraw, name="item-withdraw"),
    path("invitations/<slug:ref>/answer/", coming.note_answer, name="answer-note"),
    path("<slug:ref>/", planning.meeting, name="meeting"),
    path("<slug:ref>/change/", planning.change, name="meeting-change"),
    path("<slug:ref>/announce/", planning.announce, name="meeting-announce"),
    path("<slug:ref>/cancel/", planning.cancel, name="meeting-cancel"),
    path("<slug:ref>/beside/", planning.plan_beside, name="meeting-beside"),
    path("<slug:ref>/answer/", coming.answer, name="meeting-answer"),
    path("<slug:ref>/presence/", coming.presence, name="meeting-presence"),
    path("<slug:ref>/agenda/", agenda.agenda, name="agenda"),
    path("<slug:ref>/agenda/agree/", agenda.agree, name="agenda-agree"),
    path("<slug:ref>/agenda/interests/", agenda.interests, name="agenda-interests"),
    path("<slug:ref>/items/new/", agenda.item_new, name="item-new"),
]

of_programme_urls = [                                           # /programmes/<slug>/
    path("free-days/", free.free_days, name="free-days"),
    path("free-days/add/", free.free_days_add, name="free-days-add"),
]

of_group_urls = [                                               # /groups/<ref>/
    path("meetings/", planning.of_group, name="group-meetings"),
    path("meetings/note/", planning.note_held, name="meeting-held"),
    path("meetings/plan/", planning.plan, name="meeting-plan"),
]

by_link_urls = [                                                # without an account, by the token of one invitation
    path("coming/<str:token>/", coming.answer_by_link, name="answer-by-link"),
    path("coming/<str:token>/calendar/", coming.file_by_link, name="invitation-file"),
]
