"""Writes of the own forms: register, correct, fill a later stage."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from pendopo.accounts.models import User
from pendopo.convenings.actions.notice import notify
from pendopo.convenings.enums import Role
from pendopo.convenings.models import Region
from pendopo.core.audit import record, together
from pendopo.core.phones import international
from pendopo.core.times import now, today
from pendopo.core.urls import here
from pendopo.delegates.actions.consent import give_beside, withdraw
from pendopo.delegates.actions.delegate import marked, move, move_locked
from pendopo.delegates.actions.own import erase_kind
from pendopo.delegates.enums import DelegateState, Kept, Photo, Purpose, Stage
from pendopo.delegates.errors import GuardianMissing, NameMissing, StageClosed, TakePartMissing
from pendopo.delegates.models import (
    Answer,
    Delegate,
    FormField,
    Identity,
    Nomination,
    Sealed,
    StageForm,
    Traits,
)
from pendopo.delegates.queries.consent import RESTS_ON, given_by
from pendopo.delegates.queries.form import (
    Answers,
    asked,
    open_for,
    packed,
    questions_of,
    saved_by,
    sealed_of,
    stage_form_of,
)
from pendopo.delegates.queries.own import identity_of
from pendopo.delegates.queries.registration import (
    ADULT,
    age_on,
    band_of,
    disability_of,
    refuse_impossible_birth,
    same_person,
    traits_of,
)
from pendopo.delegates.queries.twin import surely_same

# What the row of a delegate itself says of how somebody wishes to be listed.
PERSON = ["alias", "under_alias", "unlisted", "photo", "language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What somebody sends to register: who, what is needed, what is agreed to."""

    name: str
    phone: str
    email: str = ""
    born_on: date | None = None
    home: str = ""
    sex: str = ""
    region: Region | None = None
    first_time: str = ""
    alias: str = ""
    under_alias: bool = False
    unlisted: bool = False
    photo: str = Photo.NO
    guardian: str = ""
    language: str = "id"
    answers: Answers = field(default_factory=dict)
    agreed: frozenset[Purpose] = frozenset()
    submission: UUID | None = None


@transaction.atomic
def register(*, delegate: Delegate, said: Registration, by: User | None = None) -> Delegate:
    """Register a delegate, or correct what was sent before; the same sending counts once.

    Raises StageClosed, NameMissing, PhoneUnreadable, BornInFuture, GuardianMissing or TakePartMissing.
    """
    delegate = locked(delegate)
    form = open_form(delegate, Stage.REGISTER)
    before = saved_before(delegate, form)
    if is_same_sending(before, said.submission):
        return delegate
    refuse_incomplete(delegate, said)
    with together():
        _write_person(delegate, said)
        _agree(delegate, said.agreed, by)
        dropped = [kind for purpose, kind in RESTS_ON.items() if purpose not in said.agreed]
        kept = _save_answers(delegate, form, said.answers, dropped, guardian=said.guardian.strip())
        _write_traits(delegate, said, kept)
        _write_answer(delegate, form, said.submission, before)
        verb_data = {"code": delegate.code}
        if before:
            record("delegates.registration_corrected", on=delegate, by=by, data=verb_data)
        else:
            record("delegates.registered", on=delegate, by=by, data=verb_data)
        if delegate.state == DelegateState.NOMINATED:
            move_locked(delegate, DelegateState.REGISTERED, by=by)
        if not before:
            meet_twin(delegate)
    return delegate


@transaction.atomic
def fill_stage(
    *,
    delegate: Delegate,
    form: StageForm,
    answers: Mapping[str, Any],
    submission: UUID | None = None,
    by: User | None = None,
) -> Answer:
    """Save the answers of a later stage; the same sending counts once.

    Raises StageClosed.
    """
    delegate = locked(delegate)
    form = open_form(delegate, Stage(form.stage))
    before = saved_before(delegate, form)
    if before and is_same_sending(before, submission):
        return before
    agreed = given_by(delegate)
    dropped = [kind for purpose, kind in RESTS_ON.items() if purpose not in agreed]
    _save_answers(delegate, form, answers, dropped)
    answer = _write_answer(delegate, form, submission, before)
    record("delegates.stage_filled", on=delegate, by=by, data={"code": delegate.code, "stage": form.stage})
    return answer


