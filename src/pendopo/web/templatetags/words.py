"""Small numbers as words, for headings."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()
WORDS = (
    _("zero"),
    _("one"),
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
)


@register.simple_tag
def number_word(number: int) -> str:
    """Numbers below ten as words, larger ones in digits."""
    return str(WORDS[number]) if number < len(WORDS) else str(number)
