"""The pages: who sees them, what they say while a run goes on and afterwards, and what one takes home."""

import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django_scopes import scope
from tests.factories import make_convening, make_member
from tests.pages.rows_runs import PLAN, run_of, runs_in_every_state
from tests.runs.conftest import KIND

from pendopo.convenings.enums import Role
from pendopo.convenings.rules import is_desk
from pendopo.core.urls import here, use_convening
from pendopo.planning.selection import Problem
from pendopo.runs.models import Run
from pendopo.runs.registry import register_solver

pytestmark = pytest.mark.django_db


def at(name, run=None, **more):
    return here(f"runs:{name}", **({"pk": run.pk} if run else {}), **more)


def addresses_of(runs):
    one, other = runs["run"], runs["other run"]
    singles = [at("run-detail", run) for run in runs.values()]
    papers = [at(name, one) for name in ("run-problem", "run-result")]
    return [at("run-list"), *singles, *papers, at("run-compare", one, other=other.pk)]


@pytest.fixture
def runs(convening, sari):
    return runs_in_every_state(convening, sari)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_opens_in_both_languages(runs, client_as, hasan, language):
    with translation.override(language):
        found = {address: client_as(hasan).get(address).status_code for address in addresses_of(runs)}

    assert {address: status for address, status in found.items() if status != 200} == {}


def test_others_get_404_and_the_signed_out_sign_in(runs, client_as, tono, rina, lina):
    for address in addresses_of(runs):
        assert [client_as(user).get(address).status_code for user in (tono, rina, lina)] == [404] * 3
        assert client_as(None).get(address).status_code == 302


def test_others_cannot_press_the_buttons(start, client_as, tono, rina, queue):
    run = start()

    for name in ("run-cancel", "run-repeat"):
        assert [client_as(user).post(at(name, run)).status_code for user in (tono, rina)] == [404, 404]
    assert (Run.objects.get().cancel_asked_at, Run.objects.count()) == (None, 1)


def test_a_run_of_another_convening_is_not_there(sari, client_as):
    other = make_convening("other-2024")
    make_member(other, sari, Role.SECRETARIAT)
    with scope(convening=other):
        foreign = run_of(other, sari, "Elsewhere")
        foreign.save()

    there, here_ = at("run-detail", foreign, convening=other.slug), at("run-detail", foreign)

    assert [client_as(sari).get(address).status_code for address in (there, here_)] == [200, 404]
    assert "Elsewhere" not in client_as(sari).get(at("run-list")).text


def test_a_room_decides_who_sees_its_kind(start, counting, client_as, lina, hasan, queue):
    register_solver(KIND, counting.solve, may=lambda s: is_desk(s) and Role.FOCAL_POINT in s.roles)
    run = start(by=lina)

    answers = {
        user.full_name: (
            run.title in client_as(user).get(at("run-list")).text,
            client_as(user).get(at("run-detail", run)).status_code,
        )
        for user in (lina, hasan)
    }

    assert answers == {"Lina": (True, 200), "Hasan": (False, 404)}


def test_a_run_that_goes_on_asks_for_itself_and_one_that_ended_does_not(runs, client_as, sari):
    going, done = (client_as(sari).get(at("run-detail", runs[name])).text for name in ("going run", "run"))

    poll = f'hx-get="{at("run-progress", runs["going run"])}" hx-trigger="every 1s"'
    assert (poll in going, "hx-trigger" in done) == (True, False)
    assert ("12 seconds so far, 60 at most" in going, '<progress value="12" max="60"' in going) == (
        True,
        True,
    )
    assert ("Stop the computation" in going, "Run again" in going) == (True, False)
    assert ("Stop the computation" in done, "Run again" in done) == (False, True)


def test_the_part_that_is_asked_for_is_only_the_part(runs, client_as, sari):
    browser, address = client_as(sari), at("run-progress", runs["going run"])

    part, plain = browser.get(address, headers={"HX-Request": "true"}), browser.get(address)

    assert (part.status_code, "<html" in part.text) == (200, False)
    assert f'id="run-{runs["going run"].pk}"' in part.text
    assert (plain.status_code, plain["Location"]) == (302, at("run-detail", runs["going run"]))


def test_the_page_is_loaded_anew_once_the_run_has_ended(runs, client_as, sari):
    answer = client_as(sari).get(at("run-progress", runs["run"]), headers={"HX-Request": "true"})

    assert answer["HX-Refresh"] == "true"


def test_numbers_are_written_as_the_language_does(runs, client_as, sari):
    shown = {}
    for language in ("en", "id"):
        with translation.override(language):
            shown[language] = client_as(sari).get(at("run-detail", runs["run"])).text

    assert ("0.3333" in shown["en"], "25%" in shown["en"]) == (True, True)
    assert ("0,3333" in shown["id"], "25%" in shown["id"]) == (True, True)


