"""The verbs of the log in words; a verb of another room without a sentence here is shown as it is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise | str] = {
    "accounts.user_invited": _("Opened an account by invitation"),
    "accounts.operator_created": _("Opened a system operator's account"),
    "accounts.invitation_accepted": _("Accepted an invitation"),
    "accounts.profile_changed": _("Changed own name or language"),
    "convenings.convening_created": _("Opened the convening"),
    "convenings.convening_changed": _("Changed the convening"),
    "convenings.convening_published": _("Published the convening"),
    "convenings.convening_hidden": _("Hid the convening from the public"),
    "convenings.host_set": _("Wrote down the host"),
    "convenings.phase_added": _("Added a phase"),
    "convenings.phase_changed": _("Changed a phase"),
    "convenings.phase_removed": _("Removed a phase"),
    "convenings.organisation_added": _("Added an organisation"),
    "convenings.organisation_changed": _("Changed an organisation"),
    "convenings.unit_added": _("Added a unit"),
    "convenings.unit_changed": _("Changed a unit"),
    "convenings.person_added": _("Added a person"),
    "convenings.person_changed": _("Changed a person"),
    "convenings.team_added": _("Added a team"),
    "convenings.team_changed": _("Changed a team"),
    "convenings.team_member_added": _("Gave a seat in a team"),
    "convenings.team_member_changed": _("Changed a seat in a team"),
    "convenings.team_member_removed": _("Freed a seat in a team"),
    "convenings.role_granted": _("Gave a role"),
    "convenings.role_revoked": _("Took a role back"),
    "convenings.figure_added": _("Added a figure"),
    "convenings.figure_changed": _("Corrected a figure"),
    "convenings.figure_removed": _("Removed a figure"),
    "convenings.notices_read": _("Marked notices as read"),
    "convenings.regions_loaded": _("Loaded the regions"),
}
