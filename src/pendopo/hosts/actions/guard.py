"""What every write here asks first."""

from pendopo.accounts.models import User
from pendopo.convenings.rules import standing
from pendopo.core.errors import NotAllowed
from pendopo.hosts.enums import CallStatus
from pendopo.hosts.errors import ScoringStarted, TitleMissing
from pendopo.hosts.models import Call
from pendopo.hosts.rules import may_manage_calls


def locked(call: Call) -> Call:
    """The call as it is now, nobody else changing it until this transaction ends."""
    return (
        Call.objects.select_for_update(of=("self",), no_key=True).select_related("convening").get(pk=call.pk)
    )


def refuse_unless_manager(by: User, call: Call) -> None:
    """Only organisers manage calls."""
    if not may_manage_calls(standing(by, call.convening)):
        raise NotAllowed


def refuse_unless_preparing(call: Call) -> None:
    """What assessors read stays as it is once scoring has started."""
    if call.status != CallStatus.PREPARING:
        raise ScoringStarted


def refuse_empty(*texts: str) -> None:
    """One of the languages must say something."""
    if not any(text.strip() for text in texts):
        raise TitleMissing
