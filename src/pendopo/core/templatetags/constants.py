"""`{% translate "…" %}`, `{% static "…" %}` and `{% url "…" %}` as Django has them, but asked for once if literal.

A page says dozens of sentences, and each one would walk through the catalogue and the escaping anew.
"""

from typing import Any

from django import template
from django.template.base import Parser, Token, Variable
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import StaticNode
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from pendopo.core.addresses import address

register = template.Library()


class SaidOnce(TranslateNode):
    """A literal sentence, translated at the first rendering in each language."""

    def __init__(self, node: TranslateNode) -> None:
        super().__init__(node.filter_expression, node.noop, node.asvar)
        self.said: dict[tuple[str | None, bool], str] = {}

    def render(self, context: Context) -> str:
        """The sentence, or nothing where it goes into a variable."""
        key = get_language(), context.autoescape
        if key not in self.said:
            shown = super().render(context)
            self.said[key] = context[self.asvar] if self.asvar else shown
        if self.asvar:
            context[self.asvar] = self.said[key]
            return ""
        return self.said[key]


class ServedOnce(StaticNode):
    """The address of a static file named literally; it stays as long as the process."""

    address: str | None = None

    def url(self, context: Context) -> str:
        """Where the file is served."""
        if not _literal(self.path):
            return str(super().url(context))
        if self.address is None:
            self.address = str(super().url(context))
        return self.address


class NamedOnce(URLNode):
    """The address of a page named literally that needs nothing else, found once in each language."""

    def render(self, context: Context) -> str:
        """The address."""
        name = self.view_name.var
        return conditional_escape(address(name)) if context.autoescape else address(name)


@register.tag("translate")
def translate(parser: Parser, token: Token) -> TranslateNode:
    """Translate a sentence, as Django does."""
    node = do_translate(parser, token)
    literal = _literal(node.filter_expression) and not node.message_context
    return SaidOnce(node) if literal else node


@register.tag("url")
def page_url(parser: Parser, token: Token) -> URLNode:
    """Name the address of a page, as Django does."""
    node = django_url(parser, token)
    literal = isinstance(node.view_name.var, str) and not (node.args or node.kwargs or node.asvar)
    return NamedOnce(node.view_name, [], {}, None) if literal else node


register.tag("static", ServedOnce.handle_token)


def _literal(expression: Any) -> bool:
    if expression.filters:
        return False
    return isinstance(expression.var, str) or (
        isinstance(expression.var, Variable) and expression.var.literal is not None
    )
