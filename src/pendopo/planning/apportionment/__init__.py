"""Shares seats out over units, or over regions and groups at once; exact, with every tie named."""

from pendopo.planning.apportionment.check import check
from pendopo.planning.apportionment.explain import explain, summary
from pendopo.planning.apportionment.model import solve
from pendopo.planning.apportionment.problem import (
    Cell,
    Count,
    Floors,
    Group,
    Lot,
    Method,
    Order,
    Problem,
    Quorum,
    Region,
    Seats,
    Table,
    Unit,
)
from pendopo.planning.apportionment.solution import (
    CellLine,
    CellTie,
    GroupLine,
    Line,
    Place,
    Plan,
    RegionLine,
    SeatsPlan,
    Strongest,
    TablePlan,
    Tie,
)
from pendopo.planning.kinds import Kind

KIND = Kind("apportionment", Problem, Plan, solve, check, explain, summary)

__all__ = [
    "KIND",
    "Cell",
    "CellLine",
    "CellTie",
    "Count",
    "Floors",
    "Group",
    "GroupLine",
    "Line",
    "Lot",
    "Method",
    "Order",
    "Place",
    "Plan",
    "Problem",
    "Quorum",
    "Region",
    "RegionLine",
    "Seats",
    "SeatsPlan",
    "Strongest",
    "Table",
    "TablePlan",
    "Tie",
    "Unit",
    "check",
    "explain",
    "solve",
]
