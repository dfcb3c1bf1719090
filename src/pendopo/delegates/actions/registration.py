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
from pendopo.core.audit import record
from pendopo.core.phones import international
from pendopo.core.times import now, today
from pendopo.core.urls import here
from pendopo.delegates.actions.consent import give, withdraw
from pendopo.delegates.actions.delegate import marked, move
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
from pendopo.delegates.queries.form import Answers, asked, open_for, packed, questions_of
from pendopo.delegates.queries.registration import (
    ADULT,
    age_on,
    band_of,
    disability_of,
    refuse_impossible_birth,
    same_person,
)

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
    if came_before(delegate, form, said.submission):
        return delegate
    refuse_incomplete(delegate, said)
    _write_person(delegate, said)
    _agree(delegate, said.agreed, by)
    dropped = [kind for purpose, kind in RESTS_ON.items() if purpose not in said.agreed]
    kept = _save_answers(delegate, form, said.answers, dropped)
    _write_guardian(delegate, said.guardian)
    _write_traits(delegate, said, kept)
    new = _write_answer(delegate, form, said.submission)
    verb_data = {"code": delegate.code}
    if new:
        record("delegates.registered", on=delegate, by=by, data=verb_data)
    else:
        record("delegates.registration_corrected", on=delegate, by=by, data=verb_data)
    if delegate.state == DelegateState.NOMINATED:
        move(delegate=delegate, to=DelegateState.REGISTERED, by=by)
    if new:
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
    if before := came_before(delegate, form, submission):
        return before
    agreed = given_by(delegate)
    dropped = [kind for purpose, kind in RESTS_ON.items() if purpose not in agreed]
    _save_answers(delegate, form, answers, dropped)
    _write_answer(delegate, form, submission)
    record("delegates.stage_filled", on=delegate, by=by, data={"code": delegate.code, "stage": form.stage})
    return Answer.objects.get(delegate=delegate, stage_form=form)


def locked(delegate: Delegate) -> Delegate:
    """The delegate, while nobody else writes about this person."""
    rows = Delegate.objects.select_for_update(of=("self",)).select_related("convening", "organisation")
    return rows.get(pk=delegate.pk)


def open_form(delegate: Delegate, stage: Stage) -> StageForm:
    """The form of a stage; refused where it is not open to this delegate."""
    form: StageForm | None = StageForm.objects.filter(convening=delegate.convening, stage=stage).first()
    if form is None or not open_for(form, delegate, today(delegate.convening.time_zone)):
        raise StageClosed
    return form


def came_before(delegate: Delegate, form: StageForm, submission: UUID | None) -> Answer | None:
    """What the same sending has saved already, if it came before."""
    if submission is None:
        return None
    found: Answer | None = Answer.objects.filter(
        delegate=delegate, stage_form=form, submission=submission
    ).first()
    return found


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
    identity = Identity.objects.filter(delegate=delegate).first() or Identity(delegate=delegate)
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
    for purpose in given_by(delegate):
        if purpose not in agreed:
            withdraw(delegate=delegate, purpose=purpose, by=by)
    give(delegate=delegate, purposes=[purpose for purpose in Purpose if purpose in agreed], by=by)


def _save_answers(
    delegate: Delegate, form: StageForm, answers: Mapping[str, Any], dropped: list[Kept]
) -> Answers:
    """Seal the answers by kind; those to questions that were not asked, or not agreed to, are not kept."""
    live = kept_questions(questions_of(form), answers, dropped)
    by_kind = packed(live, answers, form.stage)
    for kind in Kept:
        _reseal(delegate, kind, f"{form.stage}.", by_kind.get(kind, {}))
    return {row.key: answers.get(row.key) for row in live}


def kept_questions(
    questions: Sequence[FormField], answers: Mapping[str, Any], dropped: Collection[Kept]
) -> list[FormField]:
    """The questions that were asked, and whose answers may be kept."""
    due = asked(questions, answers)
    return [row for row in questions if row.key in due and row.kept not in dropped]


def _reseal(delegate: Delegate, kind: Kept, head: str, said: Answers) -> None:
    row = Sealed.objects.filter(delegate=delegate, kind=kind).first()
    before = dict(row.data) if row else {}
    after = {key: value for key, value in before.items() if not key.startswith(head)} | said
    if after == before:
        return
    if not after:
        erase_kind(delegate=delegate, kind=kind)
        return
    Sealed.objects.update_or_create(delegate=delegate, kind=kind, defaults={"data": after, "saved_at": now()})


def _write_guardian(delegate: Delegate, guardian: str) -> None:
    said = {"guardian": guardian.strip()} if guardian.strip() else {}
    _reseal(delegate, Kept.ANSWERS, "guardian", said)


def _write_traits(delegate: Delegate, said: Registration, kept: Answers) -> None:
    traits = Traits.objects.filter(delegate=delegate).first() or Traits(delegate=delegate)
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


def _write_answer(delegate: Delegate, form: StageForm, submission: UUID | None) -> bool:
    """Note that the stage is filled; whether it is for the first time."""
    moment = now()
    answer, new = Answer.objects.get_or_create(
        delegate=delegate,
        stage_form=form,
        defaults={"first_saved_at": moment, "saved_at": moment, "complete": True, "submission": submission},
    )
    if not new:
        answer.saved_at, answer.complete, answer.submission = moment, True, submission
        answer.save(update_fields=["saved_at", "complete", "submission"])
    return new


def meet_twin(delegate: Delegate) -> None:
    """Lead a second registration of one person to the first; ask the secretariat where only a phone is shared."""
    same, sharing = same_person(delegate, Identity.objects.get(delegate=delegate))
    if same is not None and delegate.state == DelegateState.REGISTERED:
        move(delegate=delegate, to=DelegateState.MERGED, reason="registered_twice")
        Delegate.objects.filter(pk=delegate.pk).update(merged_into=same)
        Nomination.objects.filter(delegate=delegate).update(delegate=same)
        _tell_of_twin(delegate, [same], merged=True)
    elif same is not None or sharing:
        _tell_of_twin(delegate, [same] if same else sharing, merged=False)


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
            "%(code)s has registered with the same phone number or e-mail as %(others)s; see whether it is one "
            "person, and merge the entries if so."
        )
        return _("%(code)s may be in the list twice") % said, text % said

    page = here("delegates:personal", convening=delegate.convening.slug, pk=delegate.pk)
    notify(to=people, by=None, kind="delegates.twin", say=say, url=page, convening=delegate.convening)
