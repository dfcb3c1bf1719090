"""What the tests of invitations and messages share: selected people, a letter, and the worker."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import mail
from tests.delegates.own_stage import DIGITS

from pendopo.delegates.actions.delegate import enter_delegate, move
from pendopo.delegates.actions.invitation import invite, mark_sent, order_mail
from pendopo.delegates.actions.own import make_own_link
from pendopo.delegates.actions.terms import set_terms
from pendopo.delegates.models import Dispatch, Invitation
from pendopo.delegates.queries.own import token_of
from pendopo.delegates.tasks import mail_delegates

NOON = datetime(2024, 4, 1, 5, 0, tzinfo=UTC)  # 12.00 WIB
LAST_DAY = datetime(2024, 4, 15).date()
TERMS: dict[str, Any] = {
    "pattern": "{number}/WGWC/{month}/{year}",
    "first_number": 12,
    "days_to_answer": 14,
    "remind_before": 3,
    "place": "Jakarta",
    "subject_ind": "Undangan {temu_akbar}",
    "subject_en": "Invitation to {convening}",
    "body_ind": "Kami mengundang {nama} dari {lembaga}.",
    "body_en": "We invite {name} of {organisation}.",
    "pays_ind": "Panitia menanggung perjalanan.",
    "pays_en": "The organisers pay for travel.",
    "asks_assignment": True,
    "contact": "Sekretariat",
    "signatory_name": "Ketua Contoh",
}


def write_terms(convening: Any, by: Any, **changes: Any) -> Any:
    return set_terms(convening=convening, by=by, **TERMS | changes)


def selected(convening: Any, name: str = "Budi", **known: Any) -> Any:
    usual = {"phone": f"+62812345{sum(map(ord, name)):05}", "email": ""}
    delegate = enter_delegate(convening=convening, audience="conference", by=None, name=name, **usual | known)
    return move(delegate=delegate, to="selected")


def invited(convening: Any, by: Any, *names: str, channel: str = "", **known: Any) -> list[Invitation]:
    """People who are selected and have an invitation that has not gone out."""
    write_terms(convening, by) if not Invitation.objects.exists() else None
    people = [selected(convening, name, **known) for name in names or ("Budi",)]
    return invite(
        convening=convening, delegates=[one.pk for one in people], until=LAST_DAY, by=by, channel=channel
    )


def sent(convening: Any, by: Any, *names: str, **known: Any) -> list[Invitation]:
    """The same, gone out: those with an address by e-mail, the others by hand."""
    made = invited(convening, by, *names, **known)
    for dispatch in Dispatch.objects.filter(sent_at=None).exclude(channel="email"):
        mark_sent(dispatch=dispatch, by=by)
    if any(row.channel == "email" for row in made):
        order_mail(convening=convening, by=by)
        mail_delegates()
        mail.outbox.clear()
    return list(Invitation.objects.filter(pk__in=[row.pk for row in made]))


def own_page(browser: Any, delegate: Any, by: Any, digits: str = "") -> str:
    """The address of the own page, with the door opened in this browser."""
    token = token_of(delegate.own_links.first() or make_own_link(delegate=delegate, by=by))
    address = f"/en/{delegate.convening.slug}/delegates/me/{token}/"
    browser.post(address, {"digits": digits or DIGITS})
    return address


def after(**passed: float) -> Any:
    """A clock that long after noon of the first of April."""
    return lambda: NOON + timedelta(**passed)
