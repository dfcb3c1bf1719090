"""The log refuses changes, and shows the ones that were made behind its back."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from pendopo.core import audit
from pendopo.core.models import AuditEvent, AuditHead

pytestmark = pytest.mark.django_db


def lift_guards() -> None:
    """What somebody with full access to the database could do."""
    drops = (
        ["DROP TRIGGER core_auditevent_no_update", "DROP TRIGGER core_auditevent_no_delete"]
        if connection.vendor == "sqlite"
        else ["DROP TRIGGER core_auditevent_no_change ON core_auditevent"]
    )
    for statement in drops:
        run(statement)


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def three(sari, convening):
    for n in (1, 2, 3):
        audit.record("core.thing_done", on=convening, by=sari, data={"n": n})


def test_event_says_who_did_what_to_what_and_where(sari, network, convening):
    event = audit.record("convenings.organisation_added", on=network, by=sari, data={"code": "JKTI"})

    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.seq, kept.actor_id, kept.verb) == (1, sari.pk, "convenings.organisation_added")
    assert (kept.object_type, kept.object_id) == ("convenings.organisation", str(network.pk))
    assert (kept.convening_id, kept.data, kept.prev_hash) == (convening.pk, {"code": "JKTI"}, "0" * 64)


def test_each_event_carries_the_hash_of_the_one_before(three):
    events = list(AuditEvent.objects.order_by("seq"))

    assert [e.seq for e in events] == [1, 2, 3]
    assert [e.prev_hash for e in events] == ["0" * 64, events[0].hash, events[1].hash]
    assert AuditHead.objects.values_list("seq", "hash").get() == (3, events[2].hash)


def test_event_is_undone_with_the_change_it_tells_about(sari, convening):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record("core.thing_done", on=convening, by=sari)
        raise ZeroDivisionError

    assert (AuditEvent.objects.count(), audit.verify()) == (0, [])


def test_writing_an_event_takes_three_queries(sari, convening, django_assert_num_queries):
    with django_assert_num_queries(3):
        audit.record("core.thing_done", on=convening, by=sari)


def test_data_of_every_kind_keeps_its_seal(convening):
    data = {"day": date(2024, 3, 28), "share": Decimal("3.70"), "ratio": 0.1, "id": convening.pk, "no": None}

    audit.record("core.thing_done", on=convening, by=None, data=data | {"words": "“¶ 4.1” – Sigi"})

    assert audit.verify() == []
    kept = AuditEvent.objects.get().data
    assert (kept["day"], kept["share"], kept["ratio"], kept["id"]) == (
        "2024-03-28",
        "3.70",
        "0.1",
        str(convening.pk),
    )


@pytest.mark.parametrize(
    "statement",
    ["UPDATE core_auditevent SET verb = 'x' WHERE seq = 2", "DELETE FROM core_auditevent WHERE seq = 3"],
)
def test_database_refuses_to_change_or_delete_an_event(three, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(statement)

    assert (AuditEvent.objects.count(), audit.verify()) == (3, [])


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE core_auditevent SET verb = 'x' WHERE seq = 2", audit.Fault(2, "changed")),
        ("DELETE FROM core_auditevent WHERE seq = 2", audit.Fault(2, "missing")),
        ("DELETE FROM core_auditevent WHERE seq = 1", audit.Fault(1, "missing")),
        ("DELETE FROM core_auditevent WHERE seq = 3", audit.Fault(3, "cut")),
        ("UPDATE core_auditevent SET seq = 9 WHERE seq = 3", audit.Fault(3, "missing")),
        ("UPDATE core_auditevent SET prev_hash = hash WHERE seq = 1", audit.Fault(1, "changed")),
        ("UPDATE core_audithead SET seq = 2 WHERE id = 1", audit.Fault(3, "unlinked")),
    ],
)
def test_first_row_that_was_tampered_with_is_named(three, statement, fault):
    lift_guards()
    run(statement)

    assert audit.verify()[0] == fault


def test_an_event_sealed_anew_no_longer_links_to_the_next(three):
    lift_guards()
    second = AuditEvent.objects.get(seq=2)
    second.verb = "core.thing_forged"
    AuditEvent.objects.filter(seq=2).update(verb=second.verb, hash=audit.seal(second))

    assert audit.verify() == [audit.Fault(3, "unlinked")]


def test_seals_hold_on_the_way_to_another_database(three):
    carried = serializers.serialize("xml", AuditEvent.objects.order_by("seq"))  # as docs/howto/backup.md says

    events = [moved.object for moved in serializers.deserialize("xml", carried)]

    assert [audit.seal(event) == event.hash for event in events] == [True] * AuditEvent.objects.count()


def test_verify_log_says_how_long_the_log_is_and_how_it_ends(three):
    out = StringIO()

    call_command("verify_log", stdout=out)

    last = AuditHead.objects.get().hash
    assert out.getvalue() == f"The log is whole: 3 entries, the last one sealed {last}.\n"


def test_verify_log_fails_and_names_the_row(three):
    lift_guards()
    run("UPDATE core_auditevent SET verb = 'x' WHERE seq = 2")
    err = StringIO()

    with pytest.raises(SystemExit) as stop:
        call_command("verify_log", stderr=err)

    assert stop.value.code == 1
    assert err.getvalue().splitlines()[0] == "Entry 2 was changed after it was written."


def test_verify_log_finds_a_log_that_was_replaced_as_a_whole(three):
    err = StringIO()

    with pytest.raises(SystemExit) as stop:
        call_command("verify_log", expect=f"2:{'a' * 64}", stderr=err)

    assert (stop.value.code, err.getvalue()) == (1, "Entry 2 is not the one whose seal you noted.\n")


@pytest.mark.django_db(transaction=True)
def test_guards_still_stand_after_a_test_that_empties_the_tables(sari, convening):
    audit.record("core.thing_done", on=convening, by=sari)

    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM core_auditevent")


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_never_share_a_number(sari, convening):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one connection; writers queue at BEGIN IMMEDIATE.")
    from concurrent.futures import ThreadPoolExecutor

    def write(n: int) -> int:
        try:
            return audit.record("core.thing_done", on=convening, by=sari, data={"n": n}).seq
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(write, range(20)))

    assert (sorted(numbers), audit.verify()) == (list(range(1, 21)), [])


def test_many_events_of_one_change_are_links_of_the_same_chain(sari, convening, network, partner):
    audit.record("convenings.organisation_added", on=network, by=sari)

    count = audit.record_all(
        "convenings.organisation_edited", [(network, {"n": 1}), (partner, {"n": 2})], by=sari
    )

    events = list(AuditEvent.objects.order_by("-seq")[:2])[::-1]
    assert (count, [(event.object_id, event.data) for event in events]) == (
        2,
        [(str(network.pk), {"n": 1}), (str(partner.pk), {"n": 2})],
    )
    assert audit.verify() == []
    assert audit.record_all("convenings.organisation_edited", [], by=sari) == 0
    assert audit.verify() == []


def test_events_told_together_stand_in_their_order_and_lock_the_head_once(
    sari, convening, network, django_assert_num_queries
):
    audit.record("core.thing_done", on=convening, by=sari, data={"n": 0})
    with transaction.atomic(), django_assert_num_queries(3), audit.together():
        audit.record("core.thing_done", on=convening, by=sari, data={"n": 1})
        with audit.together():
            audit.record("core.thing_done", on=network, by=sari, data={"n": 2})
        audit.record_all("core.thing_done", [(convening, {"n": 3}), (network, {"n": 4})], by=sari)

    assert [event.data["n"] for event in AuditEvent.objects.order_by("seq")] == [0, 1, 2, 3, 4]
    assert audit.verify() == []


def test_a_block_that_fails_tells_nothing(sari, convening):
    with pytest.raises(ZeroDivisionError), transaction.atomic(), audit.together():
        audit.record("core.thing_done", on=convening, by=sari)
        raise ZeroDivisionError
    audit.record("core.thing_done", on=convening, by=sari, data={"n": 1})

    assert [event.data for event in AuditEvent.objects.all()] == [{"n": 1}]
