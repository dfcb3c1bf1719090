"""Which texts about hosts are kept in both languages."""

from modeltranslation.translator import TranslationOptions, register

from pendopo.hosts.models import Call, Candidate, Claim, CriteriaVersion, Criterion, Decision


@register(Call)
class CallTranslation(TranslationOptions):
    fields = ("title", "purpose")


@register(CriteriaVersion)
class CriteriaVersionTranslation(TranslationOptions):
    fields = ("reason",)


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("title", "meaning")


@register(Candidate)
class CandidateTranslation(TranslationOptions):
    fields = ("note",)


@register(Claim)
class ClaimTranslation(TranslationOptions):
    fields = ("text",)


@register(Decision)
class DecisionTranslation(TranslationOptions):
    fields = ("reasons", "signer_role", "cosigner_role")
