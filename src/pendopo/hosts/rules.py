"""Who may do what in choosing a host."""

from pendopo.accounts.models import User
from pendopo.convenings.enums import Role
from pendopo.convenings.rules import Standing, is_desk, may_organise
from pendopo.hosts.enums import CallStatus
from pendopo.hosts.models import Call, Decision, Evidence, Sheet


def may_read_calls(s: Standing) -> bool:
    """Everybody who works at the desk reads calls, candidates and evidence; never scores before they open."""
    return is_desk(s)


def may_manage_calls(s: Standing) -> bool:
    """Both sides' organisers prepare calls, invite assessors and record the decision."""
    return may_organise(s)


def may_change_contents(s: Standing, call: Call) -> bool:
    """What assessors read is changed only while nobody is scoring."""
    return may_manage_calls(s) and call.status == CallStatus.PREPARING


def may_make_version(s: Standing, call: Call) -> bool:
    """New criteria may come until the decision."""
    return may_manage_calls(s) and call.status != CallStatus.DECIDED


def may_verify(s: Standing, user: User, evidence: Evidence) -> bool:
    """Organisers and monitoring verify evidence that somebody else brought."""
    return (may_manage_calls(s) or Role.MONITORING in s.roles) and evidence.added_by_id != user.pk


def may_fill(user: User, sheet: Sheet) -> bool:
    """A sheet is its assessor's alone: nobody else reads or writes it, whatever their role."""
    return bool(user.is_active) and sheet.assessor.user_id == user.pk


def may_decide(s: Standing, call: Call) -> bool:
    """Organisers record the decision once the scores are open."""
    return may_manage_calls(s) and call.status == CallStatus.SCORED


def may_publish(s: Standing, decision: Decision) -> bool:
    """Organisers show the decision to the public or take it back."""
    return may_manage_calls(s)
