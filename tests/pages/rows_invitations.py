"""Invitations in several states, those who wait for one, messages and what is sent by hand, and many of each."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pendopo.core.times import now, today
from pendopo.delegates import models as rows
from pendopo.delegates.actions.delegate import marked

if TYPE_CHECKING:
    from tests.pages.rows import Stage


def set_invitations(stage: "Stage") -> None:
    """The letter, one invitation that waits to be sent, one message to look at and one that was sent."""
    known = stage.objects
    rows.InvitationTerms.objects.create(convening=stage.convening, signatory_name="Sari")
    one = _person(stage, 591_000, "selected")
    one.save()
    _identity(one).save()
    invitation = _invitation(stage, one, 591_000)
    invitation.save()
    draft, sent = _message(stage, 1), _message(stage, 2)
    sent.sent_at, sent.sent_by = now(), stage.network
    draft.save()
    sent.save()
    known |= {"numbered letter": invitation, "message": draft, "sent message": sent}
    known["dispatch"] = _dispatch(one, invitation=invitation)
    known["dispatch"].save()
    known["paper kind"] = "pdf"


def _person(stage: "Stage", number: int, state: str, organisation: Any = None) -> rows.Delegate:
    return rows.Delegate(
        convening=stage.convening,
        audience="conference",
        number=number,
        state=state,
        state_at=now() - timedelta(days=1),
        organisation=organisation or stage.organisation,
    )


def _identity(delegate: rows.Delegate) -> rows.Identity:
    number = delegate.number
    return marked(rows.Identity(delegate=delegate), name=f"Row {number}", phone=f"+62813{number:07}")


def _invitation(stage: "Stage", delegate: rows.Delegate, number: int) -> rows.Invitation:
    return rows.Invitation(
        convening=stage.convening,
        delegate=delegate,
        number=number,
        letter=f"Row {number}",
        dated_on=today(),
        channel="whatsapp",
        made_by=stage.network,
        made_at=now(),
        expires_at=now() + timedelta(days=14),
    )


def _message(stage: "Stage", n: int) -> rows.Message:
    said = f"Row {n}"
    return rows.Message(
        convening=stage.convening,
        subject_ind=said,
        subject_en=said,
        text_ind=said,
        text_en=said,
        group={"states": ["selected"]},
        made_by=stage.network,
    )


def _dispatch(delegate: rows.Delegate, **about: Any) -> rows.Dispatch:
    kind = "invitation" if "invitation" in about else "message"
    return rows.Dispatch(delegate=delegate, kind=kind, channel="whatsapp", begun_at=now(), **about)


def grow_invitations(stage: "Stage", some: list[int]) -> None:
    """More people to invite, more invitations, more of them to send by hand, done and undone; more messages."""
    waiting = _people(stage, some, 592_000)
    invited = _people(stage, some, 594_000)
    done = _people(stage, some, 596_000)
    made = rows.Invitation.objects.bulk_create(
        _invitation(stage, one, one.number) for one in (*invited, *done)
    )
    rows.Dispatch.objects.bulk_create(_dispatch(row.delegate, invitation=row) for row in made[: len(invited)])
    rows.Dispatch.objects.bulk_create(
        rows.Dispatch(
            delegate=row.delegate,
            kind="invitation",
            invitation=row,
            channel="letter",
            begun_at=now(),
            sent_at=now(),
        )
        for row in made[len(invited) :]
    )
    rows.Message.objects.bulk_create(_message(stage, n) for n in some)
    rows.Dispatch.objects.bulk_create(
        _dispatch(one, message=stage.objects["sent message"]) for one in waiting
    )


def _people(stage: "Stage", some: list[int], base: int) -> list[rows.Delegate]:
    pairs = zip(some, stage.objects["bodies"], strict=True)
    people = rows.Delegate.objects.bulk_create(
        _person(stage, base + n, "selected", body) for n, body in pairs
    )
    rows.Identity.objects.bulk_create(_identity(one) for one in people)
    return list(people)
