"""Where the templates of papers are kept."""

from functools import cache
from pathlib import Path

from django.template.utils import get_app_template_dirs

PACKAGE = Path(__file__).resolve().parents[2]


class TemplateMissing(LookupError):
    """A paper was asked for whose template no app has."""


@cache
def template_path(name: str) -> Path:
    """The file of a template such as "hosts/documents/memo.typ", looked for in every app.

    Raises TemplateMissing, also for names that lead out of the template folders.
    """
    for folder in get_app_template_dirs("templates"):
        path = (Path(folder) / name).resolve()
        if path.is_file() and path.is_relative_to(folder) and path.is_relative_to(PACKAGE):
            return path
    raise TemplateMissing(f"No app has the document template {name!r} in its templates folder.")
