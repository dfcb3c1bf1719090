"""Reads for those at the desk who fill in a stage for a delegate, and what the delegate sees of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from pendopo.accounts.models import User
from pendopo.convenings.enums import Role
from pendopo.convenings.rules import Standing
from pendopo.core.times import today
from pendopo.delegates import rules
from pendopo.delegates.enums import Kept, SeenOn, Stage
from pendopo.delegates.models import Delegate, FilledFor, FormField, StageForm
from pendopo.delegates.queries import form as forms
from pendopo.delegates.queries.delegate import note_looks
from pendopo.delegates.queries.looks import role_word


def stages_for(seen: Standing, delegate: Delegate) -> list[forms.Standing]:
    """The stages that a reader may fill in for a delegate, in order."""
    day = today(delegate.convening.time_zone)
    return [row for row in forms.stages_of(delegate, day) if rules.may_fill(seen, delegate, row.form.editors)]


def access_stage(seen: Standing, delegate: Delegate, stage: str) -> StageForm:
    """One stage for those who may fill it in for this delegate; 404 for everybody else and where it does not ask."""
    form = forms.stage_form(delegate.convening, stage)
    if not rules.may_fill(seen, delegate, form.editors):
        raise Http404("Not for this reader.")
    return form


def shown_to(seen: Standing, delegate: Delegate, questions: Iterable[FormField]) -> list[FormField]:
    """The questions whose answers a reader may see; what follows from one that is shut is shut, too."""
    found: dict[str, FormField] = {}
    for question in questions:
        after = question.asked_after
        follows = after is None or after.key in found
        if follows and rules.may_fill_kind(seen, delegate, Kept(question.kept)):
            found[question.key] = question
    return list(found.values())


def open_answers(
    user: User, seen: Standing, delegate: Delegate, form: StageForm, questions: Iterable[FormField]
) -> forms.Answers:
    """What was answered to `questions`, opened; a look is written down for each kind, and the person can read it."""
    asked = list(questions)
    kinds = {Kept(question.kept) for question in asked}
    if form.stage == Stage.REGISTER:
        kinds.add(Kept.ANSWERS)  # the adult who agrees for a child
    for kind in Kept:
        if kind in kinds:
            note_looks(user, seen, [delegate.pk], SeenOn.STAGE_FOR, kind)
    keys = {question.key for question in asked}
    return {key: value for key, value in forms.answers_of(delegate, form).items() if key in keys}


def role_of(seen: Standing, form: StageForm) -> Role:
    """The role in which somebody looks after a stage."""
    return next(role for role in Role if role in seen.roles and role in form.editors)


@dataclass(frozen=True, slots=True)
class Filled:
    """One time a stage was filled in for a person, in words: in which role, and as the person said how."""

    role: str
    row: FilledFor


def filled_for(delegate: Delegate, *, most: int = 50) -> list[Filled]:
    """What was filled in for a delegate, newest first: roles, not the names of those who work at the desk."""
    rows = FilledFor.objects.filter(delegate=delegate)[:most]
    return [Filled(role_word(row.role), row) for row in rows]
