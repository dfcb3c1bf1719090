"""Pages of seats, quotas and the gap: who opens them, what they show, what leaves the desk."""

import json
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.delegates.seating import bodies, cells, person, planned, province, sectors

from pendopo.core.urls import here
from pendopo.delegates.actions.quota import QuotaDraft, set_quota
from pendopo.delegates.actions.seats import adopt_plan
from pendopo.delegates.models import Quota, SeatPlan
from pendopo.delegates.solving.arithmetic import arithmetic
from pendopo.planning import apportionment as core
from pendopo.planning.io import read

pytestmark = pytest.mark.django_db


def at(name, row=None, **more):
    return here(f"delegates:{name}", **({"pk": row.pk} if row else {}), **more)


@pytest.fixture
def plan(convening, sari):
    return planned(convening, sari, bodies(convening, A=3, B=2), total=5, over="organisations")


@pytest.fixture
def women(convening, sari):
    draft = QuotaDraft(audience="conference", dimension="sex", value="female", unit="percent", minimum=60)
    return set_quota(convening=convening, draft=draft, by=sari)


def test_the_menu_shows_where_a_page_belongs_that_has_no_line_of_its_own(client_as, women, sari):
    pages = {name: client_as(sari).get(at(name)).text for name in ("quota-list", "seat-holder-list")}

    shown = {
        name: text.partition("<main")[0].partition('aria-current="page">')[2] for name, text in pages.items()
    }
    labels = {name: text.partition("</svg>")[2].partition("</a>")[0] for name, text in shown.items()}
    assert labels == {"quota-list": "Quotas and gap", "seat-holder-list": "Waiting list"}


def test_the_desk_reads_and_both_sides_leaders_write(client_as, plan, women, sari, hasan, lina, rina, tono):
    reads = [at(name) for name in ("seat-list", "quota-list", "gap", "gap-export")]
    reads += [
        at("seat-detail", plan),
        at("seat-paper", plan),
        at("seat-document", plan, kind="plan", number=1),
    ]
    writes = [at("seat-new"), at("quota-new"), at("seat-edit", plan), at("seat-deadlines", plan)]
    writes.append(at("quota-edit", women))

    for user, answers in (
        (sari, (200, 200)),
        (hasan, (200, 200)),
        (lina, (200, 404)),
        (rina, (404, 404)),
        (tono, (404, 404)),
    ):
        browser = client_as(user)
        assert {browser.get(url).status_code for url in reads} == {answers[0]}, user
        assert {browser.get(url).status_code for url in writes} == {answers[1]}, user
    assert {client_as(None).get(url).status_code for url in reads + writes} == {302}


@pytest.mark.parametrize("over", ["organisations", "provinces", "sectors", "provinces_by_sex"])
def test_a_table_is_filled_and_computed(client_as, sari, partner, over, settings):
    settings.TODAY = "2024-03-20"
    province("32")
    rows = {
        "organisations": [partner.pk.hex],
        "provinces": ["32"],
        "sectors": ["cso", "media"],
        "provinces_by_sex": ["32-female", "32-male"],
    }
    url = f"{at('seat-new')}?audience=convention&over={over}&prefill=empty"
    sent = {"total": "8", "method": "sainte-lague", "floors": "at-least-minimum", "deadline": "2024-04-05"}
    sent |= {f"w-{key}": "2.5" for key in rows[over]}

    shown = client_as(sari).get(url)
    answer = client_as(sari).post(url, sent)

    kept = SeatPlan.objects.get()
    assert (shown.status_code, answer.status_code, answer["Location"]) == (200, 302, at("seat-detail", kept))
    assert (kept.audience, kept.over, sum(row.seats for row in kept.allotments.all())) == (
        "convention",
        over,
        8,
    )
    assert {str(row.deadline) for row in kept.allotments.all()} == {"2024-04-05"}


def test_what_was_typed_stays_beside_the_reason(client_as, sari):
    url = f"{at('seat-new')}?over=sectors"
    sent = {"total": "3", "method": "hare", "floors": "at-least-minimum", "w-cso": "12.5", "f-cso": "4"}

    answer = client_as(sari).post(url, sent)

    assert (answer.status_code, SeatPlan.objects.count()) == (422, 0)
    assert "The minimums add up to 4, but there are only 3 seats." in answer.text
    assert 'value="12.5"' in answer.text


