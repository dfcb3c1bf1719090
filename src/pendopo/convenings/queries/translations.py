"""Which texts of a convening exist in one language only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from modeltranslation.translator import translator

from pendopo.convenings.models import Convening, Notice

SHOWN_PER_MODEL = 50
_LANGUAGES = {"ind": "id", "en": "en"}


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that one language lacks."""

    row: Model
    field: str | Promise
    text: str
    has: str
    lacks: str
    url: str


@dataclass(frozen=True, slots=True)
class ModelGaps:
    """The gaps of one kind of rows."""

    label: str | Promise
    rows: int
    shown: int
    gaps: tuple[Gap, ...]


def translation_gaps(convening: Convening) -> list[ModelGaps]:
    """Every kind of rows with texts that one language lacks, over all rooms of the house."""
    models = sorted(translator.get_registered_models(abstract=False), key=lambda m: m._meta.label)
    found = [_gaps_of(model, convening) for model in models if model is not Notice and not model._meta.proxy]
    return [gaps for gaps in found if gaps.rows]


def _gaps_of(model: type[Model], convening: Convening) -> ModelGaps:
    fields = translator.get_options_for_model(model).get_field_names()
    missing = Q()
    for name in fields:
        filled = {
            tail: ~Q(**{f"{name}_{tail}": ""}) & Q(**{f"{name}_{tail}__isnull": False}) for tail in _LANGUAGES
        }
        missing |= filled["ind"] & ~filled["en"] | filled["en"] & ~filled["ind"]
    rows = list(_rows_of(model, convening).filter(missing).order_by("pk"))
    gaps = [gap for row in rows[:SHOWN_PER_MODEL] for gap in _gaps_in(row, fields)]
    return ModelGaps(
        model._meta.verbose_name_plural or model.__name__, len(rows), len(rows[:SHOWN_PER_MODEL]), tuple(gaps)
    )


def _rows_of(model: type[Model], convening: Convening) -> QuerySet[Any]:
    if model is Convening:
        return Convening.objects.filter(pk=convening.pk)
    return model._default_manager.all()  # narrowed by the scope of the convening


def _gaps_in(row: Model, fields: list[str]) -> Iterator[Gap]:
    for name in fields:
        texts = {tail: getattr(row, f"{name}_{tail}") or "" for tail in _LANGUAGES}
        given = [tail for tail, text in texts.items() if text]
        if len(given) == 1:
            has = given[0]
            lacks = "en" if has == "ind" else "ind"
            label = row._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            yield Gap(row, label, texts[has], _LANGUAGES[has], _LANGUAGES[lacks], edit_url(row))


def edit_url(row: Model) -> str:
    """Where the text can be completed; empty when the row has no page."""
    address = getattr(row, "get_absolute_url", None)
    return str(address()) if address else ""
