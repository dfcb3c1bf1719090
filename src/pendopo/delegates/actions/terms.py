"""Writes on what invitation letters say and how they are numbered."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import require
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.delegates import rules
from pendopo.delegates.errors import FirstNumberTaken, NumberMissing, TermsMissing
from pendopo.delegates.models import Invitation, InvitationTerms
from pendopo.delegates.queries.placeholders import IN_LETTER, IN_NUMBER, check, listed, names_in

CHECKED = ("subject_ind", "subject_en", "body_ind", "body_en", "pays_ind", "pays_en")


@transaction.atomic
def set_terms(*, convening: Convening, by: User, **said: Any) -> InvitationTerms:
    """What letters say from now on; those that went out keep what they said.

    Raises PlaceholderUnknown, BraceOpen, NumberMissing, FirstNumberTaken or TermsMissing.
    """
    require(rules.may_invite(standing(by, convening)))
    for name in CHECKED:
        check(str(said.get(name, "")), IN_LETTER, name)
    _check_pattern(str(said["pattern"]))
    if not str(said.get("signatory_name", "")).strip():
        raise TermsMissing
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    last = last_number(convening)
    before = InvitationTerms.objects.filter(convening=convening).first()
    moved = before is None or before.first_number != said["first_number"]
    if last and moved and int(said["first_number"]) <= last:
        raise FirstNumberTaken(number=last)
    row, _new = InvitationTerms.objects.update_or_create(convening=convening, defaults=said)
    data = {"pattern": row.pattern, "days_to_answer": row.days_to_answer}
    record("delegates.invitation_terms_set", on=row, by=by, data=data, convening_id=convening.pk)
    return row


def last_number(convening: Convening) -> int:
    """The highest number given so far; 0 while there is none."""
    found: int | None = Invitation.objects.filter(convening=convening).aggregate(last=Max("number"))["last"]
    return found or 0


def _check_pattern(pattern: str) -> None:
    check(pattern, IN_NUMBER, "pattern")
    if "number" not in names_in(pattern):
        raise NumberMissing(word=listed(("number",)))
