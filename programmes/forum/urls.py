"""The addresses of the Forum: its door, a member's own page, and the page of who runs it."""

from django.urls import path

from programmes.forum.views import mine, outside, running

urls = [
    path("forum/<slug:slug>/join/", outside.forum_join, name="forum-join-by-oneself"),
    path("forum/join/<slug:ref>/<str:token>/", outside.forum_confirm, name="forum-confirm"),
    path("forum/member/<slug:ref>/<str:token>/", outside.forum_by_link, name="forum-by-link"),
    path("programmes/<slug:slug>/forum/", running.forum, name="forum"),
    path("programmes/<slug:slug>/forum/door/", running.forum_door, name="forum-door"),
    path("programmes/<slug:slug>/forum/note/", running.forum_note, name="forum-note"),
    path("programmes/<slug:slug>/forum/mine/", mine.forum_mine, name="forum-mine"),
    path("forum/asks/<slug:ref>/", running.forum_let_in, name="forum-let-in"),
    path("forum/more/<slug:ref>/", running.forum_more_settle, name="forum-more-settle"),
]
