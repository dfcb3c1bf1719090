"""Rows of the press room: articles, the numbers they name, and their corrections."""

from pendopo.press.models.article import Article, Correction, FigureLine

__all__ = ["Article", "Correction", "FigureLine"]
