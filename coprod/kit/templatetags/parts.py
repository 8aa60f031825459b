"""The parts that pages are built from: `{% load parts %}`. Named for what they mean, cheap enough for long lists.

Everything here is made in Python with `format_html`: a list of 25 rows includes no template per row.
The gallery at /kit/ (while DEBUG is on) shows each of them.
"""

from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coprod.kit import saying
from coprod.kit.shapes import ICONS, drawn_once, shown

register = template.Library()
NOTHING = SafeString("")
BUTTONS = {"primary": "", "secondary": " nhsuk-button--secondary", "warning": " nhsuk-button--warning"}

for words_for in (saying.day, saying.weekday, saying.moment, saying.clock_time, saying.days_ago, saying.days,
                  saying.number, saying.counted, saying.money):
    register.filter(words_for.__name__, words_for)


def heading(words: Any, level: int, classes: str) -> SafeString:
    return format_html('<h{0} class="{2}">{1}</h{0}>', level, words, classes) if words else NOTHING


# --- boxes ----------------------------------------------------------------------
@register.simple_block_tag
def card(content: str, title: Any = "", level: int = 2, href: str = "", tone: str = "", id: str = "") -> SafeString:
    """A box about one thing. With `href` its title is a link; `tone` gives it the shape and edge of a state."""
    shown = format_html('<a class="app-card__link" href="{}">{}</a>', href, title) if href else title
    if tone:
        shown = format_html("{} {}", ICONS[tone], shown)
    return format_html('<section class="app-card{}"{}>{}{}</section>',
                       f" app-tone--{tone} app-card--tone" if tone else "", format_html(' id="{}"', id) if id else "",
                       heading(shown, level, "app-card__title"), content)


@register.simple_block_tag
def panel(content: str, title: Any, level: int = 1) -> SafeString:
    """What was just done, large and green, with what happens next."""
    return format_html('<div class="nhsuk-panel">{}<div class="nhsuk-panel__body">{}</div></div>',
                       heading(title, level, "nhsuk-panel__heading"), content)


@register.simple_block_tag
def notice(content: str) -> SafeString:
    """Something to know, beside the main line of the page."""
    return format_html('<div class="nhsuk-inset-text"><span class="nhsuk-u-visually-hidden">{}: </span>{}</div>',
                       _("Information"), content)


@register.simple_block_tag
def warning(content: str, title: Any = "", level: int = 2) -> SafeString:
    """Something that must not be missed."""
    return format_html('<div class="app-warning">{}<div class="app-warning__text">{}{}</div></div>', ICONS["concern"],
                       heading(title or _("Important"), level, "app-warning__title"), content)


@register.simple_block_tag
def details(content: str, summary: Any, open: bool = False) -> SafeString:
    """More for those who want it; opens without a script."""
    return format_html('<details class="nhsuk-details"{}><summary class="nhsuk-details__summary">'
                       '<span class="nhsuk-details__summary-text">{}</span></summary>'
                       '<div class="nhsuk-details__text">{}</div></details>',
                       SafeString(" open") if open else "", summary, content)


@register.simple_block_tag
def said(content: str, by: Any, on: Any = None) -> SafeString:
    """Somebody's own words, with who said them and when."""
    when = format_html(", {}", saying.day(on)) if on else ""
    return format_html('<figure class="app-said"><blockquote>{}</blockquote><figcaption>{}{}</figcaption></figure>',
                       content, by, when)


@register.simple_block_tag
def banner(content: str, title: Any = "", tone: str = "", id: str = "banner") -> SafeString:
    """A message about the whole page. `tone` "success" is green; errors are read out at once, the rest in turn."""
    kind = {"success": " nhsuk-notification-banner--success", "error": " app-banner--error"}.get(tone, "")
    words = title or {"success": _("Done"), "error": _("There is a problem")}.get(tone, _("Important"))
    return format_html(
        '<div class="nhsuk-notification-banner{}" role="{}" aria-labelledby="{}-title">'
        '<div class="nhsuk-notification-banner__header">'
        '<h2 class="nhsuk-notification-banner__title" id="{}-title">{}</h2></div>'
        '<div class="nhsuk-notification-banner__content">{}</div></div>',
        kind, "alert" if tone == "error" else "status", id, id, words, content)


