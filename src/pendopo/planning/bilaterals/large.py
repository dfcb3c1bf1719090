"""Large days of wishes: choose by a relaxation, place slot by slot, exchange for weight, then anneal for breaks."""

import math
import random

from pendopo.planning.bilaterals.board import Board
from pendopo.planning.bilaterals.check import ACCEPTS, BREAKS, MUSTS, WANTS
from pendopo.planning.bilaterals.model import plan_of
from pendopo.planning.bilaterals.relaxation import Relaxation, relax
from pendopo.planning.bilaterals.solution import Plan
from pendopo.planning.bilaterals.times import Times
from pendopo.planning.limits import Watch

MANY = 40_000  # pairs of a meeting and a slot from which on this way is taken
_MOVES = 400_000  # of the annealing
_ROUNDS = 30  # of exchanges without a gain
_TIRED = 1e-3  # the temperature at the end


def is_large(times: Times) -> bool:
    """Whether a problem is planned here: many wishes, and every party in one meeting at a time."""
    if any(party.at_once > 1 for party in times.problem.parties):
        return False
    return any(map(times.optional, times.problem.meetings)) and sum(map(len, times.slots.values())) > MANY


def levels(times: Times) -> dict[str, dict[str, int]]:
    """Goal -> meeting -> weight, for the goals that count meetings held."""
    meetings = times.problem.meetings
    made = {
        MUSTS: {one.id: 1 for one in meetings if one.kind == "must" and times.optional(one)},
        WANTS: {one.id: one.weight for one in meetings if one.kind == "want"},
        ACCEPTS: {one.id: one.weight for one in meetings if one.kind == "accept"},
    }
    return {goal: weights for goal, weights in made.items() if weights}


