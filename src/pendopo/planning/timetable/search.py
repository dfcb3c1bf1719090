"""Two searches on one timetable: one for the bound on the whole model, one that frees a few tracks at a time."""

import random
import threading
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from pendopo.planning.cpsat import Reader, search
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status
from pendopo.planning.timetable.best import Best, Found
from pendopo.planning.timetable.greedy import Rooming
from pendopo.planning.timetable.losses import losses
from pendopo.planning.timetable.model import Model
from pendopo.planning.timetable.pack import rooming_of
from pendopo.planning.timetable.terms import Seen

_ONE: Mapping[str, Any] = {"num_workers": 1}
# Cores prove fast where few terms are lost; the linear relaxation where many rooms and sessions are dear.
_CORES: Mapping[str, Any] = {"optimize_with_core": True, "linearization_level": 0, "num_workers": 1}
_RELAXATION: Mapping[str, Any] = {"linearization_level": 2, "num_workers": 1}
_EFFORT = 2.0  # CP-SAT's deterministic seconds for one neighbourhood
_PATIENCE = 0.25  # of the time: so long may a search for the bound stand still behind the other
_STALE = 300  # neighbourhoods without gain after which a deterministic search ends


class Whole:
    """The model of all tracks: lifts the bound, and finds timetables where it can."""

    def __init__(self, best: Best, parameters: Mapping[str, Any]) -> None:
        self.best, self.parameters = best, parameters
        self.fine: set[str] = set()
        self.timed = False
        self.bound, self.raised_at = 0, 0.0
        self.end = Watch(Limits(max(0.01, best.watch.left), 1, best.watch.limits.seed))

    def stop(self) -> None:
        self.end.cancel()

    def run(self, effort: float | None = None) -> None:
        """Search once; where that ends with a proof but not with the best, more is modelled the next time."""
        best = self.best
        model = Model(best.look, set(best.look.tracks), {}, best.known, self.fine, timed=self.timed)
        value = best.scale * model.score + sum(model.moves)
        model.cp.minimize(value)
        if best.found is not None:
            model.hint(best.found.rooming)
        answer = search(
            model.cp,
            self.end,
            goal="bound",
            parameters={**self.parameters, **({"max_deterministic_time": effort} if effort else {})},
            on_bound=self._hear,
            on_solution=lambda read: self._keep(model, read),
        )
        if answer.status is Status.INFEASIBLE:
            best.infeasible = True
        if answer.bound is not None:
            self._hear(answer.bound)
        if answer.status is Status.OPTIMAL and not best.settled:
            self._refine(*rooming_of(model, answer.value, seed=best.watch.limits.seed))

    def _hear(self, bound: int) -> None:
        if bound > self.bound:
            self.bound, self.raised_at = bound, self.best.watch.seconds
        self.best.raise_bound(bound)
        if self.best.settled:
            self.stop()

    def _keep(self, model: Model, read: Reader) -> None:
        rooming, unfit = rooming_of(model, read, seed=self.best.watch.limits.seed)
        if not unfit and self.best.consider(rooming) and self.best.settled:
            self.stop()

    def _refine(self, rooming: Rooming, unfit: list[str]) -> None:
        """What was left out matters: next time more talks choose rooms, and when all do, slots."""
        parallel = defaultdict(set)
        for talk, (session, room) in rooming.items():
            parallel[self.best.look.talks[talk].track, session].add(room)
        finer = self.fine | {track for (track, _), rooms in parallel.items() if len(rooms) > 1} | set(unfit)
        self.timed = finer == self.fine
        self.fine = finer


