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


LOCKING = sorted(path for path in PACKAGE.rglob("*.py") if "select_for_update(" in path.read_text())


@pytest.mark.parametrize("path", LOCKING, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_whoever_locks_a_row_lets_others_refer_to_it(path):
    """A full lock of a convening would stop every insert that names it; two such waits make a deadlock."""
    locks = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "select_for_update"
    ]

    assert [ast.unparse(one) for one in locks if "no_key=True" not in ast.unparse(one)] == []
