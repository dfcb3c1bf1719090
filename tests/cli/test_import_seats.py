"""Seats and quotas come with the folder of a convening, or are refused with their line."""

import pytest
from django_scopes import scope, scopes_disabled
from tests.cli.folders import write_folder
from tests.factories import make_user

from pendopo.cli.importing.run import import_folder
from pendopo.convenings.models import Convening, Region
from pendopo.delegates.models import Allotment, Quota, SeatPlan

pytestmark = pytest.mark.django_db
PLANS = "audience,total,over,method,adopted\nconference,10,organisations,hare,yes\n"
SEATS = "audience,unit,weight,floor,deadline\nconference,ORG-1,3,,2024-04-01\nconference,ORG-2,2,1,\n"
HEAD = "audience,dimension,value,inside_dimension,inside_value,unit,minimum,maximum\n"
QUOTAS = (
    f"{HEAD}conference,sex,female,sector,government,percent,30,\nconference,organisation,ORG-2,,,persons,,3\n"
)


@pytest.fixture
def load(convening, tmp_path):
    """Import a small folder with these files; the report."""
    Region.objects.create(code="32", name="Jawa Barat", folded="jawa barat", level="province")
    operator = make_user("Operator", is_staff=True)

    def run(**files):
        with scopes_disabled():
            given = {"seat_plans": PLANS, "seats": SEATS, "quotas": QUOTAS} | files
            return import_folder(write_folder(tmp_path, **given), by=operator)

    return run


def test_seats_are_computed_and_quotas_set(load):
    report = load()

    assert [str(fault) for fault in report.faults] == []
    with scope(convening=report.convening):
        rows = Allotment.objects.values_list("organisation__code", "seats", "deadline")
        assert [(code, seats, str(day)) for code, seats, day in rows] == [
            ("ORG-1", 6, "2024-04-01"),
            ("ORG-2", 4, "None"),
        ]
        assert SeatPlan.objects.get().state == "adopted"
        assert list(Quota.objects.values_list("dimension", "minimum", "maximum")) == [
            ("organisation", None, 3),
            ("sex", 30, None),
        ]
    assert [report.counts[name] for name in ("seat_plans.csv", "seats.csv", "quotas.csv")] == [1, 2, 2]


@pytest.mark.parametrize(
    ("file", "content", "line", "column", "reason"),
    [
        ("seat_plans", PLANS.replace("hare", "fair"), 2, "method", "“fair” is not known here."),
        ("seat_plans", PLANS.replace("10", "0"), 2, "total", "There must be at least one seat to share."),
        ("seats", SEATS.replace("ORG-2", "ORG-9"), 3, "unit", "“ORG-9” is nothing that this plan shares"),
        ("seats", SEATS.replace(",3,", ",much,"), 2, "weight", "“much” is not a number."),
        ("seats", SEATS.replace(",3,", ",1.005,"), 2, "weight", "1.005 cannot be a weight."),
        ("seats", SEATS.replace(",2,1,", ",2,11,"), 0, "", "The minimums add up to 11"),
        (
            "seats",
            SEATS.replace("conference,ORG-2", "convention,ORG-2"),
            3,
            "audience",
            "convention is not in",
        ),
        ("quotas", QUOTAS.replace("government", "police"), 2, "value", "Nobody can have “police” here"),
        ("quotas", QUOTAS.replace("ORG-2", "ORG-9"), 3, "value", "Nobody can have “ORG-9” here"),
        (
            "quotas",
            QUOTAS.replace("percent,30", "percent,130"),
            2,
            "unit",
            "130 per cent is more than everybody.",
        ),
        (
            "quotas",
            QUOTAS.replace("sector,government", "sector,"),
            2,
            "inside_value",
            "Write both the dimension",
        ),
        ("quotas", QUOTAS + QUOTAS.splitlines()[-1] + "\n", 4, "audience", "stands already in line 3."),
        ("quotas", QUOTAS.replace(",,3", ",,"), 3, "minimum", "Write a minimum, a maximum or a target"),
        (
            "quotas",
            f"{HEAD}conference,province,Jawa,,,persons,1,\n",
            2,
            "value",
            "Nobody can have “Jawa” here",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(load, file, content, line, column, reason):
    report = load(**{file: content})

    found = [fault for fault in report.faults if reason in fault.reason]
    place = ("seat_plans.csv", 2, "") if line == 0 else (f"{file}.csv", line, column)
    assert [(fault.file, fault.line, fault.column) for fault in found] == [place], report.faults
    assert Convening.objects.filter(slug="kecil-2024").count() == 0


def test_regions_may_be_named(load):
    report = load(quotas=f"{HEAD}conference,province,Jawa Barat,,,persons,1,\n")

    with scope(convening=report.convening):
        assert Quota.objects.get().value == "32"
