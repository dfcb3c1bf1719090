"""Reasons that are kept in both languages, in the language of the page."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from pendopo.core.later import Later

register = template.Library()
# Django loads every library of tags at its start; the room is loaded with its pages.
words_of = Later("pendopo.delegates.queries.selection", "words_of")


@register.simple_tag
def both(said: dict[str, Any]) -> str:
    """The words of the page's language."""
    return str(words_of(said))


@register.simple_tag
def passed_over(one: dict[str, Any], homes: bool = False) -> str:
    """Who was passed over for which quota; only those who see households (`homes`) read that one is the reason."""
    facts = {"code": one["code"], "quota": words_of(one)}
    if one["why"] == "organisation":
        return _("%(code)s was passed over: the organisation has as many seats as it may have.") % facts
    if one["why"] == "household" and homes:
        return _("%(code)s was passed over: the household has as many seats as it may have.") % facts
    if one["why"] == "household":
        return _("%(code)s was passed over: a limit of the selection would be broken.") % facts
    if one["why"] == "maximum":
        return _("%(code)s was passed over: “%(quota)s” would have too many.") % facts
    if one["why"] == "minimum":
        return _("%(code)s was passed over: then “%(quota)s” could no longer reach its minimum.") % facts
    return _("%(code)s was passed over: “%(quota)s” is short, and somebody else counts for it.") % facts
