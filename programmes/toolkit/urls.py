"""The addresses of the toolkit."""

from django.urls import include, path

from programmes.toolkit.views import adopters, approving, book, chapters, offers, public, publishing, reading

programme_urls = [                                              # /programmes/<slug>/toolkit/
    path("", book.toolkit, name="toolkit"),
    path("chapters/new/", book.chapter_new, name="chapter-new"),
    path("offer/", offers.material_offer, name="material-offer"),
    path("adopters/new/", adopters.adopter_new, name="adopter-new"),
]

chapter_urls = [                                                # /chapters/<ref>/
    path("", chapters.chapter, name="chapter"),
    path("change/", chapters.chapter_change, name="chapter-change"),
    path("up/", chapters.chapter_up, name="chapter-up"),
    path("compare/", chapters.chapter_compare, name="chapter-compare"),
    path("authors/", chapters.chapter_authors, name="chapter-authors"),
    path("ask/", approving.chapter_ask, name="chapter-ask"),
    path("take-back/", approving.chapter_take_back, name="chapter-take-back"),
    path("say/", approving.chapter_say, name="chapter-say"),
    path("say/note/", approving.chapter_say_note, name="chapter-say-note"),
    path("publish/", publishing.chapter_publish, name="chapter-publish"),
    path("review/", publishing.chapter_review, name="chapter-review"),
    path("keep/", publishing.chapter_keep, name="chapter-keep"),
    path("withdraw/", publishing.chapter_withdraw, name="chapter-withdraw"),
    path("take-up/", publishing.chapter_take_up, name="chapter-take-up"),
    path("share/", publishing.chapter_share, name="chapter-share"),
    path("share/note/", publishing.chapter_share_note, name="chapter-share-note"),
    path("share/stop/", publishing.chapter_share_stop, name="chapter-share-stop"),
    path("comment/", reading.chapter_comment, name="chapter-comment"),
    path("comment/note/", reading.chapter_comment_note, name="chapter-comment-note"),
]

urls = [
    path("programmes/<slug:slug>/toolkit/", include(programme_urls)),
    path("chapters/<slug:ref>/", include(chapter_urls)),
    path("chapter-authors/<slug:ref>/say/", chapters.chapter_author_say, name="chapter-author-say"),
    path("chapter-authors/<slug:ref>/leave/", chapters.chapter_author_leave, name="chapter-author-leave"),
    path("chapter-words/<slug:ref>/answer/", approving.chapter_no_answer, name="chapter-no-answer"),
    path("chapter-comments/<slug:ref>/answer/", reading.chapter_comment_answer, name="chapter-comment-answer"),
    path("toolkit-material/<slug:ref>/", offers.material, name="material"),
    path("toolkit-material/<slug:ref>/take/", offers.material_take, name="material-take"),
    path("toolkit-material/<slug:ref>/take-back/", offers.material_take_back, name="material-take-back"),
    path("toolkit-material/<slug:ref>/out/", offers.material_out, name="material-out"),
    path("toolkit-consents/<slug:ref>/", offers.material_consent, name="material-consent"),
    path("adopters/<slug:ref>/", adopters.adopter, name="adopter"),
    path("adopters/<slug:ref>/change/", adopters.adopter_change, name="adopter-change"),
    path("adopters/<slug:ref>/notes/new/", adopters.adopter_note_new, name="adopter-note-new"),
    path("adopter-notes/<slug:ref>/say/", adopters.adopter_note_say, name="adopter-note-say"),
    path("adopter-notes/<slug:ref>/say/note/", adopters.adopter_note_say_note, name="adopter-note-say-note"),
    path("adopter-notes/<slug:ref>/take-back/", adopters.adopter_note_back, name="adopter-note-back"),
    path("adopter-words/<slug:ref>/answer/", adopters.adopter_word_answer, name="adopter-word-answer"),

    path("toolkit/", public.public_toolkits, name="public-toolkits"),
    path("toolkits/chapter/<slug:ref>/", public.public_chapter_page, name="public-chapter"),
    path("toolkits/<slug:ref>/", public.public_toolkit, name="public-toolkit"),
    path("toolkits/<slug:ref>/pdf/", public.public_pdf, name="public-toolkit-pdf"),
    path("toolkits/<slug:ref>/word/", public.public_word, name="public-toolkit-word"),
]
