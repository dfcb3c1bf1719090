"""Writes on the stages and their questions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import apply_changes, require
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.delegates import rules
from pendopo.delegates.enums import FieldKind, Passes, Stage
from pendopo.delegates.errors import (
    ConditionUnclear,
    OptionsMissing,
    OrderBroken,
    QuestionFollowed,
    QuestionMissing,
)
from pendopo.delegates.models import ConsentText, FormField, RetentionRule, StageForm
from pendopo.delegates.queries import usual
from pendopo.delegates.queries.form import (
    CHOOSING,
    answer_words,
    answered,
    key_of,
    option_word,
    questions_of,
)

Draft = dict[str, Any]
_CONDITIONS: dict[str, frozenset[str]] = {
    FieldKind.CHOICES: frozenset({Passes.INCLUDES}),
    FieldKind.NUMBER: frozenset({Passes.IS, Passes.IS_NOT, Passes.AT_LEAST}),
    FieldKind.DATE: frozenset({Passes.IS, Passes.IS_NOT, Passes.BEFORE}),
}
_PLAIN = frozenset({Passes.IS, Passes.IS_NOT})


@transaction.atomic
def begin_forms(*, convening: Convening, by: User) -> list[StageForm]:
    """Start with the usual stages, questions, texts and times of keeping; what is there already stays."""
    require(rules.may_look_after(standing(by, convening)))
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    made = [form for stage in Stage if (form := _begun(convening, stage))]
    _begin_texts(convening)
    if made:
        record("delegates.forms_begun", on=convening, by=by, data={"stages": [form.stage for form in made]})
    return made


def _begun(convening: Convening, stage: Stage) -> StageForm | None:
    opens, editors = [str(state) for state in usual.OPENS[stage]], [str(role) for role in usual.EDITORS]
    form, new = StageForm.objects.get_or_create(
        convening=convening, stage=stage, defaults={"opens_in": opens, "editors": editors}
    )
    if not new:
        return None
    made: dict[str, FormField] = {}
    for position, ask in enumerate(usual.QUESTIONS[stage], 1):
        made[ask.key] = FormField.objects.create(
            stage_form=form, position=position, key=ask.key, kind=ask.kind, kept=ask.kept,
            label_ind=ask.ind, label_en=ask.en, help_ind=ask.help_ind, help_en=ask.help_en,
            options=[{"key": key, "ind": ind, "en": en} for key, ind, en in ask.options],
            asked_after=made.get(ask.after), test=ask.test or "", test_value=ask.value,
        )  # fmt: skip
    return form


def _begin_texts(convening: Convening) -> None:
    for purpose, (ind, en) in usual.CONSENTS.items():
        ConsentText.objects.get_or_create(
            convening=convening, purpose=purpose, version=1, defaults={"text_ind": ind, "text_en": en}
        )
    for kind, days in usual.KEPT_DAYS.items():
        RetentionRule.objects.get_or_create(convening=convening, kind=kind, defaults={"days": days})


@transaction.atomic
def edit_stage(
    *,
    form: StageForm,
    opens_in: Sequence[str],
    editors: Sequence[str],
    closes_on: date | None,
    kept_days: int,
    by: User,
) -> StageForm:
    """Say to whom a stage is open, who looks after it, until when, and how long it is kept."""
    require(rules.may_look_after(standing(by, form.convening)))
    form = StageForm.objects.select_for_update(no_key=True).get(pk=form.pk)
    wanted = {"opens_in": list(opens_in), "editors": list(editors), "closes_on": closes_on}
    changed = apply_changes(form, wanted | {"kept_days": kept_days})
    record("delegates.stage_changed", on=form, by=by, data={"stage": form.stage, "changed": changed})
    return form


@transaction.atomic
def add_question(*, form: StageForm, by: User, **draft: Any) -> FormField:
    """Ask one more question at the end of a stage.

    Raises QuestionMissing, OptionsMissing, OrderBroken or ConditionUnclear.
    """
    require(rules.may_look_after(standing(by, form.convening)))
    StageForm.objects.select_for_update(no_key=True).get(pk=form.pk)
    before = questions_of(form, retired=True)
    question = FormField(
        stage_form=form, position=len(before) + 1, key=_free_key(draft, {row.key for row in before})
    )
    _fill(question, draft, before)
    question.save(force_insert=True)
    record("delegates.question_added", on=question, by=by, data={"stage": form.stage, "key": question.key})
    return question


@transaction.atomic
def edit_question(*, question: FormField, by: User, **draft: Any) -> FormField:
    """Change a question; once answered it keeps its kind, and under which lock its answers lie."""
    form = question.stage_form
    require(rules.may_look_after(standing(by, form.convening)))
    StageForm.objects.select_for_update(no_key=True).get(pk=form.pk)
    if answered(question):
        draft |= {"kind": question.kind, "kept": question.kept}
    _fill(question, draft, [row for row in questions_of(form) if row.position < question.position])
    question.save()
    record("delegates.question_changed", on=question, by=by, data={"stage": form.stage, "key": question.key})
    return question


def _fill(question: FormField, draft: Draft, before: Sequence[FormField]) -> None:
    """Put what was written into a question, or refuse it."""
    if not (draft["label_ind"].strip() or draft["label_en"].strip()):
        raise QuestionMissing
    for name in ("label_ind", "label_en", "help_ind", "help_en"):
        setattr(question, name, draft[name].strip())
    question.kind, question.kept, question.required = draft["kind"], draft["kept"], draft["required"]
    question.options = (
        _kept_options(question.options or [], draft["options"]) if question.kind in CHOOSING else []
    )
    if question.kind in CHOOSING and sum(not row.get("gone") for row in question.options) < 2:
        raise OptionsMissing
    question.asked_after = draft["asked_after"]
    question.test = draft["test"] if question.asked_after else ""
    question.test_value = ""
    if question.asked_after:
        question.test_value = key_of(question.asked_after, draft["test_value"])
        _refuse_unclear(question, question.asked_after, before)


def _refuse_unclear(question: FormField, earlier: FormField, before: Sequence[FormField]) -> None:
    if earlier.pk not in {row.pk for row in before}:
        raise OrderBroken(label=question.label)
    if question.test not in _CONDITIONS.get(earlier.kind, _PLAIN):
        words = sorted(str(Passes(test).label) for test in _CONDITIONS.get(earlier.kind, _PLAIN))
        raise ConditionUnclear(example=", ".join(words))
    if example := _unlike(earlier, question.test_value):
        raise ConditionUnclear(example=example)


def _unlike(earlier: FormField, value: str) -> str:
    """What the answer to the earlier question looks like, where `value` does not."""
    if earlier.kind in CHOOSING:
        left = {row["key"]: option_word(row) for row in earlier.options if not row.get("gone")}
        return "" if value in left else ", ".join(left.values())
    if earlier.kind == FieldKind.YES_NO:
        return "" if value in ("yes", "no") else answer_words(earlier, ["yes", "no"])
    if earlier.kind == FieldKind.NUMBER:
        return "" if value.isascii() and value.isdigit() else "1"
    if earlier.kind == FieldKind.DATE:
        try:
            date.fromisoformat(value)
        except ValueError:
            return "2024-05-05"
    return "" if value else "…"


def _kept_options(old: list[dict[str, Any]], new: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """The answers as written now; one that was taken out stays, marked, for those who chose it."""
    known = {row["ind"]: row["key"] for row in old} | {row["en"]: row["key"] for row in old if row["en"]}
    rows: list[dict[str, Any]] = []
    for ind, en in new:
        taken = {row["key"] for row in rows}
        key = known.get(ind) or known.get(en) or _slug(en or ind, taken | {row["key"] for row in old})
        if key not in taken:
            rows.append({"key": key, "ind": ind, "en": en})
    here = {row["key"] for row in rows}
    return rows + [row | {"gone": True} for row in old if row["key"] not in here]


def _free_key(draft: Draft, taken: set[str]) -> str:
    return _slug(draft["label_en"] or draft["label_ind"], taken)


def _slug(text: str, taken: set[str]) -> str:
    base = slugify(text).replace("-", "_")[:32].strip("_") or "question"
    numbers = (f"{base}_{number}" for number in range(2, 1000))
    return base if base not in taken else next(name for name in numbers if name not in taken)


@transaction.atomic
def shift_question(*, question: FormField, up: bool, by: User) -> FormField:
    """Move a question one place up or down; never before the one it follows from."""
    require(rules.may_look_after(standing(by, question.stage_form.convening)))
    StageForm.objects.select_for_update(no_key=True).get(pk=question.stage_form_id)
    rows = questions_of(question.stage_form)
    at = next((place for place, row in enumerate(rows) if row.pk == question.pk), None)
    to = None if at is None else at - 1 if up else at + 1
    if at is None or to is None or not 0 <= to < len(rows):
        return question
    first, second = (rows[to], rows[at]) if up else (rows[at], rows[to])
    if second.asked_after_id == first.pk:
        raise OrderBroken(label=second.label)
    rows[at], rows[to] = rows[to], rows[at]
    _number(question.stage_form, rows)
    record("delegates.question_moved", on=question, by=by, data={"key": question.key, "up": up})
    return question


def _number(form: StageForm, rows: Sequence[FormField]) -> None:
    """Positions without gaps, those no longer asked at the end."""
    retired = [row for row in questions_of(form, retired=True) if row.retired]
    for position, row in enumerate([*rows, *retired], 1):
        row.position = position
    FormField.objects.bulk_update([*rows, *retired], ["position"])


@transaction.atomic
def remove_question(*, question: FormField, by: User) -> FormField | None:
    """Ask a question no more: it is deleted if nobody can have answered it, and retired otherwise."""
    form = question.stage_form
    require(rules.may_look_after(standing(by, form.convening)))
    StageForm.objects.select_for_update(no_key=True).get(pk=form.pk)
    if following := FormField.objects.filter(asked_after=question, retired=False).first():
        raise QuestionFollowed(label=following.label)
    retired = answered(question)
    verb_data = {"stage": form.stage, "key": question.key}
    if retired:
        FormField.objects.filter(pk=question.pk).update(retired=True)
        record("delegates.question_retired", on=question, by=by, data=verb_data)
    else:
        record("delegates.question_deleted", on=question, by=by, data=verb_data)
        question.delete()
    _number(form, questions_of(form))
    return FormField.objects.filter(pk=question.pk).first() if retired else None


@transaction.atomic
def restore_question(*, question: FormField, by: User) -> FormField:
    """Ask a retired question again, at the end."""
    require(rules.may_look_after(standing(by, question.stage_form.convening)))
    StageForm.objects.select_for_update(no_key=True).get(pk=question.stage_form_id)
    rows = [*questions_of(question.stage_form), question]
    question.retired = False
    question.save(update_fields=["retired"])
    _number(question.stage_form, rows)
    record("delegates.question_restored", on=question, by=by, data={"key": question.key})
    return question