class Large:
    """One solve of a large day. `plan` is None as long as not every must has a place."""

    def __init__(self, times: Times, watch: Watch, before: Plan | None) -> None:
        self.times, self.watch, self.board = times, watch, Board(times)
        self.levels = levels(times)
        self.home = {} if before is None else {one.meeting: one.slot for one in before.meetings}
        self.rng = random.Random(watch.limits.seed)  # noqa: S311
        self.worth = self._worth()
        self.relaxation: Relaxation | None = None

    def run(self) -> Plan | None:
        """The plan, or None where a must found no place."""
        self.relaxation = relax(self.times, self.levels)
        chosen = self._chosen()
        self._place(sorted(chosen, key=self._difficulty))
        self._place(sorted(set(self.worth) - chosen, key=lambda one: (-self.worth[one], one)))
        if any(
            not self.times.optional(one) and one.id not in self.board.slot
            for one in self.times.problem.meetings
        ):
            return None
        self._report()
        self._exchange()
        self._anneal()
        self._keep_spread()
        self._fill()
        return plan_of(self.times, self.board.slot, {})

    def bounds(self, values: dict[str, int]) -> dict[str, int | None]:
        """For each goal a bound that is known, given what the plan reaches; later ones need the first at its best."""
        found: dict[str, int | None] = {BREAKS: 0}
        for goal, bound in self.relaxation.bounds.items() if self.relaxation else ():
            found[goal] = bound
            if values[goal] != bound:
                break
        return found

    def _worth(self) -> dict[str, int]:
        """One number for each meeting, in which one of an earlier goal outweighs all of a later one."""
        worth: dict[str, int] = {}
        unit = 1
        for weights in reversed(list(self.levels.values())):
            worth |= {name: weight * unit for name, weight in weights.items()}
            unit += unit * sum(weights.values())
        worth |= {one.id: unit for one in self.times.problem.meetings if not self.times.optional(one)}
        return {name: value for name, value in worth.items() if self.times.slots[name]}

    def _chosen(self) -> set[str]:
        """The meetings that the relaxation holds for the most part, or all that have to be."""
        share = self.relaxation.share if self.relaxation else {}
        musts = {one.id for one in self.times.problem.meetings if not self.times.optional(one)}
        return musts | {name for name, part in share.items() if part > 0.5}

    def _difficulty(self, meeting: str) -> tuple[bool, int, int, str]:
        parties = self.times.meetings[meeting].parties
        degree = sum(len(self.times.of[party]) for party in parties)
        return (
            self.times.optional(self.times.meetings[meeting]),
            len(self.times.slots[meeting]),
            -degree,
            meeting,
        )

    def _place(self, meetings: list[str]) -> None:
        for meeting in meetings:
            home = self.home.get(meeting)
            if home is not None and self.board.fits(meeting, home):
                self.board.put(meeting, home)
        for meeting in meetings:
            if self.watch.cancelled:
                return
            if meeting not in self.board.slot and sum(map(len, self.board.held)) < sum(self.board.places):
                self.board.place(meeting, self.rng)

    def _report(self) -> None:
        for goal, weights in self.levels.items():
            value = sum(weights.get(name, 0) for name in self.board.slot)
            self.watch.report(goal, value, self.relaxation.bounds[goal] if self.relaxation else None)
            if self.relaxation and value != self.relaxation.bounds[goal]:
                return

    def _exchange(self) -> None:
        """Put a meeting in place of lighter ones that are in its way; try to place those again elsewhere."""
        end = self.watch.seconds + self.watch.left / 3
        idle = 0
        while idle < _ROUNDS and not self.watch.over and self.watch.seconds < end and not self._at_bound():
            out = sorted(set(self.worth) - set(self.board.slot), key=lambda one: (-self.worth[one], one))
            gained = False
            for meeting in out:
                if meeting not in self.board.slot:
                    gained |= self._force(meeting)
                if self.watch.cancelled or self.watch.seconds > end:
                    break
            idle = 0 if gained else _ROUNDS
            self._report()

    def _at_bound(self) -> bool:
        return self.relaxation is not None and all(
            sum(weights.get(name, 0) for name in self.board.slot) == self.relaxation.bounds[goal]
            for goal, weights in self.levels.items()
        )

    def _force(self, meeting: str) -> bool:
        best: tuple[int, int, list[str]] | None = None
        for slot in self.times.slots[meeting]:
            gone = {
                self.board.sits[one][slot]
                for one in self.times.meetings[meeting].parties
                if slot in self.board.sits[one]
            }
            if not gone and self.board.plain and len(self.board.held[slot]) >= self.board.places[slot]:
                gone = (
                    {min(self.board.held[slot], key=lambda one: (self.worth[one], one))}
                    if self.board.held[slot]
                    else set()
                )
            loss = sum(self.worth[one] for one in gone)
            if loss < self.worth[meeting] and (best is None or loss < best[0]):
                best = loss, slot, sorted(gone)
        if best is None:
            return False
        _, slot, gone_now = best
        places = {one: self.board.take(one) for one in gone_now}
        if not self.board.fits(meeting, slot):
            for one, at in places.items():
                self.board.put(one, at)
            return False
        self.board.put(meeting, slot)
        for one in gone_now:
            self.board.place(one, self.rng)
        return True

    def _anneal(self) -> None:
        """Trade slots along chains at random; fewer breaks are taken always, more of them ever more rarely."""
        board, rng = self.board, self.rng
        meetings = sorted(board.slot)
        if not meetings:
            return
        slots = self.times.problem.slots
        for step in range(_MOVES):
            if step % 256 == 0 and (self.watch.over or self.watch.left < 1.5):
                return
            meeting = meetings[rng.randrange(len(meetings))]
            here, there = board.slot[meeting], self._target(meeting, slots)
            if there == here or there not in board.allowed[meeting]:
                continue
            chain = board.chain(meeting, there)
            if len(chain) > 12:
                continue
            touched = {party for one in chain for party in board.parties[one]}
            old = self._cost(chain, touched)
            if not board.trade(chain, here, there):
                continue
            worse = self._cost(chain, touched) - old
            heat = max(_TIRED, 0.5 * (1 - step / _MOVES))
            if worse > 0 and rng.random() >= math.exp(-worse / heat):
                board.trade(chain, there, here)
            if step % 20_000 == 0:
                self.watch.report(BREAKS, sum(map(board.breaks, board.sits)), 0)

    def _target(self, meeting: str, slots: int) -> int:
        """Often a slot beside another meeting of one of its parties, otherwise any."""
        if self.rng.random() < 0.2:
            return self.rng.randrange(slots)
        parties = self.board.parties[meeting]
        sits = list(self.board.sits[parties[self.rng.randrange(len(parties))]])
        beside = sits[self.rng.randrange(len(sits))] + self.rng.choice((-1, 1))
        return min(max(beside, 0), slots - 1)

    def _cost(self, chain: list[str], parties: set[str]) -> float:
        breaks = [self.board.breaks(party) for party in parties]
        spread = self.times.problem.spread
        over = 0 if spread is None else sum(max(0, number - spread) for number in breaks)
        away = sum(self.board.slot[one] != self.home[one] for one in chain if one in self.home)
        return sum(breaks) + 3 * over + 0.01 * away

    def _keep_spread(self) -> None:
        """Where a party still has more breaks than the spread, its lightest optional meetings go."""
        spread = self.times.problem.spread
        if spread is None:
            return
        while True:
            over = [one for one in self.board.sits if self.board.breaks(one) > spread]
            gone = [
                name
                for party in over[:1]
                for name in self.board.sits[party].values()
                if self.times.optional(self.times.meetings[name])
            ]
            if not gone:
                return
            self.board.take(min(gone, key=lambda one: (self.worth[one], one)))

    def _fill(self) -> None:
        """Places that came free take whatever fits without a new break beyond the spread."""
        spread = self.times.problem.spread
        for meeting in sorted(
            set(self.worth) - set(self.board.slot), key=lambda one: (-self.worth[one], one)
        ):
            for slot in self.times.slots[meeting]:
                if self.board.fits(meeting, slot):
                    self.board.put(meeting, slot)
                    if spread is None or all(
                        self.board.breaks(one) <= spread for one in self.board.parties[meeting]
                    ):
                        break
                    self.board.take(meeting)
