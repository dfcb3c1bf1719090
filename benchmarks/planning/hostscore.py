"""Choice of a host: random candidates from a seed; every interval end is tried one step inside and one beyond.

python benchmarks/planning/hostscore.py [DIRECTORY]        there are no published instances; the folder is not read
"""

import random
import resource
import sys
import time
from fractions import Fraction

from pendopo.planning.hostscore import Candidate, Criterion, Plan, Problem, check, solve
from pendopo.planning.hostscore.check import leaders

SIZES = ((3, 5), (5, 10), (6, 10), (8, 6), (8, 30), (10, 100))
STEP = Fraction(1, 10**9)


def made(criteria: int, candidates: int, seed: int = 1) -> Problem:
    """Scores from 1 to 5 in sixths, weights from 5 to 40."""
    rng = random.Random(seed)
    weighed = tuple(Criterion(f"c{i}", Fraction(rng.randrange(5, 41))) for i in range(criteria))
    scored = (
        Candidate(f"k{i}", {c.code: Fraction(rng.randrange(6, 31), 6) for c in weighed})
        for i in range(candidates)
    )
    return Problem(weighed, tuple(scored))


def inexact_ends(problem: Problem, plan: Plan) -> int:
    """How many ends do not part today's winner from the next by a step on either side."""
    wrong, winners = 0, frozenset(plan.winners)
    for found in plan.ranges:
        for end, sign in ((found.low, -1), (found.high, 1)):
            if end.at is None or not end.then:
                continue
            inside, beyond = (leaders(problem, found.criterion, end.at + sign * s) for s in (-STEP, STEP))
            wrong += beyond == winners or (end.at != found.weight and inside != winners)
    return wrong


def main() -> int:
    print("| criteria × candidates | ends not exact | shares | seconds (wall / CPU) | peak MiB | check |")
    print("|---|---|---|---|---|---|")
    fine = True
    for criteria, candidates in SIZES:
        problem = made(criteria, candidates)
        start, cpu = time.perf_counter(), time.process_time()
        plan = solve(problem).plan
        cpu, wall = time.process_time() - cpu, time.perf_counter() - start
        wrong, verdict = inexact_ends(problem, plan), check(problem, plan)
        found = plan.weightings
        worst = max(share.standard_error for share in found.shares)
        shares = "exact" if found.exact else f"estimate, error at most {worst:.2%}"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        held = "holds" if verdict.holds else "BROKEN"
        print(
            f"| {criteria} × {candidates} | {wrong} | {shares} | {wall:.2f} / {cpu:.2f} | {peak} | {held} |",
            flush=True,
        )
        fine &= not wrong and verdict.holds
    print(f"\nReach {'met' if fine else 'MISSED'}: one step beyond each end the winner changes.")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
