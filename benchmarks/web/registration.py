"""Many people register at once, through the pages a person opens, against one small server; then the books are read.

python benchmarks/web/registration.py [--people 1000] [--at-once 16] [--sqlite]

PostgreSQL unless told otherwise (the server that the tests use; a database of its own, dropped at the end). Each
person opens the link, answers the question at the door, reads the form, sends it and sees what arrived; one in ten
sends twice, and one in fifty types the phone of somebody who came before, of which the secretariat is told. Nobody
waits between the steps, so the rate is the most that the server can do. Everything stays on 127.0.0.1.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import local
from typing import Any
from urllib.parse import urlencode

import psycopg
from measure import cpu_seconds, pss_mib, wait_until_up
from run import BIN, HERE, free_port

sys.path.insert(0, str(HERE.parents[1]))
from tools.test import postgres

FORM = re.compile(r'name="(submission|asked)" value="([^"]*)"')
STAGE = "registration_stage.py"
TWICE = 10  # one in so many sends twice
SHARE, BEFORE = 50, 40  # one in so many has the phone of whoever came so many before
LONGEST = 500  # ms for 95 of 100 requests of each step
WITHIN, OF = 600, 10_000  # the goal: so many people within so many seconds


@dataclass
class Steps:
    """Milliseconds of every request by step, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)


