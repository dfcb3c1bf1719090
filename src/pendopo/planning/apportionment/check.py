"""Verifies a plan from the definitions of the methods, without using how it was found."""

from pendopo.planning.apportionment.check_seats import seats_faults
from pendopo.planning.apportionment.check_table import table_faults
from pendopo.planning.apportionment.problem import Problem, Seats
from pendopo.planning.apportionment.solution import Plan, SeatsPlan
from pendopo.planning.result import Fault, Goal, Verdict


def check(problem: Problem, plan: Plan) -> Verdict:
    """Every rule that the plan breaks, and the seats it gives, counted again."""
    task, answer = problem.task, plan.answer
    if isinstance(task, Seats):
        if not isinstance(answer, SeatsPlan):
            fault = Fault("kind of task", (), "The problem shares seats over units; the plan fills a table.")
            return Verdict((fault,), ())
        given = sum(line.seats for line in answer.lines)
        faults = tuple(seats_faults(task, problem.ties, answer))
    else:
        if isinstance(answer, SeatsPlan):
            fault = Fault("kind of task", (), "The problem fills a table; the plan shares seats over units.")
            return Verdict((fault,), ())
        given = sum(line.seats for line in answer.cells)
        faults = tuple(table_faults(task, problem.ties, answer))
    return Verdict(faults, (Goal("seats given", given, maximise=True),))
