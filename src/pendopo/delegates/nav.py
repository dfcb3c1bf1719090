"""What this app offers in the menus."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.nav import NavItem
from pendopo.delegates.rules import may_count, may_invite, may_look_after, may_mobilise

_NOMINATIONS = ("delegates:substitution-list", "delegates:substitution-detail", "delegates:nomination-edit")
_QUOTAS = ("delegates:quota-list", "delegates:quota-new", "delegates:quota-edit")
_QUESTIONS = ("delegates:question-edit",)
_SEATS = ("delegates:seat-holder-list", "delegates:seat-answer")

DESK: list[NavItem] = [
    NavItem(
        _("Participants"), 50, "users", _("Delegates"), "delegates:delegate-list", may_count, _NOMINATIONS
    ),
    NavItem(_("Participants"), 52, "board", _("Numbers"), "delegates:numbers", may_count),
    NavItem(_("Participants"), 54, "scale", _("Seats"), "delegates:seat-list", may_count),
    NavItem(_("Participants"), 55, "chart", _("Quotas and gap"), "delegates:gap", may_count, _QUOTAS),
    NavItem(_("Participants"), 62, "list", _("Forms"), "delegates:forms", may_look_after, _QUESTIONS),
    NavItem(_("Participants"), 64, "pact", _("Consents"), "delegates:consent-list", may_mobilise),
    NavItem(_("Participants"), 66, "cal", _("Times of keeping"), "delegates:retention", may_mobilise),
    NavItem(_("Participants"), 68, "lock", _("Breaches"), "delegates:breach-list", may_look_after),
    NavItem(_("Participants"), 56, "scale", _("Selection"), "delegates:selection-list", may_count),
    NavItem(_("Participants"), 57, "list", _("Waiting list"), "delegates:waiting-list", may_count, _SEATS),
    NavItem(_("Participants"), 57, "ok", _("Who came"), "delegates:attendance", may_mobilise),
    NavItem(_("Participants"), 58, "send", _("Invitations"), "delegates:invitation-list", may_mobilise),
    NavItem(_("Participants"), 59, "talk", _("Messages"), "delegates:message-list", may_invite),
]
PUBLIC: list[NavItem] = []
