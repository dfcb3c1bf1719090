"""Which texts of a convening are kept in both languages."""

from modeltranslation.translator import TranslationOptions, register

from pendopo.convenings.models import (
    Convening,
    Figure,
    Notice,
    Person,
    Phase,
    Team,
    TeamMember,
    Unit,
)


@register(Convening)
class ConveningTranslation(TranslationOptions):
    fields = ("title", "theme", "venue", "why_host")


@register(Phase)
class PhaseTranslation(TranslationOptions):
    fields = ("title",)


@register(Unit)
class UnitTranslation(TranslationOptions):
    fields = ("meaning",)


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("public_role",)


@register(Team)
class TeamTranslation(TranslationOptions):
    fields = ("name",)


@register(TeamMember)
class TeamMemberTranslation(TranslationOptions):
    fields = ("title",)


@register(Figure)
class FigureTranslation(TranslationOptions):
    fields = ("label",)


@register(Notice)
class NoticeTranslation(TranslationOptions):
    fields = ("subject", "text")