def test_a_failed_run_says_why_in_the_readers_language(runs, client_as, sari):
    said = {}
    for language in ("en", "id"):
        with translation.override(language):
            page = client_as(sari).get(at("run-detail", runs["failed run"])).text
        said[language] = ("The computer stopped." in page, "Komputer berhenti." in page)

    assert said == {"en": (True, False), "id": (False, True)}


def test_a_run_that_nobody_takes_up_asks_for_a_worker(runs, client_as, sari):
    Run.objects.filter(status="queued").update(heartbeat=timezone.now() - timedelta(minutes=1))

    page = client_as(sari).get(at("run-detail", runs["waiting run"])).text

    assert "No worker has taken this up yet." in page


def test_problem_and_plan_are_downloaded_as_the_command_reads_them(runs, client_as, sari):
    problem, plan = (client_as(sari).get(at(name, runs["run"])) for name in ("run-problem", "run-result"))

    assert (json.loads(problem.text), json.loads(plan.text)) == ({"format": "pendopo.selection/1"}, PLAN)
    assert [paper["Content-Disposition"] for paper in (problem, plan)] == [
        'attachment; filename="problem.json"',
        'attachment; filename="result.json"',
    ]
    assert client_as(sari).get(at("run-result", runs["failed run"])).status_code == 404


def test_the_page_says_how_to_repeat_it_on_the_command_line(runs, client_as, sari):
    known, unknown = (
        client_as(sari).get(at("run-detail", runs[name])).text for name in ("run", "waiting run")
    )

    line = "pendopo plan selection problem.json \\\n  -o result.json --seconds 60 \\\n  --seed 7 --deterministic\n"
    assert (line in known, "pendopo plan" in unknown) == (True, False)


def test_stopping_leads_back_to_the_run(start, client_as, sari, queue):
    run = start()

    answer = client_as(sari).post(at("run-cancel", run), follow=True)

    assert (Run.objects.get().status, answer.redirect_chain) == ("cancelled", [(at("run-detail", run), 302)])
    assert "The computation is being stopped." in answer.text


def test_stopping_what_has_ended_says_so(runs, counting, client_as, sari):
    page = client_as(sari).post(at("run-cancel", runs["run"]), follow=True).text

    assert "This computation has ended already. Nothing is left to do." in page


@pytest.mark.parametrize(("pressed", "same"), [("same", True), ("new", False)])
def test_running_again_leads_to_the_new_run(start, client_as, sari, queue, pressed, same):
    run = start()
    Run.objects.update(status="done")

    answer = client_as(sari).post(at("run-repeat", run), {"seed": pressed})

    again = Run.objects.exclude(pk=run.pk).get()
    assert (answer["Location"], again.seed == run.seed) == (at("run-detail", again), same)


def test_two_runs_stand_side_by_side_and_the_better_one_is_named(convening, runs, client_as, sari):
    goals = [{"name": "smallest chance", "value": 0.3, "bound": 0.3, "maximise": True}]
    better = run_of(
        convening, sari, "Better", outcome={"status": "optimal", "goals": goals, "has_plan": True}
    )
    better.problem = {"format": "pendopo.selection/1", "size": 2}
    better.save()

    page = client_as(sari).get(at("run-compare", runs["run"], other=better.pk)).text

    row = page.partition("Smallest chance of anybody")[2].partition("</tr>")[0]
    assert [part.count("Better") for part in row.split("<td")[1:]] == [0, 1]
    assert "They were not given the same task" in page


@pytest.mark.parametrize("other", ["run", "going run"])
def test_only_ended_runs_of_one_subject_are_compared(runs, client_as, sari, other):
    address = at("run-compare", runs["run"], other=runs[other].pk)
    Run.objects.filter(pk=runs["other run"].pk).update(subject=uuid.uuid4())
    stranger = at("run-compare", runs["run"], other=runs["other run"].pk)

    assert [client_as(sari).get(where).status_code for where in (address, stranger)] == [404, 404]


def test_lists_load_no_documents(runs, client_as, sari, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client_as(sari).get(at("run-list"))
        client_as(sari).get(at("run-detail", runs["run"]))

    assert [q["sql"] for q in asked if '"problem"' in q["sql"] or '"result"' in q["sql"]] == []


def test_another_rooms_page_can_show_the_progress(runs):
    from django.template.loader import render_to_string

    with use_convening("wgwc-2024"):
        part = render_to_string("runs/parts/progress.html", {"run": runs["going run"]})

    assert part.count("hx-get=") == 1


def test_the_downloaded_problem_is_one_that_the_command_reads(convening, sari, client_as):
    from pendopo.planning import io

    document = {
        "format": "pendopo.selection/1",
        "people": [{"id": "é", "features": {"sex": "f"}}],
        "size": 1,
        "quotas": [{"category": "sex", "feature": "f", "lower": 1, "upper": 1}],
    }
    run = run_of(convening, sari, "Read", problem=document)
    run.save()

    problem = io.read(client_as(sari).get(at("run-problem", run)).content, Problem)

    assert (problem.size, [person.id for person in problem.people]) == (1, ["é"])