# --- tables and lists -------------------------------------------------------------
@register.simple_block_tag
def table(content: str, caption: Any, hide_caption: bool = False, compact: bool = False, stacks: bool = False) -> SafeString:
    """A table of data in a box of its own that scrolls: write thead and tbody inside, with th scope.

    Cells with numbers take class "num". With `stacks`, the cells of a row stand one below the other where the window is narrow: each
    cell then needs the name of its column as data-head.
    """
    return format_html(
        '<div class="app-scroll" role="region" aria-label="{}" tabindex="0"><table class="nhsuk-table app-table{}{}">'
        '<caption class="nhsuk-table__caption{}">{}</caption>{}</table></div>',
        caption, " app-table--compact" if compact else "", " app-table--stacks" if stacks else "",
        " nhsuk-u-visually-hidden" if hide_caption else "", caption, content)


@register.simple_tag
def table_of(head: Any, rows: Any, caption: Any, compact: bool = False) -> SafeString:
    """A table of plain values: `head` names the columns, each row is a list whose first value is the row's header."""
    names = "".join(f'<th scope="col">{conditional_escape(name)}</th>' for name in head)
    lines = []
    for first, *others in rows:
        cells = "</td><td>".join([conditional_escape(value) for value in others])
        lines.append(f'<tr><th scope="row">{conditional_escape(first)}</th><td>{cells}</td></tr>')
    return table(SafeString(f"<thead><tr>{names}</tr></thead><tbody>{''.join(lines)}</tbody>"), caption, compact=compact)


@register.simple_tag
def grid_of(head: Any, rows: Any, caption: Any) -> SafeString:
    """States of many things at one look: picture and table in one. Each row is a header and then pairs of (tone, word);
    None leaves a place empty."""
    names = "".join(f'<th scope="col">{conditional_escape(name)}</th>' for name in head)
    lines = []
    for first, *cells in rows:
        states = "".join(["<td></td>" if cell is None else
                          f'<td class="app-tone--{cell[0]}">{shown("grid", cell[0])} {conditional_escape(cell[1])}</td>' for cell in cells])
        lines.append(f'<tr><th scope="row">{conditional_escape(first)}</th>{states}</tr>')
    shapes = drawn_once("grid", (cell[0] for _first, *cells in rows for cell in cells if cell))
    return shapes + table(SafeString(f"<thead><tr>{names}</tr></thead><tbody>{''.join(lines)}</tbody>"), caption)


@register.simple_block_tag
def summary(content: str) -> SafeString:
    """A list of facts; put `{% fact %}` and `{% row %}` inside."""
    return format_html('<dl class="nhsuk-summary-list">{}</dl>', content)


@register.simple_block_tag
def row(content: str, key: Any, change: str = "", change_word: Any = "", hidden: Any = "") -> SafeString:
    """One fact with mark-up in its value. `change` is where it can be changed; `hidden`, read out only, says what."""
    action: Any = ""
    if change:
        action = format_html('<dd class="nhsuk-summary-list__actions"><a class="nhsuk-link" href="{}">{}'
                             '<span class="nhsuk-u-visually-hidden"> {}</span></a></dd>',
                             change, change_word or _("Change"), hidden or str(key).lower())
    return format_html('<div class="nhsuk-summary-list__row{}"><dt class="nhsuk-summary-list__key">{}</dt>'
                       '<dd class="nhsuk-summary-list__value">{}</dd>{}</div>',
                       "" if change else " nhsuk-summary-list__row--no-actions", key, content, action)


@register.simple_tag
def fact(key: Any, value: Any, change: str = "", change_word: Any = "", hidden: Any = "") -> SafeString:
    """One fact whose value is plain text; an empty one says so."""
    words = conditional_escape(value if value not in (None, "") else _("Not given"))
    return row(words, key, change, change_word, hidden)


@register.simple_tag
def state_tag(code: Any, label: Any, tone: str) -> SafeString:
    """A state by shape, word and colour. Tones: not_started running waiting done concern refused reopened gap."""
    return format_html('<span class="app-state app-tone--{}" data-state="{}">{}{}</span>',
                       tone, code, ICONS[tone], label)


@register.simple_block_tag
def tasks(content: str) -> SafeString:
    """A list of things to do; put `{% task %}` inside."""
    return format_html('<ul class="app-tasks">{}</ul>', content)


