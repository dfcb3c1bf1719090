"""Facts about the code that no single test would notice."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "pendopo"
ACTIONS = sorted([*PACKAGE.glob("*/actions.py"), *PACKAGE.glob("*/actions/*.py")])


def calls(function: ast.FunctionDef) -> set[str]:
    """Names of the functions that `function` calls directly."""
    found = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {getattr(f, "id", None) or getattr(f, "attr", "") for f in found}


def is_atomic(function: ast.FunctionDef) -> bool:
    return any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list) or any(
        isinstance(node, ast.With) and "atomic" in ast.unparse(node.items[0]) for node in ast.walk(function)
    )


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_an_action_that_writes_an_event_is_one_transaction(path):
    tree = ast.parse(path.read_text())
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    loose = [
        f.name for f in functions if "record" in calls(f) and not f.name.startswith("_") and not is_atomic(f)
    ]

    assert loose == []
