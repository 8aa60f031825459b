"""The addresses of a lay partner's own part, on its two sides."""

from django.urls import URLPattern, path

from programmes.portal.views import behalf, me, mine, seats, support


def own_pages(side: str) -> list[URLPattern]:
    """/me/: a lay partner's own part. /for/<ref>/: the same pages, in which staff write down what the person tells them."""
    pages = {
        "": me.me, "reach": me.reach, "bring": me.bring, "limits": me.limits, "named": me.named, "support": support.support,
        "need-new": support.need_new, "support-right": support.support_right, "wishes": seats.wishes, "hours": seats.hours}
    things = {"need": support.need, "need-change": support.need_change, "need-works": support.need_works, "need-not": support.need_not,
              "need-end": support.need_end, "handover": seats.handover, "briefing": seats.briefing}
    key = "me" if side == "me" else "told"
    return [
        *(path(f"{page}/" if page else "", getattr(view, key), name="-".join(filter(None, (side, page)))) for page, view in pages.items()),
        *(path(f"{page}/<slug:which>/", getattr(view, key), name=f"{side}-{page}") for page, view in things.items())]


me_urls = [                                                     # /me/
    *own_pages("me"),
    path("break/", mine.break_, name="me-break"),
    path("break/end/", mine.come_back, name="me-come-back"),
    path("looks/", mine.looks, name="me-looks"),
    path("supporters/", mine.helpers, name="me-supporters"),
    path("supporters/new/", mine.supporter_new, name="me-supporter-new"),
    path("supporters/<slug:which>/end/", mine.supporter_end.me, name="me-supporter-end"),
]

for_urls = [                                                    # /for/<ref>/
    *own_pages("for"),
    path("seats/<slug:which>/", seats.seat.told, name="for-seat"),
    path("end/", behalf.end.told, name="for-end"),
]
