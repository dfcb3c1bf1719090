import time

from pendopo.core.ids import uuid7


def test_ids_carry_version_7_and_the_rfc_variant():
    made = uuid7()

    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_ids_made_later_sort_later():
    first = uuid7()
    born = time.time_ns() // 1_000_000
    while time.time_ns() // 1_000_000 == born:
        pass
    second = uuid7()

    assert sorted([second, first]) == [first, second]


def test_ids_tell_their_millisecond_and_nothing_else(monkeypatch):
    monkeypatch.setattr(time, "time_ns", lambda: 1_711_584_000_123_456_789)

    a, b = uuid7(), uuid7()

    assert (a.int >> 80, b.int >> 80) == (1_711_584_000_123, 1_711_584_000_123)
    assert a != b
