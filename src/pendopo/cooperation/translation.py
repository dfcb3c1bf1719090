"""Which columns exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from pendopo.cooperation import models


@register(models.MeetingSeries)
class MeetingSeriesTranslation(TranslationOptions):
    fields = ("title",)


@register(models.Meeting)
class MeetingTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(models.AgendaItem)
class AgendaItemTranslation(TranslationOptions):
    fields = ("title",)


@register(models.InvitationLetter)
class InvitationLetterTranslation(TranslationOptions):
    fields = ("subject", "body", "signatory_title")


@register(models.Paragraph)
class ParagraphTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Agreement)
class AgreementTranslation(TranslationOptions):
    fields = ("title", "short_title")


@register(models.Commitment)
class CommitmentTranslation(TranslationOptions):
    fields = ("what", "evidence_expected")
