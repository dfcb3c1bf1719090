"""CPU, throughput and memory of our pages, beside a bare Django view served the same way, in one run.

    make bench        or        python benchmarks/web/run.py [--commitments 2000] [--seconds 4]

Two gunicorn workers are pinned to core 0, `wrk` to core 1; everything stays on 127.0.0.1.
"Any query" asks each time with a query that nobody asked before. "Nothing held" moves the number of the newest
event before each request, as every write does, so that nothing kept is still true; the writes are not counted.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from measure import Load, load, load_after_writes, pss_mib, wait_until_up, workers_mib

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
BARE = [
    "gunicorn",
    "--workers",
    "2",
    "--threads",
    "2",
    "--preload",
    "--log-level",
    "error",
    "bare:application",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(command: list[str], environment: dict[str, str], path: str) -> Iterator[tuple[str, int, float]]:
    """Address, process id and seconds from start to first page of a server pinned to core 0."""
    address = f"127.0.0.1:{free_port()}"
    full = ["taskset", "-c", "0", str(BIN / command[0]), *command[1:], "--bind", address]
    process = subprocess.Popen(full, cwd=HERE, env=os.environ | environment, stdout=2)
    try:
        yield f"http://{address}", process.pid, wait_until_up(f"http://{address}{path}")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def stage(environment: dict[str, str], commitments: int) -> dict[str, Any]:
    load_story = [str(BIN / "pendopo"), "demo", "--no-serve"]
    subprocess.run(load_story, env=os.environ | environment, check=True, stdout=2)
    command = [sys.executable, str(HERE / "stage.py"), str(commitments)]
    out = subprocess.run(
        command, env=os.environ | environment, check=True, capture_output=True, text=True
    ).stdout
    return json.loads(out[out.index("STAGE") + 5 :])


def pages(made: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Name, path and whether a signed-in person asks."""
    home, desk = f"/id/{made['slug']}/", f"/id/{made['slug']}/desk/"
    return [
        ("public home", home, False),
        ("news page", f"{home}news/{made['article']}/", False),
        *(
            (f"thread page, {held} commitments", f"{desk}agreements/{pk}/", True)
            for pk, held in made["threads"]
        ),
        (f"commitments list, {made['commitments']}", f"{desk}commitments/", True),
        (f"overview of the desk, {made['commitments']}", desk, True),
    ]


def row(name: str, one: Load, floor: Load) -> str:
    ratio = one.cpu_ms / floor.cpu_ms
    return (f"| {name} | {one.cpu_ms:.2f} | {ratio:.1f} | {one.rps:.0f} | {one.p95_ms:.1f} "
            f"| {one.size / 1000:.1f} |")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--commitments", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    print("| page | CPU ms a request | × bare view | requests/s, 8 at once | p95 ms | kB |")
    print("|---|---|---|---|---|---|")
    with served(BARE, {"PYTHONPATH": str(HERE)}, "/") as (base, pid, _seconds):
        floor = load(base, "/", pid, {}, fresh=False, seconds=options.seconds)
        print(row("bare Django view", floor, floor))
    with tempfile.TemporaryDirectory() as data:
        environment = {"PENDOPO_DATA": data, "PENDOPO_DEMO": "1", "PENDOPO_TODAY": "2024-04-26"}
        # An installation has bytecode from its first start on, so what counts is the second.
        environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{data}/bytecode"}
        made = stage(environment, options.commitments)
        home = f"/id/{made['slug']}/"
        with served(["pendopo", "serve"], environment, home):
            pass
        with served(["pendopo", "serve"], environment, home) as (base, pid, start):
            before = pss_mib(pid), workers_mib(pid)
            for name, path, signed_in in pages(made):
                headers = {"Cookie": f"sessionid={made['session']}"} if signed_in else {}
                for how in ("",) if signed_in else (", cached", ", cached, any query", ", nothing held"):
                    if "nothing" in how:
                        database = Path(data) / "pendopo.sqlite3"
                        found = load_after_writes(base, path, pid, database, seconds=options.seconds)
                    else:
                        fresh = "query" in how
                        found = load(base, path, pid, headers, fresh=fresh, seconds=options.seconds)
                    print(row(f"{name}{how}", found, floor), flush=True)
            print(f"\nStart to first page: {start:.2f} s.")
            for when, (whole, workers) in {
                "at first": before,
                "after the load": (pss_mib(pid), workers_mib(pid)),
            }.items():
                print(f"Both workers {when}: {workers:.0f} MiB, with their parent {whole:.0f} MiB.")


if __name__ == "__main__":
    main()
