"""Own links, forms, consents and breaches, and many rows of each."""

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.pages.rows_delegates import enter

from pendopo.core.times import now
from pendopo.delegates import models as rows
from pendopo.delegates.models import Delegate
from pendopo.delegates.queries.own import token_of

if TYPE_CHECKING:
    from tests.pages.rows import Stage


def set_registration(stage: "Stage") -> None:
    """A delegate with a link, one of whom nothing is known, a form, a question, a text and a breach."""
    known, unknown = enter(stage, 900_001), enter(stage, 900_002)
    rows.Identity.objects.filter(delegate=unknown).delete()
    form = rows.StageForm.objects.create(
        convening=stage.convening, stage="register", opens_in=["nominated"], editors=["secretariat"]
    )
    question = _question(form, 0)
    question.save()
    text = _text(stage, 1)
    text.save()
    breach = _breach(stage, 0)
    breach.save()
    stage.objects |= {
        "registered": known,
        "own token": token_of(_link(stage, known)),
        "open own token": token_of(_link(stage, unknown)),
        "stage": "register",
        "purpose": "needs",
        "question": question,
        "form": form,
        "breach": breach,
    }


def _link(stage: "Stage", delegate: Delegate) -> rows.OwnLink:
    return rows.OwnLink.objects.create(
        delegate=delegate, made_by=stage.network, expires_at=now() + timedelta(days=30)
    )


def _question(form: rows.StageForm, n: int) -> rows.FormField:
    return rows.FormField(
        stage_form=form,
        position=n + 1,
        key=f"row_{n}",
        kind="text",
        label_ind=f"Row {n}",
        label_en=f"Row {n}",
    )


def _text(stage: "Stage", version: int) -> rows.ConsentText:
    said = f"Row {version}"
    return rows.ConsentText(
        convening=stage.convening, purpose="needs", version=version, text_ind=said, text_en=said
    )


def _breach(stage: "Stage", n: int) -> rows.Breach:
    return rows.Breach(
        convening=stage.convening,
        noticed_at=now(),
        happened=f"Row {n}",
        kinds=["identity"],
        people=1,
        written_by=stage.network,
    )


def grow_registration(stage: "Stage", some: list[int]) -> None:
    """More questions, versions of the text, consents, erasures, links and breaches."""
    known = stage.objects
    rows.FormField.objects.bulk_create(_question(known["form"], n) for n in some)
    texts = rows.ConsentText.objects.bulk_create(_text(stage, n + 1) for n in some)
    rows.Consent.objects.bulk_create(
        rows.Consent(
            delegate=known["registered"], text=text, given_at=now(), withdrawn_at=now(), noticed=["chair"]
        )
        for text in texts
    )
    rows.Erasure.objects.bulk_create(
        rows.Erasure(convening=stage.convening, kind="needs", people=n, at=now()) for n in some
    )
    rows.Breach.objects.bulk_create(_breach(stage, n) for n in some)
