"""What goes wrong outside a solve: a document that cannot be read, a solver that is not installed."""


class InvalidDocument(ValueError):
    """A document that is not what it says it is; `path` points at the place inside it ("$.meetings[3].slot")."""

    def __init__(self, reason: str, path: str = "$") -> None:
        super().__init__(f"{path}: {reason}")
        self.reason, self.path = reason, path


class SolverMissing(RuntimeError):
    """The optional solver packages are not installed."""

    def __init__(self) -> None:
        super().__init__('Solving needs OR-Tools: pip install "pendopo[solver]".')
