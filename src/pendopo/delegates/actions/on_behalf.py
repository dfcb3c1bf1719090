"""Writes of the desk for a delegate who cannot fill in a form alone; each is written down, and shown to the person."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.actions.registration import (
    Registration,
    came_before,
    fill_stage,
    locked,
    open_form,
    register,
)
from pendopo.delegates.enums import Stage, Told
from pendopo.delegates.models import Answer, Delegate, FilledFor, StageForm
from pendopo.delegates.queries.form import Answers, answers_of, questions_of
from pendopo.delegates.queries.on_behalf import role_of, shown_to


@transaction.atomic
def register_for(*, delegate: Delegate, said: Registration, told: Told | str, by: User) -> Delegate:
    """Register a delegate as the person said, or correct it; what the writer may not see stays as it was.

    Raises StageClosed, NameMissing, PhoneUnreadable, BornInFuture, GuardianMissing or TakePartMissing.
    """
    delegate = locked(delegate)
    form = _form_for(delegate, Stage.REGISTER, by)
    if came_before(delegate, form, said.submission):
        return delegate
    answers = _with_unseen(delegate, form, said.answers, by)
    delegate = register(delegate=delegate, said=replace(said, answers=answers), by=by)
    _note(delegate, form, told, by)
    return delegate


@transaction.atomic
def fill_stage_for(
    *,
    delegate: Delegate,
    stage: Stage | str,
    answers: Mapping[str, Any],
    told: Told | str,
    by: User,
    submission: UUID | None = None,
) -> Answer:
    """Save the answers of a later stage as the person said; what the writer may not see stays as it was.

    Raises StageClosed.
    """
    delegate = locked(delegate)
    form = _form_for(delegate, Stage(stage), by)
    if before := came_before(delegate, form, submission):
        return before
    whole = _with_unseen(delegate, form, answers, by)
    answer = fill_stage(delegate=delegate, form=form, answers=whole, submission=submission, by=by)
    _note(delegate, form, told, by)
    return answer


def _form_for(delegate: Delegate, stage: Stage, by: User) -> StageForm:
    form = open_form(delegate, stage)
    require(rules.may_fill(standing(by, delegate.convening), delegate, form.editors))
    return form


def _with_unseen(delegate: Delegate, form: StageForm, answers: Mapping[str, Any], by: User) -> Answers:
    """The answers that the writer may see as they were told, and the others as they were."""
    questions = questions_of(form)
    seen = {row.key for row in shown_to(standing(by, delegate.convening), delegate, questions)}
    unseen = {row.key for row in questions} - seen
    kept = {key: value for key, value in answers_of(delegate, form).items() if key in unseen}
    return {key: value for key, value in answers.items() if key in seen} | kept


def _note(delegate: Delegate, form: StageForm, told: Told | str, by: User) -> None:
    role, told = role_of(standing(by, delegate.convening), form), Told(told)
    FilledFor.objects.create(delegate=delegate, stage=form.stage, by=by, role=role, told=told, at=now())
    data = {"code": delegate.code, "stage": form.stage, "role": role, "told": told}
    record("delegates.stage_filled_for", on=delegate, by=by, data=data)
