"""`pendopo plan` from the outside: what it prints, what it writes, how it ends."""

import json
import random
import signal
import subprocess
import sys
from fractions import Fraction

import jsonschema
import msgspec
import pytest

from pendopo.planning import cli, io, kinds
from pendopo.planning.errors import SolverMissing
from pendopo.planning.hostscore import KIND, Candidate, Criterion, Plan, Problem, solve
from pendopo.planning.kinds import NAMES, kind
from pendopo.planning.result import Goal, Result, Status

F = Fraction
# Aceh leads by 2 under A and trails by 1 under B: 3w - 1 > 0 for two thirds of all weightings.
HOSTS = Problem(
    (Criterion("A", F(1)), Criterion("B", F(1))),
    (Candidate("Aceh", {"A": F(5), "B": F(2)}), Candidate("Bali", {"A": F(3), "B": F(3)})),
)


@pytest.fixture
def hosts(tmp_path):
    path = tmp_path / "hosts.json"
    path.write_bytes(io.write(HOSTS))
    return path


def test_solving_prints_a_summary_and_writes_the_plan(hosts, tmp_path, capsys):
    ended = cli.main(["hostscore", str(hosts), "-o", str(tmp_path / "plan.json"), "--quiet"])

    lines = capsys.readouterr().out.splitlines()
    assert (ended, lines[1:]) == (
        0,
        [
            "total of the winner: 7/2 (proved)",
            "  1  3.500  Aceh  first under 66.67% of all weightings",
            "  2  3.000  Bali  first under 33.33% of all weightings",
            "Smallest change that matters: weight of A past 1/2, then Bali.",
            "The plan keeps every rule.",
        ],
    )
    assert io.read((tmp_path / "plan.json").read_bytes(), Plan) == solve(HOSTS).plan


def test_progress_goes_to_the_error_stream_line_by_line(hosts, capsys):
    cli.main(["hostscore", str(hosts)])

    assert [line.split("s  ")[1] for line in capsys.readouterr().err.splitlines()] == [
        "candidates weighed: 0 (bound 2)",
        "candidates weighed: 1 (bound 2)",
    ]