def locked(delegate: Delegate) -> Delegate:
    """The delegate, while nobody else writes about this person."""
    near = ("convening", "organisation", "identity", "traits")
    return (
        Delegate.objects.select_for_update(of=("self",), no_key=True)
        .select_related(*near)
        .get(pk=delegate.pk)
    )


def open_form(delegate: Delegate, stage: Stage) -> StageForm:
    """The form of a stage; refused where it is not open to this delegate."""
    form = stage_form_of(delegate.convening, stage)
    if form is None or not open_for(form, delegate, today(delegate.convening.time_zone)):
        raise StageClosed
    return form


def came_before(delegate: Delegate, form: StageForm, submission: UUID | None) -> Answer | None:
    """What the same sending has saved already, if it came before."""
    before = saved_before(delegate, form)
    return before if is_same_sending(before, submission) else None


def saved_before(delegate: Delegate, form: StageForm) -> Answer | None:
    """That the stage was filled before, if it was."""
    return next((row for row in saved_by(delegate) if row.stage_form_id == form.pk), None)


def is_same_sending(before: Answer | None, submission: UUID | None) -> bool:
    """Whether what was filled before came with this very sending."""
    return before is not None and submission is not None and before.submission == submission


def refuse_incomplete(delegate: Delegate, said: Registration) -> None:
    """Refuse nobody, an impossible birthday, a child without the adult who agrees, and no consent to take part."""
    if not said.name.strip():
        raise NameMissing
    if said.born_on:
        refuse_impossible_birth(said.born_on, today(delegate.convening.time_zone))
        child = age_on(said.born_on, delegate.convening.starts_on) < ADULT
        if child and not said.guardian.strip():
            raise GuardianMissing
    if Purpose.TAKE_PART not in said.agreed:
        raise TakePartMissing


def _write_person(delegate: Delegate, said: Registration) -> None:
    identity = identity_of(delegate)
    fill_person(delegate, identity, said)
    identity.save()
    delegate.save(update_fields=PERSON)


def fill_person(delegate: Delegate, identity: Identity, said: Registration) -> None:
    """Put who somebody is, and how they wish to be listed, into both rows; the caller saves them."""
    marked(identity, name=said.name, phone=international(said.phone) if said.phone else "", email=said.email)
    identity.born_on = said.born_on.isoformat() if said.born_on else ""
    identity.home = said.home.strip()
    for name in ("under_alias", "unlisted", "photo", "language"):
        setattr(delegate, name, getattr(said, name))
    delegate.alias = said.alias.strip()


def _agree(delegate: Delegate, agreed: frozenset[Purpose], by: User | None) -> None:
    """Give what is new, and withdraw what was given before and is not agreed to any more."""
    given = given_by(delegate)
    for purpose in given:
        if purpose not in agreed:
            withdraw(delegate=delegate, purpose=purpose, by=by)
    give_beside(given, delegate=delegate, purposes=[one for one in Purpose if one in agreed], by=by)


def _save_answers(
    delegate: Delegate,
    form: StageForm,
    answers: Mapping[str, Any],
    dropped: list[Kept],
    guardian: str | None = None,
) -> Answers:
    """Seal the answers by kind; those to questions that were not asked, or not agreed to, are not kept.

    A `guardian` of None stays as it was; an empty one goes.
    """
    live = kept_questions(questions_of(form), answers, dropped)
    by_kind = packed(live, answers, form.stage)
    sealed = sealed_of(delegate)
    for kind in Kept:
        before: Answers = dict(sealed[kind].data) if kind in sealed else {}
        after = {key: value for key, value in before.items() if not key.startswith(f"{form.stage}.")}
        after |= by_kind.get(kind, {})
        if kind == Kept.ANSWERS and guardian is not None:
            after.pop("guardian", None)
            after |= {"guardian": guardian} if guardian else {}
        if after != before:
            _reseal(delegate, kind, sealed.get(kind), after)
    return {row.key: answers.get(row.key) for row in live}


