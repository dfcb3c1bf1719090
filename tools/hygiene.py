"""Finds what must not be committed: package hosts, one machine's paths, others' files, secrets, leftovers."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.sizes import ROOT, files

# Written in pieces, so that this file does not contain what it looks for.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
]
MIRRORS = ["deb." + "debian.org", "unp" + "kg.com", "js" + "delivr.net", "fonts." + "googleapis.com"]
PATTERNS = {
    "names a package host": re.compile("|".join(re.escape(host) for host in REGISTRIES + MIRRORS)),
    "names a path of one machine": re.compile(r"(?<![\w.<-])/(?:home/\w+|root|Users/\w+|work|opt/\w+)/"),
    "holds a private key": re.compile("BEGIN [A-Z ]*" + "PRIVATE KEY"),
    "has a leftover": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|breakpoint\(\)"),
    "has an unfinished merge": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}
FOREIGN = re.compile(
    r"\.min\.(?:js|css)$|\.(?:woff2?|ttf|otf|eot|pdf|docx|xlsx|mo|pyc|whl|sqlite3)$|(?:^|/)node_modules/"
)
LARGEST = 600 * 1024


def faults_of(path: Path) -> Iterator[str]:
    shown = str(path.relative_to(ROOT))
    if FOREIGN.search(shown):
        yield f"{shown}: is made by a tool or belongs to others; let a tool put it in place instead."
        return
    if path.stat().st_size > LARGEST:
        yield f"{shown}: is larger than {LARGEST // 1024} KB."
    try:
        text = path.read_text()
    except UnicodeDecodeError:
        return
    for sentence, pattern in PATTERNS.items():
        if found := pattern.search(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{shown}:{line}: {sentence}: {found.group()!r}."


def faults() -> list[str]:
    """Everything in the project's files that should not be there."""
    return [fault for path in files() for fault in faults_of(path)]


def main() -> int:
    found = faults()
    print("\n".join(found) or "The tree is clean.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
