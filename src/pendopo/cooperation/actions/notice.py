"""Tell people whose turn it is, in the transaction of the change that made it their turn."""

from collections.abc import Callable
from functools import partial

from pendopo.accounts.models import User
from pendopo.convenings.actions.notice import is_quiet, notify
from pendopo.convenings.enums import Side
from pendopo.cooperation.enums import EventKind
from pendopo.cooperation.models import ChangeProposal, Commitment, Minutes, PersonalLink
from pendopo.cooperation.queries import notice as news
from pendopo.cooperation.rules import other_side
from pendopo.core.urls import here

# After which step somebody else has to know, and who that is.
TURNS: dict[EventKind, tuple[str, Callable[[Commitment], list[User]]]] = {
    EventKind.CAPTURED: ("proposed", news.those_who_owe),
    EventKind.ACCEPTED: ("accepted", news.those_who_receive),
    EventKind.BLOCKED: ("blocked", news.those_who_lead),
    EventKind.COMPLETED: ("completed", news.those_who_receive),
    EventKind.VERIFIED: ("verified", news.those_who_owe),
    EventKind.SENT_BACK: ("sent_back", news.those_who_owe),
}


def tell_step(
    commitment: Commitment,
    kind: EventKind,
    *,
    by: User | None,
    link: PersonalLink | None = None,
    note: str = "",
) -> None:
    """Tell those whom a step of a commitment concerns; most steps concern nobody else."""
    if kind in TURNS and not is_quiet():
        name, people = TURNS[kind]
        who = link.name if link else by.full_name if by else ""
        _tell(commitment, name, people(commitment), by=by, who=who, note=note)


def tell_change_proposed(proposal: ChangeProposal) -> None:
    """Ask the other side for its answer."""
    if not is_quiet():
        name = "withdrawal_proposed" if proposal.withdraw else "change_proposed"
        people = news.those_who_answer(proposal)
        _tell(
            proposal.commitment,
            name,
            people,
            by=proposal.by,
            who=proposal.by.full_name,
            note=proposal.reason,
        )


def tell_change_answered(proposal: ChangeProposal, *, agreed: bool, by: User) -> None:
    """Bring the answer to the side that proposed."""
    if not is_quiet():
        name = "change_declined" if not agreed else "withdrawn" if proposal.withdraw else "change_accepted"
        _tell(proposal.commitment, name, news.those_who_proposed(proposal), by=by, who=by.full_name)


def _tell(
    commitment: Commitment, name: str, people: list[User], *, by: User | None, who: str, note: str = ""
) -> None:
    convening = commitment.convening
    notify(
        to=people,
        by=by,
        kind=f"cooperation.{name}",
        say=partial(news.about_commitment, name, commitment, who, note),
        url=here("cooperation:commitment-detail", pk=commitment.pk, convening=convening.slug),
        convening=convening,
    )


def tell_minutes_open(minutes: Minutes, *, by: User) -> None:
    """Ask those who were there for their comments."""
    if not is_quiet():
        _tell_minutes(minutes, "minutes_comment", news.those_who_were_there(minutes.meeting), by=by)


def tell_approval_awaited(minutes: Minutes, side: Side | str, *, by: User) -> None:
    """`side` has approved: ask the leads of the other for theirs."""
    if not is_quiet():
        people = news.those_who_lead_side(minutes.meeting, other_side(side))
        _tell_minutes(minutes, "minutes_approval", people, by=by)


def tell_minutes_published(minutes: Minutes, *, by: User) -> None:
    """Tell those who were there that the minutes can be read and passed on."""
    if not is_quiet():
        _tell_minutes(minutes, "minutes_published", news.those_who_were_there(minutes.meeting), by=by)


def _tell_minutes(minutes: Minutes, name: str, people: list[User], *, by: User) -> None:
    meeting = minutes.meeting
    notify(
        to=people,
        by=by,
        kind=f"cooperation.{name}",
        say=partial(news.about_minutes, name, meeting),
        url=here("cooperation:minutes-edit", pk=meeting.pk, convening=meeting.convening.slug),
        convening=meeting.convening,
    )
