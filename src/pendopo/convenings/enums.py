"""Words of the domain that rows are sorted by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """The two parties that prepare a convening as equals, and everybody else."""

    GOVERNMENT = "government", _("Government")
    NETWORK = "network", _("Network")
    NEITHER = "neither", _("Neither side")

    @property
    def mark(self) -> str:
        """How pages mark the side: a square for government, a circle for network."""
        return {"government": "gov", "network": "net"}.get(str(self.value), "")


class Role(TextChoices):
    """What an account is trusted with in one convening."""

    SECRETARIAT = "secretariat", _("Secretariat")
    CHAIR = "chair", _("Organising chair")
    LIAISON = "liaison", _("Government liaison")
    UNIT_OFFICER = "unit_officer", _("Unit officer")
    FOCAL_POINT = "focal_point", _("Partner focal point")
    PARTICIPANT = "participant", _("Participant")
    SITE_HOST = "site_host", _("Site host")
    JOURNALIST = "journalist", _("Journalist")
    MONITORING = "monitoring", _("Monitoring officer")
    AUDITOR = "auditor", _("Auditor")


class OrganisationKind(TextChoices):
    """What sort of body an organisation is."""

    CSO = "cso", _("Civil society organisation")
    GOVERNMENT_NATIONAL = "government_national", _("National government")
    GOVERNMENT_PROVINCE = "government_province", _("Provincial government")
    GOVERNMENT_REGENCY = "government_regency", _("Regency or city government")
    SECURITY = "security", _("Security body")
    COMMUNITY = "community", _("Community body")
    DEVELOPMENT_PARTNER = "development_partner", _("Development partner")
    MEDIA = "media", _("Media")
    ACADEMIA = "academia", _("University or research body")


class MembershipClass(TextChoices):
    """How an organisation belongs to the network."""

    MEMBER = "member", _("Member")
    AFFILIATE = "affiliate", _("Affiliate")
    CANDIDATE = "candidate", _("Candidate member")
    NONE = "none", _("Not a member")


class RegionLevel(TextChoices):
    """Levels of regional government."""

    PROVINCE = "province", _("Province")
    REGENCY = "regency", _("Regency")
    CITY = "city", _("City")


class TeamKind(TextChoices):
    """The teams that prepare a convening."""

    STEERING = "steering", _("Steering committee")
    ORGANISING = "organising", _("Organising committee")
    SECRETARIAT = "secretariat", _("Secretariat team")
    LIAISON = "liaison", _("Government liaison team")
    OTHER = "other", _("Other team")


class FigureKind(TextChoices):
    """What a published number counts."""

    TARGET = "target", _("Target")
    INVITED = "invited", _("Invited")
    REGISTERED = "registered", _("Registered")
    ATTENDED = "attended", _("Attended")
    OTHER = "other", _("Other")


class TimeZone(TextChoices):
    """Indonesia's three zones."""

    WIB = "Asia/Jakarta", _("Western Indonesia (WIB)")
    WITA = "Asia/Makassar", _("Central Indonesia (WITA)")
    WIT = "Asia/Jayapura", _("Eastern Indonesia (WIT)")
