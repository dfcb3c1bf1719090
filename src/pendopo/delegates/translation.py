"""Which columns exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from pendopo.delegates import models


@register(models.FormField)
class FormFieldTranslation(TranslationOptions):
    fields = ("label", "help")


@register(models.ConsentText)
class ConsentTextTranslation(TranslationOptions):
    fields = ("text",)
