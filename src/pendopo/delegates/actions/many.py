"""Many people at once: nominated by one organisation, and registered from what they handed in on paper.

The rules are those of one person, each person has an event of the log, and the database is asked a few times for all
of them together. It is all or nobody.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.models import Convening, Organisation
from pendopo.convenings.rules import standing
from pendopo.core.audit import record_all
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.actions.delegate import Newcomer, enter_all, mark_of
from pendopo.delegates.actions.nomination import refuse_late_or_many, refuse_others, refuse_unreachable
from pendopo.delegates.actions.registration import (
    PERSON,
    Registration,
    fill_person,
    fill_traits,
    kept_questions,
    meet_twin,
    open_form,
    refuse_incomplete,
)
from pendopo.delegates.enums import Audience, DelegateState, Kept, Purpose, Stage, Way
from pendopo.delegates.errors import MoveNotOpen, NominatedAlready, NothingToGive, StageClosed
from pendopo.delegates.models import (
    Answer,
    Consent,
    Delegate,
    FormField,
    Identity,
    Nomination,
    Sealed,
    Traits,
)
from pendopo.delegates.queries.consent import RESTS_ON, current_texts
from pendopo.delegates.queries.form import packed, questions_of
from pendopo.delegates.queries.nomination import room_of

FILLED = ["name", "phone", "email", "born_on", "home", "name_mark", "phone_mark", "email_mark"]
COUNTED = ["sex", "age", "disability", "sector", "region", "first_time"]


@transaction.atomic
def nominate_all(
    *, organisation: Organisation, audience: Audience | str, people: Sequence[Newcomer], by: User
) -> list[Delegate]:
    """Propose several people for one organisation, in their order; beyond its seats they are marked as such.

    Raises what `nominate` raises for one of them; NominatedAlready also for somebody who stands there twice.
    """
    refuse_others(organisation, by=by, link=None)
    Convening.objects.select_for_update(no_key=True).get(pk=organisation.convening_id)
    room = room_of(organisation, audience)
    refuse_late_or_many(organisation, room, by=by, adding=len(people))
    for one in people:
        refuse_unreachable(one)
    _refuse_known(organisation, audience, people)
    delegates = enter_all(organisation.convening, audience, people)
    beyond = [room.left is not None and n >= room.left for n in range(len(people))]
    Nomination.objects.bulk_create(
        Nomination(
            delegate=delegate,
            organisation=organisation,
            way=Way.FILE,
            by=by,
            typed={name: text for name in ("name", "phone", "email") if (text := getattr(one, name))},
            beyond=over,
        )
        for delegate, one, over in zip(delegates, people, beyond, strict=True)
    )
    said = {"organisation": organisation.pk, "part": audience, "way": Way.FILE}
    told = [
        (delegate, {"code": delegate.code, **said, "beyond": over})
        for delegate, over in zip(delegates, beyond, strict=True)
    ]
    record_all("delegates.nominated", told, by=by)
    return delegates


def _refuse_known(organisation: Organisation, audience: str, people: Sequence[Newcomer]) -> None:
    """Refuse somebody whom the organisation has nominated already, or who stands in the same list twice."""
    own = Delegate.objects.filter(organisation=organisation, audience=audience, state__in=rules.IN_POOL)
    columns = ("number", "identity__name_mark", "identity__phone_mark", "identity__email_mark")
    seen = {
        (name, mark): f"D-{number:04}"
        for number, name, *marks in own.values_list(*columns)
        for mark in marks
        if name and mark
    }
    for n, one in enumerate(people, 1):
        name = mark_of("name", one.name)
        for field in ("phone", "email"):
            mark = mark_of(field, getattr(one, field))
            if mark and (name, mark) in seen:
                raise NominatedAlready(code=seen[name, mark])
            if mark:
                seen[name, mark] = f"{n}."


@transaction.atomic
def register_all(*, said: Sequence[tuple[Delegate, Registration]], by: User) -> int:
    """Register people who are nominated and have not registered yet; the secretariat types what they sent.

    Raises NotAllowed, MoveNotOpen, and what `register` raises for one of them.
    """
    if not said:
        return 0
    convening = said[0][0].convening
    require(rules.may_look_after(standing(by, convening)))
    pairs = _locked(said)
    form = open_form(pairs[0][0], Stage.REGISTER)
    questions, texts = questions_of(form), current_texts(convening)
    for delegate, one in pairs:
        refuse_incomplete(delegate, one)
        if delegate.state not in form.opens_in:
            raise StageClosed
        if set(one.agreed) - set(texts):
            raise NothingToGive
    _write_people(pairs, questions, str(form.stage))
    moment = now()
    Consent.objects.bulk_create(
        Consent(delegate=delegate, text=texts[purpose], given_at=moment)
        for delegate, one in pairs
        for purpose in Purpose
        if purpose in one.agreed
    )
    Answer.objects.bulk_create(
        Answer(delegate=delegate, stage_form=form, first_saved_at=moment, saved_at=moment, complete=True)
        for delegate, _one in pairs
    )
    many = record_all("delegates.registered", _told(pairs), by=by)
    for delegate in _sharing(pairs):
        meet_twin(delegate)
    return many


def _sharing(pairs: Sequence[tuple[Delegate, Registration]]) -> list[Delegate]:
    """Those whose telephone or e-mail somebody else has, too; only they can be somebody's twin."""
    rows = Identity.objects.filter(delegate__convening=pairs[0][0].convening)
    known = list(rows.values_list("delegate_id", "phone_mark", "email_mark"))
    often = Counter(mark for _key, *marks in known for mark in marks if mark)
    shared = {key for key, *marks in known if any(often[mark] > 1 for mark in marks)}
    return [delegate for delegate, _one in pairs if delegate.pk in shared]