class Neighbourhoods:
    """Improves the best timetable: a few tracks or sessions are freed, everything else stays."""

    def __init__(self, best: Best, watch: Watch) -> None:
        self.best, self.watch = best, watch
        self.random = random.Random(best.watch.limits.seed)  # noqa: S311 - repeatable, guards nothing
        self.tracks, self.sessions = list(best.look.tracks), list(best.look.sessions)
        self.size = {"tracks": 4.0, "sessions": 2.0}
        self.stale = 0

    def run(self, rounds: int | None = None, until: float | None = None) -> None:
        """Search until the time is over, the best is settled, `rounds` are done or `until`, in seconds, is past."""
        while self.best.found and not self.watch.over and not self.best.settled and rounds != 0:
            if until is not None and self.best.watch.seconds > until:
                return
            self.step(self.best.found)
            rounds = None if rounds is None else rounds - 1

    def step(self, found: Found) -> None:
        """Free one neighbourhood; larger ones while they are solved to the end, smaller ones otherwise."""
        kind = "tracks" if self.random.random() < 0.7 or len(self.sessions) < 4 else "sessions"
        rooming = found.rooming
        model = self._some_tracks(found) if kind == "tracks" else self._some_sessions(rooming)
        model.hint(rooming)
        model.cp.minimize(self.best.scale * model.score + sum(model.moves))
        seed = self.random.randrange(2**31)
        limits = {
            "max_deterministic_time": _EFFORT,
            "random_seed": seed,
            "linearization_level": seed % 3,
            **_ONE,
        }
        answer = search(model.cp, self.watch, goal="neighbourhood", parameters=limits)
        self._resize(kind, answer.status)
        self.stale += 1
        if answer.status in (Status.OPTIMAL, Status.FEASIBLE):
            better, unfit = rooming_of(model, answer.value, seed=seed)
            if not unfit and self.best.consider(better):
                self.stale = 0

    def _resize(self, kind: str, status: Status) -> None:
        factor = 1.05 if status is Status.OPTIMAL else 0.93
        most = len(self.tracks) if kind == "tracks" else len(self.sessions)
        self.size[kind] = min(max(2.0, self.size[kind] * factor), float(most))

    def _some_tracks(self, found: Found) -> Model:
        free = self._chosen(found, int(self.size["tracks"]))
        return Model(self.best.look, free, found.rooming, self.best.known, ())

    def _chosen(self, found: Found, many: int) -> set[str]:
        """A track that loses much, others that stand in its way, and some by chance."""
        look = self.best.look
        blamed = losses(Seen(look.problem, found.plan, look))
        free: set[str] = set()
        if blamed:
            weights = [1 + min(loss.cost, 1000) for loss in blamed]
            free |= set(self.random.choices(blamed, weights)[0].tracks)
        cells = {cell: look.talks[talk].track for talk, cell in found.rooming.items()}
        near = self._neighbours(free, cells) if self.random.random() < 0.6 else []
        free |= set(near[: max(0, many - len(free))])
        others = [track for track in self.tracks if track not in free]
        self.random.shuffle(others)
        return free | set(others[: max(0, many - len(free))])

    def _neighbours(self, free: set[str], cells: Mapping[tuple[str, str], str]) -> list[str]:
        """Tracks in the sessions, or in the rooms, of the tracks that are free already."""
        side = self.random.randrange(2)
        touched = {cell[side] for cell, track in cells.items() if track in free}
        near = sorted({track for cell, track in cells.items() if cell[side] in touched} - free)
        self.random.shuffle(near)
        return near

    def _some_sessions(self, rooming: Rooming) -> Model:
        """All tracks of some sessions change places there; what they have elsewhere stays."""
        look = self.best.look
        chosen = set(self.random.sample(self.sessions, min(len(self.sessions), int(self.size["sessions"]))))
        free = {look.talks[talk].track for talk, (session, _room) in rooming.items() if session in chosen}
        model = Model(look, free, rooming, self.best.known, ())
        cells = {(look.talks[talk].track, *cell) for talk, cell in rooming.items()}
        for (talk, session), at in model.at.items():
            if session not in chosen:
                model.cp.add(at == (rooming[talk][0] == session))
        for key, held in model.held.items():
            if key[1] not in chosen:
                model.cp.add(held == (key in cells))
        return model


def side_by_side(best: Best) -> None:
    """Two threads search the whole model, for a while each in its own way, while this one improves the best."""
    failures: list[BaseException] = []
    wholes = [Whole(best, parameters) for parameters in (_CORES, _RELAXATION)]
    own = Watch(Limits(max(0.01, best.watch.left), 1, best.watch.limits.seed))

    def stop() -> None:
        for whole in wholes:
            whole.stop()
        own.cancel()

    def prove(whole: Whole) -> None:
        try:
            while not whole.end.over and not best.settled:
                whole.run()
        except BaseException as error:
            failures.append(error)
        if failures or best.settled:
            stop()

    threads = [threading.Thread(target=prove, args=(whole,), name="whole", daemon=True) for whole in wholes]
    with best.watch.stopping(stop):
        for thread in threads:
            thread.start()
        near, patience = Neighbourhoods(best, own), _PATIENCE * best.watch.limits.seconds
        while best.found and not own.over and not best.settled:
            near.run(until=best.watch.seconds + patience / 5)
            behind, ahead = sorted(wholes, key=lambda whole: whole.bound)
            if behind.bound < ahead.bound and best.watch.seconds - behind.raised_at > patience:
                behind.stop()
        stop()
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]


def in_turns(best: Best) -> None:
    """One thread: the whole model both ways and neighbourhoods, with growing effort; ends when nothing gets better."""
    wholes = [Whole(best, parameters) for parameters in (_CORES, _RELAXATION)]
    near, effort = Neighbourhoods(best, best.watch), 4.0
    with best.watch.stopping(wholes[0].stop), best.watch.stopping(wholes[1].stop):
        while not best.watch.over and not best.settled:
            for whole in wholes:
                if not best.settled:
                    whole.run(effort)
            near.run(20)
            effort *= 1.5
            if best.watch.limits.deterministic and near.stale >= _STALE:
                return