class Reader:
    """One browser of one thread: keeps its connection and cookies, follows nothing."""

    _open = local()

    def __init__(self, base: str, steps: Steps) -> None:
        self.base, self.steps, self.cookies = base, steps, dict[str, str]()

    def ask(self, step: str, path: str, data: dict[str, str] | None = None, expect: int = 200) -> str:
        connection = self._open.__dict__.setdefault(self.base, HTTPConnection(self.base, timeout=60))
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        start = time.perf_counter()
        connection.request("GET" if data is None else "POST", path, data and urlencode(data), headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        self.steps.times[step].append((time.perf_counter() - start) * 1000)
        for name, value in answer.getheaders():
            if name == "Set-Cookie":
                self.cookies.update([value.split(";")[0].split("=", 1)])
        if answer.status != expect:
            self.steps.wrong.append(f"{step}: {answer.status} instead of {expect}")
        return body


def shares_a_phone(number: int) -> bool:
    """Whether this person types a telephone that somebody else typed some time before."""
    return number % SHARE == SHARE - 1


def register(base: str, slug: str, number: int, door: list[str], steps: Steps) -> None:
    """One person, from the link to the answer."""
    token, digits = door
    home = f"/id/{slug}/delegates/me/{token}/"
    reader = Reader(base, steps)
    reader.ask("open the link", home)
    reader.ask("answer at the door", home, {"digits": digits}, expect=302)
    page = reader.ask("read the form", f"{home}register/")
    said = dict(FORM.findall(page)) | {
        "name": f"Peserta uji {number}",
        "phone": f"+62812{30_000_000 + number - BEFORE * shares_a_phone(number)}",
        "home": f"Desa {number}",
        "sex": "female" if number % 2 else "male",
        "born_on": f"{1960 + number % 40}-06-15",
        "agree_take_part": "on",
        "at": "3",
        "go": "send",
    }
    for _time in range(2 if number % TWICE == 0 else 1):
        reader.ask("send it", f"{home}register/", said, expect=302)
    reader.ask("see what arrived", home)


@contextmanager
def database(sqlite: bool) -> Iterator[str]:
    """Address of an empty database that is gone afterwards; nothing for a file in the data folder."""
    if sqlite:
        yield ""
        return
    url, version = postgres()
    if not url:
        sys.exit("No PostgreSQL answers. Name one in PENDOPO_TEST_POSTGRES, or measure with --sqlite.")
    name = f"pendopo_registration_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    print(f"{version}, 2 server processes with 4 threads each, {os.cpu_count()} cores for everything.\n")
    try:
        yield url.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def staged(sqlite: bool) -> Iterator[dict[str, str]]:
    """The environment of a demonstration in a folder and a database of its own, both gone afterwards."""
    with tempfile.TemporaryDirectory() as data, database(sqlite) as url:
        environment = {"PENDOPO_DATA": data, "PENDOPO_DEMO": "1", "PENDOPO_TODAY": "2024-04-26"}
        environment |= {"DATABASE_URL": url} if url else {}
        subprocess.run(
            [str(BIN / "pendopo"), "demo", "--no-serve"], env=os.environ | environment, check=True, stdout=2
        )
        yield environment


def told(script: str, command: list[str], environment: dict[str, str]) -> dict[str, Any]:
    """What a script of the stage reports."""
    out = subprocess.run(
        [sys.executable, str(HERE / script), *command],
        env=os.environ | environment, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    found: dict[str, Any] = json.loads(out[out.index("STAGE") + 5 :])
    return found


def shown(steps: Steps) -> bool:
    """The table of the steps; whether each is fast enough."""
    print("| step | requests | median ms | p95 ms | longest ms |\n|---|---|---|---|---|")
    fast = True
    for name, times in steps.times.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        fast &= p95 < LONGEST
        print(f"| {name} | {len(times)} | {statistics.median(times):.0f} | {p95:.0f} | {max(times):.0f} |")
    return fast


def agrees(books: dict[str, Any], people: int, secretaries: int) -> list[str]:
    """What the books say that the load does not, each in words."""
    verbs = books["verbs"]
    expected = {
        "registered delegates": (books["states"], {"registered": people}),
        "complete answers": (books["answers"], people),
        "women counted": (books["women"], people // 2),
        "villages as sent": (books["villages"], people),
        "notices about a shared phone": (
            books["notices"],
            secretaries * sum(map(shares_a_phone, range(people))),
        ),
        "log: registered": (verbs.get("delegates.registered"), people),
        "log: moved": (verbs.get("delegates.moved"), people),
        "log: corrected": (verbs.get("delegates.registration_corrected", 0), 0),
        "faults in the log": (books["faults"], 0),
    }
    return [f"{name}: {have}, not {wish}" for name, (have, wish) in expected.items() if have != wish]


def measure(environment: dict[str, str], made: dict[str, Any], options: argparse.Namespace) -> bool:
    """The load itself; whether it was fast enough and the books agree."""
    address = f"127.0.0.1:{free_port()}"
    command = [str(BIN / "pendopo"), "serve", "--bind", address, "--workers", "2", "--threads", "4"]
    server = subprocess.Popen(command, cwd=HERE, env=os.environ | environment, stdout=2)
    steps = Steps()
    try:
        wait_until_up(f"http://{address}/id/{made['slug']}/")
        cpu, start = cpu_seconds(server.pid), time.perf_counter()
        with ThreadPoolExecutor(options.at_once) as crowd:
            done = [
                crowd.submit(register, address, made["slug"], n, door, steps)
                for n, door in enumerate(made["doors"])
            ]
            for one in done:
                one.result()
        seconds, cpu = time.perf_counter() - start, cpu_seconds(server.pid) - cpu
        memory = pss_mib(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)
    fast = shown(steps)
    wrong = steps.wrong + agrees(
        told(STAGE, ["books", str(made["first"]), str(made["seq"])], environment),
        options.people,
        made["secretaries"],
    )
    rate = options.people / seconds
    print(
        f"\n{options.people} people in {seconds:.0f} s: {rate:.1f} a second, {OF:,} within {OF / rate:.0f} s"
        f" (goal {WITHIN}). Server {cpu * 1000 / options.people:.0f} ms of CPU a person, {memory:.0f} MiB."
    )
    print("Books: " + ("; ".join(wrong[:10]) if wrong else "everything agrees, the log is whole."))
    return fast and not wrong and OF / rate <= WITHIN


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--sqlite", action="store_true")
    options = parser.parse_args()
    with staged(options.sqlite) as environment:
        made = told(STAGE, ["fill", str(options.people)], environment)
        return 0 if measure(environment, made, options) else 1


if __name__ == "__main__":
    sys.exit(main())
