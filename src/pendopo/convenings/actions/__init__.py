"""Writes of a convening: each one transaction, one event in the log, the actor by keyword."""

from pendopo.convenings.actions.convening import (
    add_phase,
    create_convening,
    publish_convening,
    remove_phase,
    set_host,
    update_convening,
    update_phase,
)
from pendopo.convenings.actions.figure import add_figure, remove_figure, update_figure
from pendopo.convenings.actions.notice import mark_notices_read, notify
from pendopo.convenings.actions.organisation import (
    add_organisation,
    add_unit,
    update_organisation,
    update_unit,
)
from pendopo.convenings.actions.people import (
    add_person,
    add_team,
    add_team_member,
    remove_team_member,
    update_person,
    update_team,
    update_team_member,
)
from pendopo.convenings.actions.regions import load_regions
from pendopo.convenings.actions.roles import grant_role, invite_member, revoke_role

__all__ = [
    "add_figure",
    "add_organisation",
    "add_person",
    "add_phase",
    "add_team",
    "add_team_member",
    "add_unit",
    "create_convening",
    "grant_role",
    "invite_member",
    "load_regions",
    "mark_notices_read",
    "notify",
    "publish_convening",
    "remove_figure",
    "remove_phase",
    "remove_team_member",
    "revoke_role",
    "set_host",
    "update_convening",
    "update_figure",
    "update_organisation",
    "update_person",
    "update_phase",
    "update_team",
    "update_team_member",
    "update_unit",
]
