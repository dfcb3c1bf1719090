"""Writes on consents: give one, withdraw one and do at once what that means, write a new text."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.actions.notice import notify
from pendopo.convenings.enums import Role
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.own import erase_kind, erase_person
from pendopo.delegates.enums import Photo, Purpose
from pendopo.delegates.errors import AlreadyWithdrawn, NothingToGive, TextMissing, TextUnchanged
from pendopo.delegates.models import Consent, ConsentText, Delegate, Traits
from pendopo.delegates.queries.consent import RESTS_ON, current_texts, given_by, holders


@transaction.atomic
def give(*, delegate: Delegate, purposes: Iterable[Purpose], by: User | None = None) -> list[Consent]:
    """Write down consent to the newest text of each purpose; what is in force already stays as it is.

    Raises NothingToGive where a purpose has no text.
    """
    return give_beside(given_by(delegate), delegate=delegate, purposes=purposes, by=by)


@transaction.atomic(savepoint=False)
def give_beside(
    given: Mapping[Purpose, Consent], *, delegate: Delegate, purposes: Iterable[Purpose], by: User | None
) -> list[Consent]:
    """Write down consent to the newest text of each purpose, told which consents are in force."""
    texts, wanted = current_texts(delegate.convening), list(purposes)
    if not texts.keys() >= set(wanted):
        raise NothingToGive
    new = [one for one in wanted if one not in given or given[one].text_id != texts[one].pk]
    made = Consent.objects.bulk_create(
        Consent(delegate=delegate, text=texts[purpose], given_at=now()) for purpose in new
    )
    if made:
        named = [row.text.purpose for row in made]
        record("delegates.consent_given", on=delegate, by=by, data={"code": delegate.code, "purposes": named})
    return made


@transaction.atomic
def withdraw(*, delegate: Delegate, purpose: Purpose, by: User | None = None) -> list[Role]:
    """Withdraw a consent: what rested on it ends in this transaction, and those who hold it are told.

    Entries that were merged into this one are the same person's; the consent is withdrawn there as well.
    Raises AlreadyWithdrawn where it is not in force.
    """
    delegate = (
        Delegate.objects.select_for_update(of=("self",), no_key=True)
        .select_related("convening")
        .get(pk=delegate.pk)
    )
    entries = [delegate, *Delegate.objects.filter(merged_into=delegate)]
    rows = Consent.objects.filter(delegate__in=entries, text__purpose=purpose, withdrawn_at=None)
    told = holders(delegate.convening, purpose)
    if not rows.update(withdrawn_at=now(), noticed=[str(role) for role in told]):
        raise AlreadyWithdrawn
    if purpose == Purpose.TAKE_PART:
        erase_person(delegate=delegate)
    else:
        for entry in entries:
            _end(entry, purpose)
    data = {"code": delegate.code, "purpose": purpose, "told": told}
    record("delegates.consent_withdrawn", on=delegate, by=by, data=data)
    _tell(delegate, purpose, told)
    return told


def _end(delegate: Delegate, purpose: Purpose) -> None:
    """What the withdrawal of a purpose does to one entry."""
    if purpose == Purpose.PHOTO:
        Delegate.objects.filter(pk=delegate.pk).update(photo=Photo.NO)
    elif purpose in RESTS_ON:
        erase_kind(delegate=delegate, kind=RESTS_ON[purpose])
        if purpose == Purpose.COUNTING:
            Traits.objects.filter(delegate=delegate).update(disability="")


def _tell(delegate: Delegate, purpose: Purpose, roles: list[Role]) -> None:
    people = User.objects.filter(
        memberships__convening=delegate.convening_id, memberships__role__in=roles, is_active=True
    ).distinct()

    def say() -> tuple[str, str]:
        code, what = delegate.code, Purpose(purpose).label
        subject = _("%(code)s has withdrawn a consent") % {"code": code}
        text = _(
            "%(code)s no longer agrees to “%(purpose)s”; what Pendopo held for it is erased. Delete within "
            "3 x 24 hours what you wrote down elsewhere, and stop using it."
        )
        return subject, text % {"code": code, "purpose": what}

    page = here("delegates:consent-list", convening=delegate.convening.slug)
    notify(
        to=people,
        by=None,
        kind="delegates.consent_withdrawn",
        say=say,
        url=page,
        convening=delegate.convening,
    )


@transaction.atomic
def write_text(
    *, convening: Convening, purpose: Purpose, text_ind: str, text_en: str, by: User
) -> ConsentText:
    """A new version of the text for a purpose; whoever agreed before has agreed to the old one.

    Raises TextMissing or TextUnchanged.
    """
    require(rules.may_look_after(standing(by, convening)))
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    text_ind, text_en = text_ind.strip(), text_en.strip()
    if not (text_ind and text_en):
        raise TextMissing
    last = ConsentText.objects.filter(convening=convening, purpose=purpose).order_by("-version").first()
    if last and (last.text_ind, last.text_en) == (text_ind, text_en):
        raise TextUnchanged
    made = ConsentText.objects.create(
        convening=convening,
        purpose=purpose,
        version=last.version + 1 if last else 1,
        text_ind=text_ind,
        text_en=text_en,
    )
    data = {"purpose": purpose, "version": made.version}
    record("delegates.consent_text_written", on=made, by=by, data=data, convening_id=convening.pk)
    return made
