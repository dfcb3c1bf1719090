"""What notices say, and whose turn it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from pendopo.accounts.models import User
from pendopo.convenings.enums import Role
from pendopo.convenings.models import Membership
from pendopo.convenings.rules import standing
from pendopo.cooperation import rules
from pendopo.cooperation.models import Addressee, Attendance, ChangeProposal, Commitment, Meeting
from pendopo.cooperation.queries.commitment import answerers
from pendopo.cooperation.queries.meeting import visible_meetings
from pendopo.core.times import long_date

WHAT, NOTE = 120, 160


@dataclass(frozen=True, slots=True)
class News:
    """One kind of notice: the subject of its e-mail, and the sentence that says what to do next."""

    subject: Promise
    sentence: Promise


COMMITMENT_NEWS = {
    "proposed": News(
        _("%(code)s waits for your answer"),
        _("%(who)s asks you to take on %(code)s “%(what)s” by %(date)s; accept it or propose a change."),
    ),
    "accepted": News(
        _("%(code)s was accepted"),
        _("%(who)s accepted %(code)s “%(what)s”; your side verifies it once it is reported as done."),
    ),
    "blocked": News(
        _("%(code)s is blocked"),
        _("%(who)s reports that %(code)s “%(what)s” is blocked: “%(note)s”; agree together how to go on."),
    ),
    "completed": News(
        _("%(code)s waits for your verification"),
        _(
            "%(who)s reports %(code)s “%(what)s” as done; look at the evidence, then verify it or send it back."
        ),
    ),
    "verified": News(
        _("%(code)s is verified"),
        _("%(who)s verified %(code)s “%(what)s”; nothing more is asked of you here."),
    ),
    "sent_back": News(
        _("%(code)s was sent back"),
        _("%(who)s sent back %(code)s “%(what)s”: “%(note)s”; add what is missing and report it again."),
    ),
    "change_proposed": News(
        _("A change of %(code)s waits for your answer"),
        _("%(who)s proposes to change %(code)s “%(what)s”: “%(note)s”; agree to it or decline it."),
    ),
    "withdrawal_proposed": News(
        _("The withdrawal of %(code)s waits for your answer"),
        _("%(who)s proposes to withdraw %(code)s “%(what)s”: “%(note)s”; agree to it or decline it."),
    ),
    "change_accepted": News(
        _("The change of %(code)s is agreed"),
        _("%(who)s agreed to the change of %(code)s “%(what)s”; it is now due on %(date)s."),
    ),
    "change_declined": News(
        _("The change of %(code)s was declined"),
        _("%(who)s declined the change of %(code)s “%(what)s”; go on as agreed before, or propose another."),
    ),
    "withdrawn": News(
        _("%(code)s is withdrawn"),
        _("%(who)s agreed to withdraw %(code)s “%(what)s”; nothing more is owed under it."),
    ),
}
MINUTES_NEWS = {
    "minutes_comment": News(
        _("Minutes of %(date)s: please comment"),
        _("The minutes of “%(title)s”, %(date)s, are open for comment; read them before both sides approve."),
    ),
    "minutes_approval": News(
        _("Minutes of %(date)s: your side's approval"),
        _("The other side approved the minutes of “%(title)s”, %(date)s; read them and approve for yours."),
    ),
    "minutes_published": News(
        _("Minutes of %(date)s are published"),
        _("The minutes of “%(title)s”, %(date)s, are published; read there what was agreed."),
    ),
}


def about_commitment(name: str, commitment: Commitment, who: str, note: str = "") -> tuple[str, str]:
    """Subject and sentence about a commitment, in the active language."""
    facts = {
        "code": commitment.code,
        "what": _shortened(commitment.what, WHAT),
        "date": long_date(commitment.due),
        "who": who,
        "note": _shortened(note, NOTE),
    }
    return _said(COMMITMENT_NEWS[name], facts)


def about_minutes(name: str, meeting: Meeting) -> tuple[str, str]:
    """Subject and sentence about the minutes of a meeting, in the active language."""
    facts = {"title": _shortened(meeting.title, WHAT), "date": long_date(meeting.held_on)}
    return _said(MINUTES_NEWS[name], facts)


def _said(news: News, facts: dict[str, Any]) -> tuple[str, str]:
    return str(news.subject) % facts, str(news.sentence) % facts


def _shortened(text: str, length: int) -> str:
    return Truncator(" ".join((text or "").split()).rstrip(".")).chars(length)


def those_who_owe(commitment: Commitment) -> list[User]:
    """The accounts that answer for a commitment."""
    return answerers(commitment.convening).owners(commitment)


def those_who_receive(commitment: Commitment) -> list[User]:
    """The leads of the side that a commitment is owed to."""
    leads = answerers(commitment.convening).leads(rules.other_side(commitment.side))
    return _allowed(leads, lambda user: rules.receives(standing(user, commitment.convening), commitment))


def those_who_answer(proposal: ChangeProposal) -> list[User]:
    """The people of the side that did not propose a change."""
    return _of_side(proposal.commitment, rules.other_side(proposal.side))


def those_who_proposed(proposal: ChangeProposal) -> list[User]:
    """Whoever proposed a change, and the people of their side whom it concerns."""
    commitment = proposal.commitment
    mine = _allowed(
        [proposal.by], lambda user: rules.side_in(standing(user, commitment.convening), commitment)
    )
    return mine + _of_side(commitment, proposal.side)


def _of_side(commitment: Commitment, side: str) -> list[User]:
    return those_who_owe(commitment) if side == commitment.side else those_who_receive(commitment)


def those_who_lead(commitment: Commitment) -> list[User]:
    """The leads of both sides."""
    return answerers(commitment.convening).leads()


def those_who_lead_side(meeting: Meeting, side: str) -> list[User]:
    """The leads of one side."""
    return answerers(meeting.convening).leads(side)


def those_who_were_there(meeting: Meeting) -> list[User]:
    """The leads of both sides, and the people of the units and partners who may read the minutes."""
    held = Membership.objects.filter(
        convening=meeting.convening, user__is_active=True, role__in=[Role.UNIT_OFFICER, Role.FOCAL_POINT]
    )
    near = [member.user for member in held.filter(_touched_by(meeting)).select_related("user")]
    readers = _allowed(
        near,
        lambda user: visible_meetings(standing(user, meeting.convening)).filter(pk=meeting.pk).exists(),
    )
    return answerers(meeting.convening).leads() + readers


def _touched_by(meeting: Meeting) -> Q:
    """Memberships of what came or was invited; who of them may read is for `visible_meetings` to say."""
    found = Q(pk=None)
    for rows in (
        Attendance.objects.filter(meeting=meeting),
        Addressee.objects.filter(letter__meeting=meeting),
    ):
        found |= Q(organisation__in=rows.exclude(organisation=None).values("organisation"))
        found |= Q(unit__in=rows.exclude(unit=None).values("unit"))
    return found


def _allowed(users: Iterable[User], may: Callable[[User], Any]) -> list[User]:
    return [user for user in users if user.is_active and may(user)]