@register.simple_tag
def task(label: Any, href: str = "", hint: Any = "", tone: str = "", word: Any = "", code: Any = "") -> SafeString:
    """One thing to do, with its state in a word. Finished ones are plain text; without `href` it cannot start yet."""
    name = format_html('<a class="app-tasks__link" href="{}">{}</a>', href, label) if href else label
    said_state = state_tag(code, word, tone) if tone and tone != "done" else word
    return format_html('<li class="app-tasks__item"><div class="app-tasks__name">{}{}</div>'
                       '<div class="app-tasks__state">{}</div></li>', name,
                       format_html('<div class="app-tasks__hint">{}</div>', hint) if hint else "", said_state)


@register.simple_block_tag
def counts(content: str) -> SafeString:
    """What needs somebody, counted; put `{% count %}` inside."""
    return format_html('<ul class="app-counts">{}</ul>', content)


@register.simple_tag
def count(value: int, words: Any, href: str = "", hint: Any = "") -> SafeString:
    """A number that leads to exactly the list it counts. Nought is said, not linked."""
    inner = format_html('<span class="app-counts__number">{}</span> <span class="app-counts__words">{}</span>',
                        saying.number(value), words)
    inner = format_html('<a href="{}">{}</a>', href, inner) if href and value else format_html("<div>{}</div>", inner)
    return format_html('<li class="app-counts__item{}">{}{}</li>', "" if value else " app-counts__item--none", inner,
                       format_html('<p class="app-counts__hint">{}</p>', hint) if hint else "")


@register.simple_block_tag
def history(content: str) -> SafeString:
    """What happened, as a list; put `{% happened %}` inside."""
    return format_html('<ol class="app-history">{}</ol>', content)


@register.simple_tag
def happened(at: Any, words: Any, more: Any = "", tone: str = "") -> SafeString:
    """One thing that happened: the moment, the sentence, and perhaps a reason under it."""
    return format_html('<li class="app-history__item{}"><p class="app-history__words">{}</p>{}'
                       '<p class="app-history__when">{}</p></li>', f" app-tone--{tone}" if tone else "", words,
                       format_html('<p class="app-history__more">{}</p>', more) if more else "", saying.moment(at))


@register.simple_tag
def empty(words: Any, hint: Any = "") -> SafeString:
    """An empty list that says so: "Nothing needs you today."."""
    return format_html('<div class="app-empty">{}<p>{}</p>{}</div>', ICONS["done"], words,
                       format_html('<p class="app-empty__hint">{}</p>', hint) if hint else "")


# --- doing things -----------------------------------------------------------------
@register.simple_tag
def button(text: Any, href: str = "", kind: str = "primary", name: str = "", value: Any = "",
           hidden: Any = "") -> SafeString:
    """A link in the shape of a button with `href`, else a submit button. `hidden` is read out after the text."""
    words = format_html('{}<span class="nhsuk-u-visually-hidden"> {}</span>', text, hidden) if hidden else text
    classes = "nhsuk-button" + BUTTONS[kind]
    if href:
        return format_html('<a class="{}" href="{}" draggable="false">{}</a>', classes, href, words)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="{}" data-module="nhsuk-button" data-prevent-double-click="true"{}>{}</button>',
                       classes, named, words)


@register.simple_block_tag
def buttons(content: str) -> SafeString:
    """Buttons and links side by side."""
    return format_html('<div class="nhsuk-button-group">{}</div>', content)


@register.simple_tag
def why_not(answer: Any, text: Any, href: str = "", kind: str = "primary", hidden: Any = "") -> SafeString:
    """The button when `answer` is a Yes; else its words and the reason why it is not offered."""
    if answer:
        return button(text, href=href, kind=kind, hidden=hidden)
    return format_html('<p class="app-refused">{}<span><strong class="app-refused__what">{}</strong> {}</span></p>',
                       ICONS["refused"], format_html("{}:", text), getattr(answer, "why", "") or _("Not possible now."))


