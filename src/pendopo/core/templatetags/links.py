"""Links inside the current convening: {% here "app:name" pk=obj.pk %}."""

from typing import Any

from django import template

from pendopo.core import urls

register = template.Library()


@register.simple_tag
def here(name: str, **kwargs: Any) -> str:
    """The address of a page inside the current convening."""
    return urls.here(name, **kwargs)