@pytest.mark.parametrize("bad", [{"total": ""}, {"total": "-1"}, {"w-cso": "many"}, {"method": "droop"}])
def test_nonsense_is_refused_beside_its_field(client_as, sari, bad):
    sent = {"total": "3", "method": "hare", "floors": "at-least-minimum", "w-cso": "1"} | bad

    answer = client_as(sari).post(f"{at('seat-new')}?over=sectors", sent)

    assert (answer.status_code, SeatPlan.objects.count()) == (422, 0)


def test_a_draft_opens_with_its_numbers_and_is_computed_again(client_as, sari, convening):
    plan = planned(convening, sari, sectors(cso="2.50", media=1), total=3)

    shown = client_as(sari).get(at("seat-edit", plan)).text
    sent = {"total": "4", "method": "hare", "floors": "at-least-minimum", "w-cso": "3", "w-media": "1"}
    client_as(sari).post(at("seat-edit", plan), sent)

    plan.refresh_from_db()
    assert 'name="w-cso" value="2.5"' in shown or 'value="2.5"' in shown
    assert (plan.total, [row.seats for row in plan.allotments.all()]) == (4, [3, 1])


def test_the_page_shows_the_arithmetic(client_as, sari, convening):
    plan = planned(convening, sari, sectors(cso=53, media=24, academia=23), total=10)

    page = client_as(sari).get(at("seat-detail", plan)).text

    assert "One seat stands for a weight of 10." in page
    for number in ("5.3", "2.4", "2.3", "0.3", "0.4"):
        assert f'<td class="n">{number}</td>' in page


def test_the_page_shows_by_what_provinces_and_sexes_are_divided(client_as, sari, convening):
    rows = cells(("32", 30, 51), ("36", 37, 48))
    plan = planned(convening, sari, rows, total=20, over="provinces_by_sex", method="sainte-lague", women=10)

    (_seats, table) = arithmetic(plan, list(plan.allotments.all()))

    for line in table.lines:
        by = [
            float(re.findall(rf"{name}: (\d+(?:\.\d+)?)", table.rule)[-1]) for name in line.name.split(", ")
        ]
        assert float(line.weight) / by[0] / by[1] == pytest.approx(float(line.quotient), abs=1e-3)


def test_adopting_by_button(client_as, hasan, plan):
    client_as(hasan).post(at("seat-adopt", plan))

    plan.refresh_from_db()
    assert (plan.state, plan.adopted_by) == ("adopted", hasan)
    assert client_as(hasan).get(at("seat-edit", plan)).status_code == 404


def test_the_documents_are_those_of_the_planning_core(client_as, lina, plan):
    problem, found = (
        client_as(lina).get(at("seat-document", plan, kind=kind, number=1)) for kind in ("problem", "plan")
    )

    assert core.solve(read(problem.content, core.Problem)).plan == read(found.content, core.Plan)
    assert json.loads(problem.content)["format"] == "pendopo.apportionment/1"
    for kind, number in (("problem", 0), ("problem", 2), ("secret", 1)):
        assert client_as(lina).get(at("seat-document", plan, kind=kind, number=number)).status_code == 404


def test_the_plan_prints(client_as, lina, plan):
    answer = client_as(lina).get(at("seat-paper", plan))

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_deadlines_by_form(client_as, sari, plan, settings):
    settings.TODAY = "2024-03-20"
    first, _second = plan.allotments.all()

    client_as(sari).post(at("seat-deadlines", plan), {f"d-{first.pk.hex}": "2024-04-01"})

    assert [str(row.deadline) for row in plan.allotments.all()] == ["2024-04-01", "None"]
    answer = client_as(sari).post(at("seat-deadlines", plan), {f"d-{first.pk.hex}": "2024-03-19"})
    assert (answer.status_code, "19 March 2024 is over. Choose today" in answer.text) == (422, True)


