"""CPU time, memory and load of a local server, read from /proc while `wrk` asks for one page again."""

import json
import os
import re
import sqlite3
import statistics
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Load:
    """CPU in ms a request (whole process tree), requests a second, 95th percentile in ms, bytes."""

    cpu_ms: float
    rps: float
    p95_ms: float
    size: int


def tree(pid: int) -> list[int]:
    """The process and all its living descendants."""
    found, todo = [], [pid]
    while todo:
        current = todo.pop()
        found.append(current)
        for path in Path(f"/proc/{current}/task").glob("*/children"):
            todo += [int(child) for child in path.read_text().split()]
    return found


def cpu_seconds(pid: int) -> float:
    total = 0
    for one in tree(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += sum(int(field) for field in fields[11:15])
    return total / TICKS


def pss_mib(pid: int) -> float:
    """Memory of the whole tree in MiB, shared pages counted once (PSS)."""
    return sum(_told(one, "Pss") for one in tree(pid))


def workers_mib(pid: int) -> float:
    """Memory of the processes below the parent in MiB: the tree without what the parent alone still holds."""
    return pss_mib(pid) - _told(pid, "Private_Clean") - _told(pid, "Private_Dirty")


def _told(pid: int, name: str) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(rf"^{name}:\s+(\d+)", rollup, re.M)[1]) / 1024


def fetch(url: str, headers: dict[str, str]) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
        assert answer.status == 200, (url, answer.status)
        return answer.read()


def wait_until_up(url: str, seconds: float = 30) -> float:
    """Seconds until the first page came."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return time.perf_counter() - start
        except OSError:
            time.sleep(0.01)
    raise TimeoutError(f"{url} did not answer within {seconds} s.")


def wrk(
    url: str, headers: dict[str, str], *, fresh: bool, connections: int, seconds: int
) -> tuple[int, float, float]:
    """Requests answered, requests a second, 95th percentile in ms; refuses all but loopback."""
    if not url.startswith("http://127.0.0.1:"):
        raise ValueError(f"Load goes to 127.0.0.1 only, not to {url}.")
    script = Path(__file__).with_name("report.lua")
    command = [
        "taskset",
        "-c",
        "1",
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        "-s",
        str(script),
    ]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    out = subprocess.run(
        [*command, url, *(["--", "fresh"] if fresh else [])], capture_output=True, text=True, check=True
    ).stdout
    report = json.loads(out[out.index("REPORT") + 6 :])
    if report["failed"]:
        raise RuntimeError(f"{report['failed']} requests for {url} failed.")
    return report["requests"], report["rps"], report["p95_ms"]


def load_after_writes(
    base: str, path: str, pid: int, database: Path, *, runs: int = 3, seconds: int = 4
) -> Load:
    """Like `load`, but before each request something was written, so that the server holds nothing that is still true.

    The writes themselves are made here and not counted. Only one connection asks, so throughput is that of one reader.
    """
    os.sched_setaffinity(0, {1})
    host = urlsplit(base)
    costs, times = [], []
    with sqlite3.connect(database, timeout=20, isolation_level=None) as written:
        for _ in range(runs):
            reader = HTTPConnection(host.hostname or "", host.port, timeout=30)
            before, end, asked = cpu_seconds(pid), time.perf_counter() + seconds, 0
            while time.perf_counter() < end:
                written.execute("UPDATE core_audithead SET seq = seq + 1")
                start = time.perf_counter()
                reader.request("GET", path)
                answer = reader.getresponse()
                size = len(answer.read())
                assert answer.status == 200, (path, answer.status)
                times.append(time.perf_counter() - start)
                asked += 1
            costs.append((cpu_seconds(pid) - before) * 1000 / asked)
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    return Load(statistics.median(costs), len(times) / sum(times), p95, size)


def load(
    base: str, path: str, pid: int, headers: dict[str, str], *, fresh: bool, runs: int = 3, seconds: int = 4
) -> Load:
    """Median of `runs` runs with one connection for CPU, and one run with eight for throughput and p95."""
    size = len(fetch(base + path, headers))
    for _ in range(5):
        fetch(base + path, headers)
    costs = []
    for _ in range(runs):
        before = cpu_seconds(pid)
        requests, _rps, _p95 = wrk(base + path, headers, fresh=fresh, connections=1, seconds=seconds)
        costs.append((cpu_seconds(pid) - before) * 1000 / requests)
    _requests, rps, p95 = wrk(base + path, headers, fresh=fresh, connections=8, seconds=seconds)
    return Load(statistics.median(costs), rps, p95, size)
