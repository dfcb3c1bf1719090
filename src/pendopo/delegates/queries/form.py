"""Reads on the stages and their questions: what is asked of whom, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Q, UUIDField
from django.http import Http404
from django.utils.translation import get_language

from pendopo.convenings.models import Convening
from pendopo.core.prepared import Given, Prepared, whole
from pendopo.delegates.enums import FieldKind, Kept, Passes, Stage
from pendopo.delegates.models import Answer, Delegate, FormField, Sealed, StageForm

Answers = dict[str, Any]
CHOOSING = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})


def stage_forms(convening: Convening) -> list[StageForm]:
    """The stages in the order in which they open, with how many questions and answers each has."""
    asked = Count("questions", filter=Q(questions__retired=False), distinct=True)
    rows = StageForm.objects.filter(convening=convening).annotate(
        asked=asked, filled=Count("answers", filter=Q(answers__complete=True), distinct=True)
    )
    order = list(Stage.values)
    return sorted(rows, key=lambda form: order.index(form.stage))


def stage_form(convening: Convening, stage: str) -> StageForm:
    """One stage of the convening; 404 where it has not begun to ask."""
    found = stage_form_of(convening, stage)
    if found is None:
        raise Http404(f"No stage {stage!r} here.")
    return found


def stage_form_of(convening: Convening, stage: str) -> StageForm | None:
    """One stage of the convening, or None where it has not begun to ask."""
    return _stage.first(of=convening.pk, stage=stage)


def questions_of(form: StageForm, *, retired: bool = False) -> list[FormField]:
    """The questions of a stage in their order; `retired` shows those, too, that are no longer asked."""
    rows = _questions(form=form.pk)
    return rows if retired else [row for row in rows if not row.retired]


_OF = Given("of", UUIDField())
_stage = whole(
    StageForm,
    lambda: StageForm.objects.filter(convening=_OF, stage=Given("stage", CharField())).order_by(),
)
_stages = whole(StageForm, lambda: StageForm.objects.filter(convening=_OF).order_by())
_questions = whole(
    FormField,
    lambda: FormField.objects.filter(stage_form=Given("form", UUIDField())).order_by("position", "pk"),
    "asked_after",
)
_saved: Prepared[Answer] = whole(Answer, lambda: Answer.objects.filter(delegate=_OF).order_by())
_sealed: Prepared[Sealed] = whole(Sealed, lambda: Sealed.objects.filter(delegate=_OF).order_by())


def asked(questions: Iterable[FormField], answers: Mapping[str, Any]) -> set[str]:
    """The keys of the questions that follow from `answers`; what was not asked answers nothing itself."""
    found: set[str] = set()
    for question in questions:
        before = question.asked_after
        if before is None or (
            before.key in found and passes(question.test, answers.get(before.key), question.test_value)
        ):
            found.add(question.key)
    return found


def passes(test: str, answer: Any, value: str) -> bool:
    """Whether an answer passes the test of a conditional question; no answer passes none but "is not"."""
    if test == Passes.IS_NOT:
        return not _same(answer, value)
    if answer in (None, "", []):
        return False
    if test == Passes.IS:
        return _same(answer, value)
    if test == Passes.INCLUDES:
        return value in answer if isinstance(answer, list) else value == str(answer)
    if test == Passes.AT_LEAST:
        return (
            _number(answer) is not None and _number(value) is not None and _number(answer) >= _number(value)
        )
    return test == Passes.BEFORE and str(answer) < value


def _same(answer: Any, value: str) -> bool:
    if isinstance(answer, list):
        return answer == [value]
    return str("" if answer is None else answer) == value


def _number(text: Any) -> Any:
    try:
        return int(str(text))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Standing:
    """One stage as a delegate meets it: whether it is open now, until when, and whether it is filled."""

    form: StageForm
    open: bool
    filled: bool

    @property
    def stage(self) -> Stage:
        """Which stage."""
        return Stage(self.form.stage)


def open_for(form: StageForm, delegate: Delegate, day: date) -> bool:
    """Whether a delegate may fill a stage on that day."""
    return delegate.state in form.opens_in and (form.closes_on is None or day <= form.closes_on)


def stages_of(delegate: Delegate, day: date) -> list[Standing]:
    """Every stage of a delegate, in order."""
    done = {row.stage_form_id for row in saved_by(delegate) if row.complete}
    order = list(Stage.values)
    forms = sorted(_stages(of=delegate.convening_id), key=lambda form: order.index(form.stage))
    return [Standing(form, open_for(form, delegate, day), form.pk in done) for form in forms]


def saved_by(delegate: Delegate) -> list[Answer]:
    """Which stages a delegate has filled."""
    return _saved(of=delegate.pk)


def sealed_of(delegate: Delegate) -> dict[Kept, Sealed]:
    """What is held of a delegate under each kind, opened; for the delegate, and for actions."""
    return {Kept(row.kind): row for row in _sealed(of=delegate.pk)}


def answers_of(delegate: Delegate, form: StageForm) -> Answers:
    """What a delegate has answered in a stage, opened; for the delegate, and for readers of every kind."""
    found: Answers = {}
    for row in sealed_of(delegate).values():
        found |= unpacked(row, form.stage)
    return found


def unpacked(row: Sealed, stage: str) -> Answers:
    """The answers of one stage among those sealed together by kind."""
    head = f"{stage}."
    return {key.removeprefix(head): value for key, value in row.data.items() if key.startswith(head)}


def packed(questions: Iterable[FormField], answers: Mapping[str, Any], stage: str) -> dict[Kept, Answers]:
    """The answers of a stage by the kind under which each is sealed."""
    by_kind: dict[Kept, Answers] = {}
    for question in questions:
        value = answers.get(question.key)
        if value not in (None, "", []):
            by_kind.setdefault(Kept(question.kept), {})[f"{stage}.{question.key}"] = value
    return by_kind


def choices_of(question: FormField) -> list[tuple[str, str]]:
    """The answers one may choose now, in the language of the page."""
    return [(row["key"], option_word(row)) for row in question.options if not row.get("gone")]


def option_word(row: Mapping[str, Any]) -> str:
    """One answer in the language of the page, or in the other where that is empty."""
    ind, en = row.get("ind", ""), row.get("en", "")
    return str((en or ind) if get_language() == "en" else (ind or en))


def answer_words(question: FormField, value: Any) -> str:
    """An answer as people read it."""
    from django.utils.translation import pgettext

    from pendopo.core.times import short_date

    words = {row["key"]: option_word(row) for row in question.options}
    if question.kind == FieldKind.YES_NO:
        words = {"yes": pgettext("answer", "Yes"), "no": pgettext("answer", "No")}
    if question.kind == FieldKind.DATE:
        return short_date(date.fromisoformat(str(value)))
    several = value if isinstance(value, list) else [value]
    return ", ".join(words.get(str(one), str(one)) for one in several)


def key_of(question: FormField, text: str) -> str:
    """The key of the answer that is meant by its words in either language, or by its key; other texts stay."""
    said, words = text.strip(), {row["key"]: (row["ind"], row["en"]) for row in question.options}
    if question.kind == FieldKind.YES_NO:
        words = {"yes": ("Ya", "Yes"), "no": ("Tidak", "No")}
    meant = said.casefold()
    found = (key for key, told in words.items() if meant in map(str.casefold, (key, *told)))
    return next(found, said)


def with_conditions(questions: Iterable[FormField]) -> list[tuple[FormField, str]]:
    """Questions, each with the earlier answer after which it is asked, in words."""
    return [
        (row, answer_words(row.asked_after, row.test_value) if row.asked_after else "") for row in questions
    ]


def answered(question: FormField) -> bool:
    """Whether anybody may have answered a question: its stage has been filled by somebody."""
    return Answer.objects.filter(stage_form=question.stage_form_id).exists()


def access_question(convening: Convening, pk: Any) -> FormField:
    """A question of the convening; 404 otherwise."""
    rows = FormField.objects.select_related("stage_form", "asked_after")
    found: FormField | None = rows.filter(pk=pk, stage_form__convening=convening).first()
    if found is None:
        raise Http404("No such question here.")
    return found