@pytest.mark.parametrize(
    "dimension", ["sex", "age", "disability", "sector", "province", "organisation", "first_time"]
)
@pytest.mark.parametrize("inside", ["", "sector", "regency", "province"])
def test_the_values_follow_from_what_is_counted(client_as, sari, partner, dimension, inside):
    province("32")

    page = client_as(sari).get(f"{at('quota-new')}?dimension={dimension}&inside_dimension={inside}")

    assert (page.status_code, 'name="value"' in page.text) == (200, True)
    assert ('name="inside_value"' in page.text) is (inside not in ("", dimension))


@pytest.mark.parametrize("name", ["seat-list", "gap", "delegate-list"])
def test_the_menu_marks_one_line_only(client_as, lina, name):
    menu = client_as(lina).get(at(name)).text.partition('id="menu"')[2].partition("</nav>")[0]

    (marked,) = [line for line in menu.split("<a ") if 'aria-current="page"' in line]
    assert f'href="{at(name)}"' in marked


def test_a_quota_inside_several_sectors_by_form(client_as, sari):
    url = f"{at('quota-new')}?audience=convention&dimension=sex&inside_dimension=sector"
    sent = {"value": "female", "inside_value": ["media", "cso"], "unit": "percent", "minimum": "30"}

    answer = client_as(sari).post(url, sent, follow=True)

    quota = Quota.objects.get()
    assert (quota.audience, quota.inside_value, quota.minimum) == ("convention", "cso,media", 30)
    assert "Nobody in the pool counts under it yet." in answer.text


def test_a_contradiction_keeps_what_was_typed(client_as, sari):
    sent = {"value": "female", "unit": "persons", "minimum": "9", "maximum": "4"}

    answer = client_as(sari).post(at("quota-new"), sent)

    assert (answer.status_code, Quota.objects.count()) == (422, 0)
    assert "At least 9 and at most 4 cannot both hold." in answer.text


def test_a_quota_changes_and_goes(client_as, sari, hasan, women):
    client_as(hasan).post(at("quota-edit", women), {"unit": "persons", "minimum": "7"})
    women.refresh_from_db()
    client_as(sari).post(at("quota-delete", women))

    assert (women.unit, women.minimum, Quota.objects.count()) == ("persons", 7, 0)


def test_the_gap_is_told_in_words(client_as, lina, sari, convening, partner, women):
    adopt_plan(plan=planned(convening, sari, sectors(cso=1), total=10), by=sari)
    for number in range(8):
        sex = "female" if number < 5 else ""
        person(convening, number, state="selected", sex=sex, organisation=partner)
    person(convening, 9, sex="female")

    page = client_as(lina).get(f"{at('gap')}?organisation={partner.pk}&rows=sex&columns=organisation").text

    assert ("Short by 1" in page, "of it 5" in page, "Sex by Organisation" in page) == (True, True, True)


@pytest.mark.parametrize(
    "query", ["?stage=9&audience=x&rows=y&columns=z&organisation=1", "?rows=sex&columns=sex"]
)
def test_an_odd_address_shows_what_is_usual(client_as, lina, women, query):
    assert client_as(lina).get(at("gap") + query).status_code == 200
    assert client_as(lina).get(at("gap-export") + query).status_code == 200


def sheets(answer):
    book = load_workbook(BytesIO(answer.content))
    return {
        name: [[cell.value for cell in row] for row in book[name].iter_rows()] for name in book.sheetnames
    }


def test_small_numbers_do_not_leave_the_desk(client_as, lina, convening, women, sari):
    set_quota(
        convening=convening,
        draft=QuotaDraft(audience="conference", dimension="disability", value="yes", minimum=1),
        by=sari,
    )
    for number in range(30):
        traits = {"sex": "female" if number < 20 else "male", "disability": "yes" if number < 3 else "no"}
        person(convening, number, state="selected", sector="cso" if number % 2 else "media", **traits)

    found = sheets(client_as(lina).get(f"{at('gap-export')}?rows=disability&columns=sector"))

    told = {row[0]: row[2:4] for row in found["Quotas"] if row[0] in ("Women", "With a disability")}
    assert told == {"Women": [20, "Met"], "With a disability": ["<5", "–"]}
    assert [row[1:] for row in found["Cross table"][1:4]] == [
        ["≥5", "≥5", "≥5"],
        ["<5", "<5", "<5"],
        [15, 15, 30],
    ]
