"""Writes of the press room."""

from pendopo.press.actions.article import (
    approve_article,
    correct_article,
    edit_article,
    publish_article,
    unpublish_article,
    write_article,
)
from pendopo.press.actions.cover import remove_cover, set_cover
from pendopo.press.actions.figure import add_figure_line, remove_figure_line

__all__ = [
    "add_figure_line",
    "approve_article",
    "correct_article",
    "edit_article",
    "publish_article",
    "remove_cover",
    "remove_figure_line",
    "set_cover",
    "unpublish_article",
    "write_article",
]
