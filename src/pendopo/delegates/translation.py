"""Which columns exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from pendopo.delegates import models


@register(models.FormField)
class FormFieldTranslation(TranslationOptions):
    fields = ("label", "help")


@register(models.ConsentText)
class ConsentTextTranslation(TranslationOptions):
    fields = ("text",)


@register(models.InvitationTerms)
class InvitationTermsTranslation(TranslationOptions):
    fields = ("subject", "body", "pays", "signatory_title", "second_title")


@register(models.Message)
class MessageTranslation(TranslationOptions):
    fields = ("subject", "text")