def test_a_plan_by_anybody_is_checked(hosts, tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_bytes(io.write(solve(HOSTS).plan))

    assert cli.main(["check", str(hosts), str(plan)]) == 0
    assert capsys.readouterr().out == "total of the winner: 7/2\nThe plan keeps every rule.\n"


def test_a_wrong_plan_ends_with_one_and_names_the_rule(hosts, tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_bytes(io.write(solve(HOSTS).plan).replace(b'"7/2"', b'"8/2"'))

    assert [cli.main([command, str(hosts), str(plan)]) for command in ("check", "explain")] == [1, 1]
    assert "broken: total [Aceh]: It is 7/2, not 4.\nFaults in the plan: 1.\n" in capsys.readouterr().out


def test_reasons_are_printed(hosts, tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_bytes(io.write(solve(HOSTS).plan))

    assert cli.main(["explain", str(hosts), str(plan)]) == 0
    assert capsys.readouterr().out == "behind: Bali (A)\nturns: A (Bali)\nturns: B (Bali)\n"


@pytest.mark.parametrize("extra", [[], ["--plan"]])
def test_the_schema_is_printed_and_fits_the_documents(extra, capsys):
    assert cli.main(["schema", "hostscore", *extra]) == 0

    document = solve(HOSTS).plan if extra else HOSTS
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(schema).validate(msgspec.json.decode(io.write(document)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "$: The document is empty."),
        (b'{"format": "pendopo.hostscore/1", "criteria": [', "$: This is not JSON:"),
        (b"\x00" * 10_000_000, "$: This is not JSON:"),
        (b'{"format": "pendopo.hostscore/9"}', "$.format: This is 'pendopo.hostscore/9'"),
        (b'{"format": "pendopo.hostscore/1", "criteria": []}', "$: Object missing required field"),
        (
            b'{"format": "pendopo.hostscore/1", "criteria": [{"code": "A", "weight": -1}], "candidates": []}',
            "$.criteria[0]: Criterion 'A' weighs -1",
        ),
    ],
)
def test_a_bad_problem_ends_with_two_and_one_line(content, said, tmp_path, capsys):
    path = tmp_path / "bad.json"
    path.write_bytes(content)

    ended = cli.main(["hostscore", str(path)])

    captured = capsys.readouterr()
    assert (ended, captured.out, captured.err.count("\n")) == (2, "", 1)
    assert captured.err.startswith(f"{path}: {said}")


def test_a_bad_plan_names_the_file_and_the_place(hosts, tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_bytes(io.write(solve(HOSTS).plan).replace(b'"place": 1', b'"place": "first"'))

    assert cli.main(["check", str(hosts), str(plan)]) == 2
    assert capsys.readouterr().err == f"{plan}: $.lines[0].place: Expected `int`, got `str`\n"


def test_what_is_not_there_is_named(hosts, tmp_path, capsys):
    nowhere = tmp_path / "none" / "x.json"

    ended = [
        cli.main(["hostscore", str(nowhere)]),
        cli.main(["hostscore", str(tmp_path)]),
        cli.main(["hostscore", str(hosts), "-o", str(nowhere)]),
        cli.main(["convert", str(hosts), "--as", "papyrus", "-o", str(nowhere)]),
        cli.main(["hostscore", str(hosts), "--seconds", "0"]),
    ]

    lines = capsys.readouterr().err.splitlines()
    assert (ended, lines[:3], lines[4]) == (
        [2] * 5,
        [
            f"{nowhere}: No such file or directory.",
            f"{tmp_path}: Is a directory.",
            f"{nowhere}: there is no such folder.",
        ],
        "A solve needs more than 0.0 seconds.",
    )
    assert lines[3].startswith(f"{hosts}: name its format with --as; there are: ")


def test_a_document_of_no_kind_is_refused(tmp_path, capsys):
    path = tmp_path / "other.json"
    path.write_text('{"format": "pendopo.weather/1"}')

    assert cli.main(["check", str(path), str(path)]) == 2
    assert capsys.readouterr().err == f"{path}: No problem here has the format 'pendopo.weather/1'.\n"


def another(monkeypatch, **changes):
    """Put a kind with other functions in the place of hostscore."""
    fields = {name: getattr(KIND, name) for name in KIND.__dataclass_fields__}
    monkeypatch.setattr(cli, "kind", lambda _name: kinds.Kind(**(fields | changes)))


def test_no_plan_ends_with_one_and_names_the_conflict(hosts, monkeypatch, capsys):
    none = Result(Status.INFEASIBLE, None, conflict=("seats: 3", "floors: 4"))
    another(monkeypatch, solve=lambda *_: none)

    assert cli.main(["hostscore", str(hosts)]) == 1
    assert "These cannot hold together: seats: 3; floors: 4.\n" in capsys.readouterr().out


def test_a_score_that_the_check_counts_differently_is_a_fault(hosts, monkeypatch, capsys):
    plan = solve(HOSTS).plan
    boast = Result(Status.OPTIMAL, plan, (Goal("total of the winner", 5, 5, maximise=True),))
    another(monkeypatch, solve=lambda *_: boast)

    assert cli.main(["hostscore", str(hosts)]) == 1
    assert "broken: score [total of the winner]: It is 7/2, not 5." in capsys.readouterr().out


def test_a_missing_solver_says_what_to_install(hosts, monkeypatch, capsys):
    def missing(*_):
        raise SolverMissing

    another(monkeypatch, solve=missing)

    assert cli.main(["hostscore", str(hosts)]) == 2
    assert capsys.readouterr().err == 'Solving needs OR-Tools: pip install "pendopo[solver]".\n'


WITHOUT_SOLVER = """
import sys
sys.modules |= dict.fromkeys(("ortools", "highspy", "numpy", "openpyxl"))
from pendopo.planning.errors import SolverMissing
from pendopo.planning.kinds import NAMES, kind
for name in NAMES:
    try:
        print(kind(name).name)
    except SolverMissing:
        pass
"""


def test_without_the_solver_packages_a_kind_works_or_says_what_to_install():
    run = subprocess.run([sys.executable, "-c", WITHOUT_SOLVER], capture_output=True, text=True)

    assert (run.stderr, {"apportionment", "hostscore"} <= set(run.stdout.split())) == ("", True)


def test_a_published_format_becomes_a_problem(tmp_path, monkeypatch):
    source, made = tmp_path / "scores.txt", tmp_path / "hosts.json"
    source.write_text("any")
    another(monkeypatch, readers={"txt": lambda path: HOSTS if path.read_text() == "any" else None})

    assert cli.main(["convert", str(source), "-o", str(made)]) == 0
    assert io.read(made.read_bytes(), Problem) == HOSTS


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_is_whole(name):
    found = kind(name)

    assert (found.name, io.tag_of(found.problem), io.tag_of(found.plan)) == (
        name,
        f"pendopo.{name}/1",
        f"pendopo.{name}-plan/1",
    )


def test_the_first_interrupt_keeps_the_best_plan(tmp_path):
    # Volumes among eight criteria and thirty candidates take seconds; the interrupt comes as the first begins.
    source = random.Random(5)  # noqa: S311
    codes = [f"C{i}" for i in range(8)]
    rows = (Candidate(f"K{i}", {code: F(source.randrange(31), 6) for code in codes}) for i in range(30))
    path, plan = tmp_path / "many.json", tmp_path / "plan.json"
    path.write_bytes(io.write(Problem(tuple(Criterion(code, F(1)) for code in codes), tuple(rows))))
    command = [sys.executable, "-m", "pendopo.cli.main", "plan", "hostscore", str(path), "-o", str(plan)]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        running.stderr.readline()
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=60)

    assert (running.returncode, ", interrupted (seed 0" in said) == (0, True)
    assert io.read(plan.read_bytes(), Plan).weightings.exact is False
