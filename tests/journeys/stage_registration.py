"""What the pages of registration need on the stage."""

from typing import Any


def set_registration(convening: Any, sari: Any) -> dict[str, Any]:
    """A delegate with a link, one of whom nothing is known, a note, a form and a breach."""
    from pendopo.core.times import now
    from pendopo.delegates.actions.breach import write_breach
    from pendopo.delegates.actions.delegate import enter_delegate
    from pendopo.delegates.actions.own import make_own_link, write_risk_note
    from pendopo.delegates.models import FormField
    from pendopo.delegates.queries.own import token_of

    known, unknown = (
        enter_delegate(convening=convening, audience="conference", by=sari, name="Rukmini", phone=phone)
        for phone in ("+6281234567803", "")
    )
    note = write_risk_note(delegate=known, note="Jangan sebut desanya.", by=sari)
    breach = write_breach(
        convening=convening,
        noticed_at=now(),
        happened="Daftar tertinggal.",
        kinds=["identity"],
        people=3,
        by=sari,
    )
    return {
        "registered": note.delegate,
        "own token": token_of(make_own_link(delegate=known, by=sari)),
        "open own token": token_of(make_own_link(delegate=unknown, by=sari)),
        "stage": "register",
        "purpose": "needs",
        "question": FormField.objects.get(key="access_other"),
        "breach": breach,
    }
