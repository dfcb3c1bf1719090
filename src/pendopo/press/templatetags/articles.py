"""Markdown as articles allow it, and what links to and from an article need."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

import nh3
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pendopo.core.times import now
from pendopo.press.enums import ArticleStatus
from pendopo.press.models import Article

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

register = template.Library()

SCHEMES = {"http", "https", "mailto"}
TAGS = {
    *("p", "br", "strong", "em", "s", "code", "pre", "a", "ul", "ol", "li", "hr", "blockquote"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "blockquote": {"class"}, "table": {"class"}}
CLASSES = {"blockquote_open": "quote", "table_open": "tbl fit"}


@cache
def _parser() -> "MarkdownIt":
    """The one parser of this process; made when first needed, for it is slow to load."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "linkify": True})
    parser.enable(["linkify", "table", "strikethrough"]).disable("image")
    if parser.linkify is not None:
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return parser


@register.filter
def markdown(text: str | None) -> SafeString:
    """Markdown as HTML: no HTML of the writer's own, no pictures, links to the web and to mail only."""
    return _cleaned(text or "")


@lru_cache(maxsize=32)
def _cleaned(text: str) -> SafeString:
    tokens = _parser().parse(text)
    for token in tokens:
        _fit(token)
    rendered = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(rendered, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    return mark_safe(clean)  # noqa: S308 – nh3 has just cleaned it


@register.simple_tag
def article_body(article: Article) -> SafeString:
    """The text of an article, opened by the place it comes from: **Purwakarta.** …"""
    html = markdown(article.body)
    if not article.place:
        return html
    place = format_html("<b>{}.</b>", article.place)
    if html.startswith("<p>"):
        return format_html("<p>{} {}", place, mark_safe(html.removeprefix("<p>")))  # noqa: S308 – cleaned above
    return format_html("<p>{}</p>{}", place, html)


@dataclass(frozen=True, slots=True)
class State:
    """How the status of an article is drawn: the state of the chip and its word."""

    mark: str
    word: str


@register.simple_tag
def article_state(article: Article) -> State:
    """The status of an article; "published" before its minute reads as scheduled."""
    if article.status == ArticleStatus.PUBLISHED and not article.is_public(now()):
        return State("run", _("Scheduled"))
    marks = {ArticleStatus.DRAFT: "todo", ArticleStatus.APPROVED: "warn", ArticleStatus.PUBLISHED: "ok"}
    return State(marks[ArticleStatus(article.status)], article.get_status_display())


@register.filter
def absolute(path: str) -> str:
    """The whole address of a page of this site, for other sites and for messages."""
    return f"{settings.SITE_URL}{path}"


@register.simple_tag
def whatsapp_link(text: str, path: str) -> str:
    """An address that opens WhatsApp with the text and the address of the page."""
    return f"https://wa.me/?text={quote(f'{text} {absolute(path)}')}"


def _fit(token: "Token") -> None:
    """The title of the page is its one first heading, so headings in the text start below it."""
    if token.tag == "h1":
        token.tag = "h2"
    if token.type in CLASSES:
        token.attrSet("class", CLASSES[token.type])
