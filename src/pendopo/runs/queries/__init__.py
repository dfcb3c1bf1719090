"""Reads of this room; none of them loads the documents of more than one run."""

from pendopo.runs.queries.access import access_other, access_run
from pendopo.runs.queries.run import Comparison, Line, compare, others_of, runs_for

__all__ = ["Comparison", "Line", "access_other", "access_run", "compare", "others_of", "runs_for"]
