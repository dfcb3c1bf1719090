"""Which texts of the press room are kept in both languages."""

from modeltranslation.translator import TranslationOptions, register

from pendopo.press.models import Article, Correction, FigureLine


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = ("title", "summary", "body", "cover_alt")


@register(FigureLine)
class FigureLineTranslation(TranslationOptions):
    fields = ("label",)


@register(Correction)
class CorrectionTranslation(TranslationOptions):
    fields = ("note",)
