"""Runs the tests on every database this machine offers and says what it used and what it left out.

make test                                  SQLite; PostgreSQL too where one answers
make test REQUIRE=postgres,chromium        fails when one of them is missing
make test ARGS="tests/core -k audit"       passes the rest on to pytest
PENDOPO_TEST_POSTGRES=postgres://…         names the server to use
"""

import argparse
import collections
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|deselected|xfailed|xpassed)")
PLACES = [
    "postgres://postgres@127.0.0.1:5432/postgres",
    "postgres://postgres@%2Fvar%2Frun%2Fpostgresql/postgres",
]


def postgres() -> tuple[str, str]:
    """Address and version of a PostgreSQL server that answers, or two empty strings."""
    given = os.environ.get("PENDOPO_TEST_POSTGRES", "")
    for url in [given] if given else PLACES:
        try:
            with psycopg.connect(url, connect_timeout=3) as connection:
                return url, f"PostgreSQL {connection.info.server_version // 10000}"
        except psycopg.Error:
            continue
    return "", ""


def chromium() -> tuple[str, str]:
    """Path and version of a Chromium, or two empty strings."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := os.environ.get("PENDOPO_TEST_CHROMIUM") or shutil.which(name):
            answer = subprocess.run([path, "--version"], check=False, capture_output=True, text=True)
            if answer.returncode == 0:
                return path, " ".join(answer.stdout.split()[:2]).split(".")[0]
    return "", ""


def run(arguments: list[str], environment: dict[str, str]) -> tuple[int, collections.Counter[str]]:
    """Run pytest once, showing its output as it comes, and read the counts from its last line."""
    workers = str(max(2, os.cpu_count() or 2))
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup", *arguments]
    last = ""
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or []:
            print(line, end="", flush=True)
            last = line if COUNT.search(line) else last
    counts = collections.Counter({kind.rstrip("s"): int(number) for number, kind in COUNT.findall(last)})
    return process.returncode, counts


def missing(required: set[str], found: dict[str, str]) -> list[str]:
    hints = {
        "postgres": "no PostgreSQL answers on 127.0.0.1:5432; start one or set PENDOPO_TEST_POSTGRES",
        "chromium": "no Chromium was found; run: make browser",
    }
    unknown = required - set(hints)
    if unknown:
        raise SystemExit(f"REQUIRE may name postgres and chromium, not {', '.join(sorted(unknown))}.")
    return [f"{name}: {hints[name]}." for name in hints if name in required and not found[name]]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--require", default="", help="postgres, chromium or both, divided by a comma")
    given, rest = parser.parse_known_args()
    required = {name.strip() for name in given.require.split(",") if name.strip()}
    url, server = postgres()
    browser, browser_version = chromium()
    if lacking := missing(required, {"postgres": url, "chromium": browser}):
        print("Cannot run all that was required:", *lacking, sep="\n  ")
        return 2

    started = time.monotonic()
    environment = {"PENDOPO_TESTING": "1", "PENDOPO_TEST_CHROMIUM": browser}
    chosen = rest if browser else [*rest, "-m", "not browser"]
    runs = [(f"SQLite {sqlite3.sqlite_version}", chosen, environment)]
    if url:
        # The browser sees the same pages whatever the database, so it looks once.
        second = {**environment, "PENDOPO_TEST_DATABASE_URL": url}
        runs.append((server, [*rest, "-m", "not browser"], second))
    worst, total = 0, collections.Counter[str]()
    for name, arguments, settings in runs:
        print(f"\n== Tests on {name} ==", flush=True)
        code, counts = run(arguments, settings)
        worst, total = worst or code, total + counts

    print(
        f"\nDatabases: {', '.join(name for name, _, _ in runs)}. Browser: {browser_version or 'none'}.",
        end=" ",
    )
    print(f"Took {time.monotonic() - started:.0f} s.")
    for name, place in {"postgres": url, "chromium": browser}.items():
        if not place:
            print(f"Left out: what needs {name}, because none was found here.")
    failed = total["failed"] + total["error"]
    print(f"Total: {total['passed']} passed, {failed} failed, {total['skipped']} skipped")
    return worst


if __name__ == "__main__":
    sys.exit(main())