@register.simple_tag
def pages(previous: str = "", next: str = "", previous_words: Any = "", next_words: Any = "",
          label: Any = "", before: Any = "", after: Any = "") -> SafeString:
    """Links to the page before and after; nothing when there is but one page. `before` and `after` say it otherwise than "page"."""
    ways = [(previous, "prev", before or _("Previous page"), previous_words), (next, "next", after or _("Next page"), next_words)]
    item = '<li class="app-pages__{}"><a href="{}" rel="{}"><span class="app-pages__way">{}</span>{}</a></li>'
    links = format_html_join("", item, (
        (rel, href, rel, words, format_html('<span class="app-pages__words">{}</span>', more) if more else "")
        for href, rel, words, more in ways if href))
    if not links:
        return NOTHING
    return format_html('<nav class="app-pages" aria-label="{}"><ul class="app-pages__list">{}</ul></nav>',
                       label or _("Pages"), links)


@register.simple_tag
def crumbs(*ways: Any) -> SafeString:
    """Where this page lies: address and words in turn, from the top down. Without the page itself."""
    pairs = list(zip(ways[::2], ways[1::2], strict=True))
    items = format_html_join(
        "", '<li class="nhsuk-breadcrumb__list-item"><a class="nhsuk-breadcrumb__link" href="{}">{}</a></li>', pairs)
    return format_html(
        '<nav class="nhsuk-breadcrumb" aria-label="{}"><ol class="nhsuk-breadcrumb__list">{}</ol>{}</nav>',
        _("Breadcrumb"), items, _way_back(*pairs[-1]))


def _way_back(href: Any, words: Any) -> SafeString:
    return format_html('<a class="nhsuk-back-link" href="{}"><span class="nhsuk-u-visually-hidden">{} </span>{}</a>',
                       href, _("Back to"), words)


@register.simple_tag
def back(href: Any, words: Any = "") -> SafeString:
    """One way back, for pages that ask one question."""
    return format_html('<a class="nhsuk-back-link" href="{}">{}</a>', href, words or _("Back"))


# --- the page itself --------------------------------------------------------------
def _has_errors(context: Context) -> bool:
    """Whether a form of this page, under its usual name, was sent and came back with errors."""
    for name in ("form", "formset"):
        form = context.get(name)
        if form is not None and getattr(form, "is_bound", False):
            wrong = form.errors
            if any(wrong) or bool(getattr(form, "non_form_errors", list)()):
                return True
    return False


def _titled(context: Context, *parts: Any) -> str:
    """The words "Error: question - section - service"."""
    plain = (unescape(part) if isinstance(part, SafeString) else str(part) for part in (*parts, service_name(context)))
    words = " - ".join(" ".join(part.split()) for part in plain if part.strip())
    return _("Error: %(title)s") % {"title": words} if _has_errors(context) else words


@register.simple_tag(takes_context=True)
def page_title(context: Context, *parts: Any) -> str:
    """For `{% block title %}`: the page, its section, and so on; the service's name follows by itself."""
    return _titled(context, *parts)


@register.simple_block_tag(takes_context=True)
def titled(context: Context, content: str) -> str:
    """The same around mark-up, such as another block."""
    return _titled(context, content)


@register.simple_tag(takes_context=True)
def service_name(context: Context) -> str:
    """The service's name; known even when the page was made without a request."""
    return str(context.get("service_name") or settings.SERVICE_NAME)


@register.simple_tag
def page_language() -> str:
    """The language that is spoken on this page, as HTML names it."""
    return "cy" if get_language() == "cy" else "en-GB"


@register.simple_tag
def other_language() -> tuple[str, str]:
    """The language that this page could speak instead, and its name in itself."""
    return ("en", "English") if get_language() == "cy" else ("cy", "Cymraeg")


@register.simple_tag(takes_context=True)
def help_contact(context: Context) -> dict[str, str]:
    """The one place to get help: {"name", "phone", "email", "address"}; known even without a request."""
    return context.get("contact") or {
        "name": settings.CONTACT_NAME, "phone": settings.CONTACT_PHONE, "email": settings.CONTACT_EMAIL,
        "address": settings.CONTACT_ADDRESS}


@register.filter
def as_dialled(phone: str) -> str:
    """A phone number as an address: digits and a leading plus."""
    return "".join(sign for sign in str(phone) if sign.isdigit() or sign == "+")


@register.simple_tag(takes_context=True)
def way_back(context: Context) -> str:
    """The page that somebody came from, if it is one of ours; else the front page."""
    request = context.get("request")
    came_from = request.META.get("HTTP_REFERER", "") if request is not None else ""
    if request is not None and url_has_allowed_host_and_scheme(
            came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return str(came_from)
    return "/"
