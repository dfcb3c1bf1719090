"""Reads on consents: the texts, who gave what, and what a withdrawal does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q, UUIDField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Role
from pendopo.convenings.models import Convening, Membership
from pendopo.core.prepared import Given, whole
from pendopo.delegates.enums import Kept, Purpose
from pendopo.delegates.models import Consent, ConsentText, Delegate, FormField

NOTICE_WITHIN = timedelta(hours=72)  # UU 27/2022: 3 x 24 hours
# Chosen by a tick; a photo is agreed to by choosing who may take one.
TICKED = (Purpose.TAKE_PART, Purpose.NEEDS, Purpose.COUNTING, Purpose.AFTER)
# The sealed kinds that are kept only while this purpose is agreed to.
RESTS_ON = {Purpose.NEEDS: Kept.NEEDS, Purpose.COUNTING: Kept.HEALTH}
WITHDRAWAL: dict[Purpose, Promise] = {
    Purpose.TAKE_PART: _("Your place is cancelled and everything about you is erased, at once."),
    Purpose.NEEDS: _(
        "Your access, diet and care needs are erased at once; nothing is prepared for them any more."
    ),
    Purpose.COUNTING: _("Your six answers are erased at once, and you are no longer counted by them."),
    Purpose.AFTER: _("Nobody writes to you after the convening."),
    Purpose.PHOTO: _("No photos from now on. Ask the secretariat to take down a photo that is published."),
}


def current_texts(convening: Convening) -> dict[Purpose, ConsentText]:
    """The newest text for each purpose that has one."""
    newest: dict[Purpose, ConsentText] = {}
    for text in _texts(of=convening.pk):
        newest[Purpose(text.purpose)] = text
    return {purpose: newest[purpose] for purpose in Purpose if purpose in newest}


def given_by(delegate: Delegate) -> dict[Purpose, Consent]:
    """The consents of a delegate that are in force."""
    return {Purpose(row.text.purpose): row for row in _given(of=delegate.pk)}


_OF = Given("of", UUIDField())
_texts = whole(ConsentText, lambda: ConsentText.objects.filter(convening=_OF).order_by("version"))
_given = whole(
    Consent,
    lambda: Consent.objects.filter(delegate=_OF, withdrawn_at=None).order_by("given_at", "pk"),
    "text",
)


def consents_of(delegate: Delegate) -> list[Consent]:
    """Every consent of a delegate, also those withdrawn, oldest first."""
    return list(Consent.objects.filter(delegate=delegate).select_related("text").order_by("given_at", "pk"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One purpose as the delegate sees it: the text, whether it is agreed to, what withdrawing does."""

    purpose: Purpose
    text: ConsentText
    given: Consent | None
    withdrawal: str

    @property
    def outdated(self) -> bool:
        """Whether what was agreed to is an older text."""
        return self.given is not None and self.given.text_id != self.text.pk


def choices_of(delegate: Delegate) -> list[Choice]:
    """All purposes for one delegate."""
    given = given_by(delegate)
    return [
        Choice(purpose, text, given.get(purpose), str(WITHDRAWAL[purpose]))
        for purpose, text in current_texts(delegate.convening).items()
    ]


def holders(convening: Convening, purpose: Purpose) -> list[Role]:
    """The roles that hold what rests on a purpose, and so must hear of its withdrawal; those that somebody has."""
    held = Membership.objects.filter(convening=convening, user__is_active=True)
    known = set(held.values_list("role", flat=True))
    return [role for role in _holding(convening, purpose) if role in known]


def _holding(convening: Convening, purpose: Purpose) -> list[Role]:
    if purpose not in RESTS_ON:
        return [Role.SECRETARIAT, Role.CHAIR, Role.LIAISON]
    rows = FormField.objects.filter(stage_form__convening=convening, kept=RESTS_ON[purpose])
    named = {role for editors in rows.values_list("stage_form__editors", flat=True) for role in editors}
    return [role for role in Role if role == Role.SECRETARIAT or role in named]


def told_words(roles: Iterable[str]) -> str:
    """That these roles heard of a withdrawal; nothing where nobody did."""
    names = ", ".join(str(Role(role).label) for role in roles)
    return gettext("Told in the same moment: %(roles)s.") % {"roles": names} if names else ""


@dataclass(frozen=True, slots=True)
class Purposes:
    """One purpose at the desk: its versions, newest first, and how many agree now and have withdrawn."""

    purpose: Purpose
    versions: Sequence[ConsentText]
    agree: int
    withdrawn: int
    withdrawal: str = field(default="")


def purposes(convening: Convening) -> list[Purposes]:
    """What the desk sees of consents: texts and numbers."""
    counted = Consent.objects.filter(delegate__convening=convening).values("text__purpose")
    rows = counted.annotate(
        agree=Count("delegate", filter=Q(withdrawn_at=None), distinct=True),
        withdrawn=Count("delegate", filter=Q(withdrawn_at__isnull=False), distinct=True),
    ).order_by()
    numbers = {row["text__purpose"]: (row["agree"], row["withdrawn"]) for row in rows}
    versions: dict[str, list[ConsentText]] = {}
    for text in ConsentText.objects.filter(convening=convening):
        versions.setdefault(text.purpose, []).append(text)
    return [
        Purposes(purpose, versions.get(purpose, []), *numbers.get(purpose, (0, 0)), str(WITHDRAWAL[purpose]))
        for purpose in Purpose
    ]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One withdrawal without a name: whose number, which purpose, when, and who was told."""

    code: str
    purpose: Purpose
    at: datetime
    told: list[str]


def withdrawals(convening: Convening, *, most: int = 50) -> list[Withdrawal]:
    """The newest withdrawals; those who hold the data were told in the same moment."""
    rows = (
        Consent.objects.filter(delegate__convening=convening, withdrawn_at__isnull=False)
        .select_related("delegate", "text")
        .order_by("-withdrawn_at", "-pk")[:most]
    )
    return [
        Withdrawal(
            row.delegate.code,
            Purpose(row.text.purpose),
            row.withdrawn_at,
            [str(Role(role).label) for role in row.noticed],
        )
        for row in rows
    ]
