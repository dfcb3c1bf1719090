"""Solves a timetable: a first one at once, then two searches until proof, limit or cancellation."""

import msgspec

from pendopo.planning.cpsat import NAME, search
from pendopo.planning.limits import Watch
from pendopo.planning.result import Goal, Result, Status
from pendopo.planning.timetable.best import Best
from pendopo.planning.timetable.check import SCORE, check
from pendopo.planning.timetable.greedy import Greedy
from pendopo.planning.timetable.lookup import Lookup
from pendopo.planning.timetable.model import Model
from pendopo.planning.timetable.pack import rooming_of
from pendopo.planning.timetable.problem import Problem
from pendopo.planning.timetable.search import in_turns, side_by_side
from pendopo.planning.timetable.solution import Plan

MOVES = "talks that move"
# What may be left out to find the rules in conflict: each maker takes a rule out of the problem.
_RULES = ("pins", "cells", "rooms suit")


def solve(problem: Problem, watch: Watch | None = None, before: Plan | None = None) -> Result[Plan]:
    """The timetable of least score; with `before`, of those the one that moves fewest of its talks."""
    watch = watch or Watch()
    look = Lookup(problem)
    known = {place.talk: place for place in before.places if place.talk in look.talks} if before else {}
    best = Best(look, watch, known)
    if before is not None and check(problem, before).holds:
        best.keep(before)
    for by_number in (False, True) if problem.weights.order else (False,):
        rooming = Greedy(look, by_number=by_number).run(known or look.released)
        if rooming is not None:
            best.consider(rooming)
    if best.found is None:
        _first(best)
    if best.found is not None and not best.settled:
        (in_turns if watch.limits.threads == 1 else side_by_side)(best)
    return _result(best, problem, before is not None)


def _first(best: Best) -> None:
    """Any timetable, by CP-SAT; where talks do not fit into rooms or slots, more of the rules are modelled."""
    fine: set[str] = set()
    timed = False
    while not best.watch.over:
        model = Model(best.look, set(best.look.tracks), {}, best.known, fine, timed=timed)
        answer = search(model.cp, best.watch, goal="first")
        if answer.status is Status.INFEASIBLE:
            best.infeasible = True
        if answer.status not in (Status.OPTIMAL, Status.FEASIBLE):
            return
        rooming, unfit = rooming_of(model, answer.value, seed=best.watch.limits.seed)
        if timed or (not unfit and best.consider(rooming)):
            best.consider(rooming)
            return
        fine, timed = fine | set(unfit), not unfit


def _result(best: Best, problem: Problem, repaired: bool) -> Result[Plan]:
    watch = best.watch
    stopped = not best.settled and watch.over
    if best.found is None:
        status = Status.INFEASIBLE if best.infeasible else Status.UNKNOWN
        conflict = conflicts(problem, watch) if best.infeasible else ()
        return Result(
            status, None, (), watch.seconds, watch.limits.seed, NAME, status is Status.UNKNOWN, conflict
        )
    found = best.found
    proved = found.value <= best.bound
    least = min(best.bound // best.scale, found.score)
    goals = [Goal(SCORE, found.score, least)]
    if repaired:
        moves = best.bound - least * best.scale if least == found.score else 0
        goals.append(Goal(MOVES, found.moves, min(moves, found.moves)))
    status = Status.OPTIMAL if proved else Status.FEASIBLE
    return Result(status, found.plan, tuple(goals), watch.seconds, watch.limits.seed, NAME, stopped)


def conflicts(problem: Problem, watch: Watch) -> tuple[str, ...]:
    """Rules that cannot be kept together, none of which could be left out; slots and rooms are always among them."""
    needed = list(_RULES)
    for rule in _RULES:
        without = [one for one in needed if one != rule]
        if _impossible(_with_only(problem, without), watch):
            needed = without
    return ("within the session", "one track", *needed)


def _with_only(problem: Problem, rules: list[str]) -> Problem:
    changes: dict[str, tuple[()] | int | None] = {}
    if "pins" not in rules:
        changes |= {"session": None, "room": None, "slot": None}
    if "rooms suit" not in rules:
        changes |= {"needs": (), "people": 0}
    talks = tuple(msgspec.structs.replace(talk, **changes) for talk in problem.talks)
    cells = problem.cells if "cells" in rules else ()
    return msgspec.structs.replace(problem, talks=talks, cells=cells)


def _impossible(problem: Problem, watch: Watch) -> bool:
    """Whether no timetable keeps the rules that are left."""
    look = Lookup(problem)
    model = Model(look, set(look.tracks), {}, {}, (), timed=True)
    return search(model.cp, watch, goal="conflict").status is Status.INFEASIBLE
