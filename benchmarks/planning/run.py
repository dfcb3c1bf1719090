"""All planning benchmarks, or some: python benchmarks/planning/run.py DIRECTORY [names]

DIRECTORY holds one folder of instances for each problem. Each runs in a process of its own, one after the other.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDERS = {
    "apportionment": "apportionment",
    "bilaterals": "b2b-meetings",
    "hostscore": "",
    "selection": "sortition",
    "timetable": "conference-cosplib",
    "visits": "project-allocation",
}


def main(directory: Path, names: list[str]) -> int:
    missed = []
    for name in names or FOLDERS:
        script = HERE / f"{name}.py"
        if not names and not script.exists():
            continue
        print(f"\n## {name}\n", flush=True)
        if subprocess.run(
            [sys.executable, str(script), str(directory / FOLDERS[name])], check=False
        ).returncode:
            missed.append(name)
    print(f"\nMissed or broken: {', '.join(missed)}." if missed else "\nEvery reach is met.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
