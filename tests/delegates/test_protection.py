"""Times of keeping, the job that erases, and the register of breaches."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Sum
from tests.delegates.own_stage import registered

from pendopo.core.background import run_jobs
from pendopo.core.errors import DomainError, NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions import breach as actions
from pendopo.delegates.actions import retention
from pendopo.delegates.actions.link import make_link
from pendopo.delegates.actions.own import write_risk_note
from pendopo.delegates.enums import Kept, Purpose
from pendopo.delegates.models import Answer, Breach, Delegate, Erasure, Identity, Sealed, StageForm
from pendopo.delegates.queries.breach import clock_of, notice_data
from pendopo.delegates.queries.retention import next_of, plan
from pendopo.delegates.tasks import run_retention

pytestmark = pytest.mark.django_db
NOTICED = datetime(2024, 4, 1, 1, 0, tzinfo=UTC)
BREACH = {"happened": "Daftar tertinggal di bus.", "kinds": ["identity"], "people": 12}


@pytest.fixture(autouse=True)
def spring(settings):
    settings.TODAY = "2024-04-02"


@pytest.fixture
def people(convening, sari):
    agreed = frozenset({Purpose.TAKE_PART, Purpose.NEEDS})
    found = [
        registered(
            convening,
            sari,
            phone=f"+62812345678{n:02}",
            name=f"Budi {n}",
            answers={"access": ["ramp"]},
            agreed=agreed,
        )
        for n in range(3)
    ]
    write_risk_note(delegate=found[0], note="x", by=sari)
    return found


def held():
    return sorted(Sealed.objects.values_list("kind", flat=True))


# The last day is 8 May 2024; needs and risk are kept 30 days, so until and with 7 June.
def test_nothing_goes_on_the_last_day_of_its_time(people, convening):
    assert retention.erase_due(convening=convening, day=date(2024, 6, 7)) == 0
    assert held() == ["needs", "needs", "needs", "risk"]


def test_each_kind_goes_by_its_own_rule(people, convening):
    erased = retention.erase_due(convening=convening, day=date(2024, 6, 8))

    assert (erased, held()) == (4, [])
    assert Identity.objects.count() == 3
    assert sorted(Erasure.objects.values_list("kind", "people", "wish")) == [
        ("needs", 3, False),
        ("risk", 1, False),
    ]
    assert AuditEvent.objects.filter(verb="delegates.data_expired").count() == 2


def test_those_who_had_a_link_to_nominate_are_forgotten(convening, partner, lina):
    link = make_link(organisation=partner, audience="conference", name="Bu Ratna", by=lina)
    before = retention.erase_due(convening=convening, day=date(2025, 5, 8))

    after = [retention.erase_due(convening=convening, day=date(2025, 5, 9)) for _turn in range(2)]

    link.refresh_from_db()
    assert (before, after, link.name, link.revoked_at is not None) == (0, [1, 0], "–", True)


def test_the_plan_counts_those_who_had_a_link_to_nominate(people, convening, partner, lina):
    def named():
        return next(row.people for row in plan(convening, date(2024, 4, 2)) if row.kind == Kept.IDENTITY)

    before = named()
    for name in ("Bu Ratna", "Pak Kades"):
        make_link(organisation=partner, audience="conference", name=name, by=lina)
    after = named()

    retention.erase_due(convening=convening, day=date(2025, 5, 9))
    gone = Erasure.objects.filter(kind=Kept.IDENTITY).aggregate(people=Sum("people"))["people"]
    assert (before, after, named(), gone) == (3, 5, 0, 5)


def test_identities_go_last_and_leave_numbers(people, convening):
    retention.erase_due(convening=convening, day=date(2025, 5, 9))

    assert (Identity.objects.count(), Answer.objects.count(), Delegate.objects.count()) == (0, 0, 3)


def test_erasing_goes_on_in_batches(people, convening, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)

    assert retention.erase_due(convening=convening, day=date(2024, 6, 8)) == 4
    assert sorted(Erasure.objects.values_list("kind", "people")) == [("needs", 1), ("needs", 2), ("risk", 1)]


def test_a_stage_may_go_before_its_kinds(people, convening):
    StageForm.objects.filter(stage="register").update(kept_days=0)

    retention.erase_due(convening=convening, day=date(2024, 5, 9))

    assert (held(), Answer.objects.count()) == (["risk"], 0)


def test_the_job_runs_twice_and_erases_once(people, settings):
    settings.TODAY = "2024-06-08"

    first, second = run_retention(), run_retention()

    assert (first, second) == ("Data of 4 people erased.", "")
    assert "delegates.retention" in {outcome.name for outcome in run_jobs()}


def test_the_plan_says_what_goes_next(people, convening):
    rows = plan(convening, date(2024, 4, 2))

    found = next_of(rows)
    assert (found.label, found.until, found.people, found.overdue) == (
        "Access, diet and care needs", date(2024, 6, 7), 3, False)  # fmt: skip


def test_shorter_times_are_the_secretariats_to_set(people, convening, sari, hasan):
    with pytest.raises(NotAllowed):
        retention.set_days(convening=convening, days={"needs": 1}, by=hasan)

    assert retention.set_days(convening=convening, days={"needs": 1, "risk": 30}, by=sari) == ["needs"]
    assert {row.kind: row.days for row in plan(convening, date(2024, 4, 2)) if row.kind}["needs"] == 1


def test_the_page_changes_times(client_as, convening, sari, hasan):
    address = f"/en/{convening.slug}/desk/delegates/retention/"
    days = {str(kind): "10" for kind in Kept}

    bad = client_as(sari).post(f"{address}edit/", days | {"risk": "-1"})
    good = client_as(sari).post(f"{address}edit/", days)

    assert (bad.status_code, good.status_code) == (422, 302)
    assert [client_as(hasan).get(page).status_code for page in (address, f"{address}edit/")] == [200, 404]


# Breaches


@pytest.fixture
def breach(convening, sari):
    return actions.write_breach(convening=convening, noticed_at=NOTICED, by=sari, **BREACH)


@pytest.mark.parametrize(
    ("hours", "state", "word"),
    [
        (0, "run", "72 hours left"),
        (47.5, "run", "24 hours left"),
        (48, "warn", "24 hours left"),
        (71.5, "warn", "0 hours left"),
        (72, "late", "0 hours late"),
        (73, "late", "1 hour late"),
    ],
)
def test_the_clock_counts_three_days(breach, hours, state, word):
    found = clock_of(breach, NOTICED + timedelta(hours=hours))

    assert (found.state, found.word) == (state, word)


def test_the_clock_stops_when_both_were_told(breach):
    breach.told_people_at = NOTICED + timedelta(hours=5)
    assert clock_of(breach, NOTICED + timedelta(hours=80)).state == "late"

    breach.told_agency_at = NOTICED + timedelta(hours=6)
    assert clock_of(breach, NOTICED + timedelta(hours=80)).word == "Told in time"

    breach.told_agency_at = NOTICED + timedelta(hours=73)
    assert clock_of(breach, NOTICED + timedelta(hours=80)).word == "Told late"


def test_a_breach_is_closed_after_everybody_was_told(breach, sari):
    with pytest.raises(DomainError) as refused:
        actions.close_breach(breach=breach, by=sari)
    assert refused.value.code == "breach_open"

    for whom in ("people", "agency"):
        actions.tell(breach=breach, whom=whom, at=NOTICED + timedelta(hours=1), by=sari)
    actions.edit_breach(
        breach=breach, noticed_at=NOTICED, handling="Dicari dan ditemukan.", by=sari, **BREACH
    )
    closed = actions.close_breach(breach=breach, by=sari)

    assert closed.closed_at is not None
    with pytest.raises(DomainError) as refused:
        actions.edit_breach(breach=breach, noticed_at=NOTICED, by=sari, **BREACH)
    assert refused.value.code == "breach_over"


@pytest.mark.parametrize("at", [NOTICED - timedelta(minutes=1), datetime(2124, 1, 1, tzinfo=UTC)])
def test_nobody_is_told_before_it_was_noticed_or_tomorrow(breach, sari, at):
    with pytest.raises(DomainError) as refused:
        actions.tell(breach=breach, whom="people", at=at, by=sari)

    assert refused.value.code == "breach_dated_wrong"


def test_a_breach_is_not_noticed_tomorrow(convening, sari):
    with pytest.raises(DomainError):
        actions.write_breach(
            convening=convening, noticed_at=datetime(2124, 1, 1, tzinfo=UTC), by=sari, **BREACH
        )


def test_the_register_is_the_secretariats(convening, hasan, breach, client_as):
    with pytest.raises(NotAllowed):
        actions.tell(breach=breach, whom="people", at=NOTICED, by=hasan)

    address = f"/en/{convening.slug}/desk/delegates/breaches/"
    assert [client_as(hasan).get(page).status_code for page in (address, f"{address}{breach.pk}/")] == [
        404,
        404,
    ]


def test_the_notice_speaks_both_languages(client_as, convening, sari, breach):
    texts = [part["text"][:22] for part in notice_data(breach)["parts"]]
    paper = client_as(sari).get(f"/en/{convening.slug}/desk/delegates/breaches/{breach.pk}/notice.pdf")

    assert (texts[1], texts[0] == texts[1]) == ("Under article 46 of La", False)
    assert paper.content[:5] == b"%PDF-"


def test_a_breach_is_entered_and_told_at_the_desk(client_as, convening, sari):
    browser, address = client_as(sari), f"/en/{convening.slug}/desk/delegates/breaches/"
    data = {"noticed_at": "2024-04-01T08:00", "happened": "Hilang", "kinds": ["needs"], "people": "3"}

    bad = browser.post(f"{address}new/", data | {"people": "0"})
    browser.post(f"{address}new/", data)
    breach = Breach.objects.get()
    wrong = browser.post(f"{address}{breach.pk}/told/people/", {"at": "2024-03-01T08:00"})
    browser.post(f"{address}{breach.pk}/told/people/", {"at": "2024-04-01T09:00"})
    nobody = browser.post(f"{address}{breach.pk}/told/press/", {"at": "2024-04-01T09:00"})

    breach.refresh_from_db()
    assert (bad.status_code, wrong.status_code, nobody.status_code) == (422, 422, 404)
    assert breach.told_people_at == datetime(2024, 4, 1, 2, 0, tzinfo=UTC)
