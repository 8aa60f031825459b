"""The addresses of papers."""

from django.urls import path

from programmes.papers.views import comments, copies, packs, papers

paper_urls = [                                                  # /papers/
    path("copies/<slug:ref>/", copies.copy, name="paper-copy"),
    path("copies/<slug:ref>/ready/", copies.copy_ready, name="paper-copy-ready"),
    path("copies/<slug:ref>/not-possible/", copies.copy_impossible, name="paper-copy-impossible"),
    path("paragraphs/<slug:ref>/say/", comments.paragraph_comment, name="paragraph-comment"),
    path("comments/<slug:ref>/answer/", comments.comment_answer, name="comment-answer"),
    path("comments/<slug:ref>/take-back/", comments.comment_take_back, name="comment-take-back"),
    path("<slug:ref>/", papers.paper, name="paper"),
    path("<slug:ref>/change/", papers.paper_change, name="paper-change"),
    path("<slug:ref>/take-out/", papers.paper_withdraw, name="paper-withdraw"),
    path("<slug:ref>/copies/new/", copies.copy_new, name="paper-copy-new"),
    path("<slug:ref>/say/", comments.paper_comment, name="paper-comment"),
    path("<slug:ref>/note/", comments.comment_note, name="paper-comment-note"),
]

of_meeting_urls = [                                             # /meetings/<ref>/
    path("papers/new/", papers.paper_new, name="paper-new"),
    path("papers/release/", packs.release, name="papers-release"),
    path("papers/", packs.pack, name="papers-pack"),
    path("papers.pdf", packs.pack_pdf, name="papers-pdf"),
]

of_group_urls = [                                               # /groups/<ref>/
    path("papers/", papers.of_group, name="group-papers"),
    path("papers/days/", papers.days, name="papers-days"),
]