def _told(pairs: Sequence[tuple[Delegate, Registration]]) -> Iterator[tuple[Delegate, dict[str, Any]]]:
    for delegate, one in pairs:
        yield delegate, {"code": delegate.code, "agreed": sorted(one.agreed), "typed_by_desk": True}


def _locked(said: Sequence[tuple[Delegate, Registration]]) -> list[tuple[Delegate, Registration]]:
    """Each with its fresh row; refused where one is not just nominated."""
    keys = [delegate.pk for delegate, _one in said]
    rows = Delegate.objects.select_for_update(of=("self",), no_key=True).select_related(
        "convening", "organisation"
    )
    fresh = {one.pk: one for one in rows.filter(pk__in=keys)}
    for delegate in fresh.values():
        if delegate.state != DelegateState.NOMINATED:
            raise MoveNotOpen(code=delegate.code, state=delegate.get_state_display())
    return [(fresh[delegate.pk], one) for delegate, one in said]


def _write_people(
    pairs: Sequence[tuple[Delegate, Registration]], questions: Sequence[FormField], stage: str
) -> None:
    """Who they are, what quotas count of them and what is sealed, by kind."""
    keys = [delegate.pk for delegate, _one in pairs]
    identities = Identity.objects.in_bulk(keys)
    traits = Traits.objects.in_bulk(keys)
    sealed, moment = list[Sealed](), now()
    for delegate, one in pairs:
        fill_person(delegate, identities[delegate.pk], one)
        dropped = {kind for purpose, kind in RESTS_ON.items() if purpose not in one.agreed}
        live = kept_questions(questions, one.answers, dropped)
        fill_traits(traits[delegate.pk], delegate, one, {row.key: one.answers.get(row.key) for row in live})
        by_kind = packed(live, one.answers, stage)
        if one.guardian.strip():
            by_kind.setdefault(Kept.ANSWERS, {})["guardian"] = one.guardian.strip()
        sealed += [
            Sealed(delegate=delegate, kind=kind, data=data, saved_at=moment) for kind, data in by_kind.items()
        ]
        delegate.state, delegate.state_at = DelegateState.REGISTERED, moment
    rows = [delegate for delegate, _one in pairs]
    Delegate.objects.bulk_update(rows, [*PERSON, "state", "state_at"], batch_size=200)
    Identity.objects.bulk_update(identities.values(), FILLED, batch_size=200)
    Traits.objects.bulk_update(traits.values(), COUNTED, batch_size=200)
    Sealed.objects.bulk_create(sealed)
