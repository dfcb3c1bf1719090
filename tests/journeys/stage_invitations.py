"""The invitations and messages of the browser's stage."""

from datetime import timedelta
from typing import Any


def invitations(convening: Any, sari: Any) -> dict[str, Any]:
    """A letter, two people invited of whom one has a number only, one who waits; a message sent and one not."""
    from pendopo.core.times import today
    from pendopo.delegates.actions.delegate import enter_delegate, move
    from pendopo.delegates.actions.invitation import invite
    from pendopo.delegates.actions.message import send_message, write_message
    from pendopo.delegates.actions.terms import set_terms
    from pendopo.delegates.queries.letter import terms_of
    from pendopo.delegates.queries.message import reach_of

    usual = terms_of(convening)
    names = [f"{name}_{column}" for name in ("subject", "body", "pays") for column in ("ind", "en")]
    said: dict[str, Any] = {name: getattr(usual, name) for name in names}
    said |= {"pattern": "{number}/WGWC/{month}/{year}", "first_number": 1, "days_to_answer": 14}
    set_terms(convening=convening, by=sari, **said, remind_before=3, signatory_name="Sari Lestari")
    people = []
    for n, (name, email) in enumerate(
        (("Wulandari", ""), ("Suparno", "suparno@example.org"), ("Rukmini", ""))
    ):
        one = enter_delegate(
            convening=convening,
            audience="conference",
            by=sari,
            name=name,
            phone=f"+62812345679{n:02}",
            email=email,
        )
        people.append(move(delegate=one, to="selected"))
    until = today() + timedelta(days=5)
    made = invite(convening=convening, delegates=[one.pk for one in people[:2]], until=until, by=sari)
    text = {"subject_ind": "Titik kumpul", "subject_en": "Where to meet"}
    text |= {"text_ind": "{nama}, kumpul di aula: {tautan}", "text_en": "{name}, we meet in the hall: {link}"}
    group = {"states": ["selected"]}
    draft, sent = (write_message(convening=convening, group=group, by=sari, **text) for _one in range(2))
    send_message(message=sent, expected=reach_of(convening, group).total, by=sari)
    return {"numbered letter": made[0], "message": draft, "sent message": sent, "paper kind": "pdf"}
