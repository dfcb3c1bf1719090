"""One text out of two columns."""

from django.utils.translation import get_language


def either(ind: str | None, en: str | None) -> str:
    """The text in the language of the page, or the other one where that is empty."""
    return (en or ind or "") if get_language() == "en" else (ind or en or "")
