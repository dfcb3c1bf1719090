"""Which texts of a run are kept in both languages."""

from modeltranslation.translator import TranslationOptions, register

from pendopo.runs.models import Run


@register(Run)
class RunTranslation(TranslationOptions):
    fields = ("title", "fault")
