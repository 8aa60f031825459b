"""The addresses of a lay partner's own part, on its two sides."""

from django.urls import URLPattern, path

from programmes.portal.views import behalf, me, mine, seats, support, swaps, voice


def own_pages(side: str) -> list[URLPattern]:
    """/me/: a lay partner's own part. /for/<ref>/: the same pages, in which staff write down what the person tells them."""
    pages = {
        "": me.me, "reach": me.reach, "bring": me.bring, "limits": me.limits, "named": me.named, "support": support.support,
        "need-new": support.need_new, "support-right": support.support_right, "wishes": seats.wishes, "hours": seats.hours,
        "break": mine.break_, "come-back": mine.come_back, "looks": mine.looks, "supporters": mine.helpers,
        "supporter-new": mine.supporter_new}
    things = {"need": support.need, "need-change": support.need_change, "need-works": support.need_works, "need-not": support.need_not,
              "need-end": support.need_end, "supporter-end": mine.supporter_end, "handover": seats.handover, "briefing": seats.briefing,
              "swap-ask": swaps.swap_ask}
    key = "me" if side == "me" else "told"
    return [
        *(path(f"{page}/" if page else "", getattr(view, key), name="-".join(filter(None, (side, page)))) for page, view in pages.items()),
        *(path(f"{page}/<slug:which>/", getattr(view, key), name=f"{side}-{page}") for page, view in things.items())]


me_urls = own_pages("me")                                       # /me/

for_urls = [                                                    # /for/<ref>/
    *own_pages("for"),
    path("seats/<slug:which>/", seats.seat.told, name="for-seat"),
    path("exchanges/<slug:which>/", swaps.swap.told, name="for-swap"),
    path("exchanges/<slug:which>/take-back/", swaps.swap_withdraw.told, name="for-swap-withdraw"),
    path("voice/", voice.voice.told, name="for-voice"),
    path("replies/<slug:which>/", voice.reply.told, name="for-reply"),
    path("end/", behalf.end.told, name="for-end"),
]
