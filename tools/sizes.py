"""Names files and functions too long to be read in one go, and modules named after nothing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 400
FUNCTION_LINES = 50
TEMPLATE_LINES = 120
NAMELESS = {"utils", "util", "helpers", "helper", "misc"}


def files() -> list[Path]:
    """Files that belong to the project: known to git, or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for name in sorted(set(names)) if (path := ROOT / name).is_file()]


def faults_of_python(path: Path, shown: str, text: str) -> Iterator[str]:
    if path.stem in NAMELESS:
        yield f"{shown}: name the module after what it does, not {path.stem!r}."
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            # From the first statement on: a long list of keywords is not what makes a function hard to read.
            length = (node.end_lineno or node.lineno) - node.body[0].lineno + 1
            if length > FUNCTION_LINES:
                yield f"{shown}:{node.lineno}: {node.name} has {length} lines; {FUNCTION_LINES} are allowed."


def main() -> int:
    faults: list[str] = []
    for path in files():
        if path.suffix not in {".py", ".js", ".css", ".html"} or "migrations" in path.parts:
            continue
        text = path.read_text()
        shown, lines = str(path.relative_to(ROOT)), text.count("\n")
        if path.suffix != ".css" and lines > FILE_LINES:
            faults.append(f"{shown}: {lines} lines; {FILE_LINES} are allowed. Split it by noun.")
        if path.suffix == ".html" and lines > TEMPLATE_LINES:
            print(f"note: {shown} has {lines} lines; {TEMPLATE_LINES} read well.")
        if path.suffix == ".py":
            faults.extend(faults_of_python(path, shown, text))
    print("\n".join(faults) or "Sizes are fine.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