def kept_questions(
    questions: Sequence[FormField], answers: Mapping[str, Any], dropped: Collection[Kept]
) -> list[FormField]:
    """The questions that were asked, and whose answers may be kept."""
    due = asked(questions, answers)
    return [row for row in questions if row.key in due and row.kept not in dropped]


def _reseal(delegate: Delegate, kind: Kept, row: Sealed | None, said: Answers) -> None:
    if not said:
        erase_kind(delegate=delegate, kind=kind)
        return
    row = row or Sealed(delegate=delegate, kind=kind)
    row.data, row.saved_at = said, now()
    row.save()


def _write_traits(delegate: Delegate, said: Registration, kept: Answers) -> None:
    traits = traits_of(delegate)
    fill_traits(traits, delegate, said, kept)
    traits.save()


def fill_traits(traits: Traits, delegate: Delegate, said: Registration, kept: Answers) -> None:
    """What quotas count; what somebody leaves open here takes nothing away that was known before."""
    traits.sex, traits.first_time = said.sex or traits.sex, said.first_time or traits.first_time
    traits.region = said.region or traits.region
    if said.born_on:
        traits.age = band_of(age_on(said.born_on, delegate.convening.starts_on))
    if delegate.organisation and not traits.sector:
        traits.sector = delegate.organisation.kind
    agreed = Purpose.COUNTING in said.agreed
    traits.disability = disability_of(kept) if agreed else ""


def _write_answer(
    delegate: Delegate, form: StageForm, submission: UUID | None, before: Answer | None
) -> Answer:
    """Note that the stage is filled."""
    moment = now()
    answer = before or Answer(delegate=delegate, stage_form=form, first_saved_at=moment)
    answer.saved_at, answer.complete, answer.submission = moment, True, submission
    answer.save()
    return answer


def meet_twin(delegate: Delegate) -> None:
    """Lead a second registration to the first where it surely is the same person; else ask the secretariat."""
    same, sharing = same_person(delegate, identity_of(delegate))
    others = [*([same] if same else []), *sharing]
    same = surely_same(delegate, others) if delegate.state == DelegateState.REGISTERED else None
    if same is not None:
        move(delegate=delegate, to=DelegateState.MERGED, reason="registered_twice")
        Delegate.objects.filter(pk=delegate.pk).update(merged_into=same)
        Nomination.objects.filter(delegate=delegate).update(delegate=same)
        _tell_of_twin(delegate, [same], merged=True)
    elif others:
        _tell_of_twin(delegate, others, merged=False)


def _tell_of_twin(delegate: Delegate, others: list[Delegate], *, merged: bool) -> None:
    people = User.objects.filter(
        memberships__convening=delegate.convening_id,
        memberships__role=Role.SECRETARIAT,
        is_active=True,
    ).distinct()

    def say() -> tuple[str, str]:
        said = {"code": delegate.code, "others": ", ".join(row.code for row in others)}
        if merged:
            text = _(
                "%(code)s is the same person as %(others)s, who had registered before, and was merged with that "
                "entry; see whether the newer answers say something else."
            )
            return _("%(code)s has registered twice") % said, text % said
        text = _(
            "%(code)s has registered with the same phone number or e-mail as %(others)s, and both entries stay: "
            "anybody can type a name and a number. Ask whom it reaches, and merge the entries if it is one person."
        )
        return _("%(code)s may be in the list twice") % said, text % said

    page = here("delegates:personal", convening=delegate.convening.slug, pk=delegate.pk)
    notify(to=people, by=None, kind="delegates.twin", say=say, url=page, convening=delegate.convening)
