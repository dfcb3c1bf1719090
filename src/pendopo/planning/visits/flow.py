"""Exact plans by minimum-cost flow, where groups only have an upper capacity.

People, groups, hosts and a sink; one unit runs from every person, past the groups or straight to the sink. Levels are
packed into one cost as digits of a number with base n + 1, as many as fit; then the network is narrowed to the flows
that are optimal so far and the next levels follow. By complementary slackness those are the flows that use no arc of
positive reduced cost and fill every arc of negative reduced cost, for any optimal potentials (R. K. Ahuja, T. L.
Magnanti, J. B. Orlin, "Network Flows", 1993, chapters 9 and 11).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from ortools.graph.python import min_cost_flow

from pendopo.planning.visits.levels import UNPLACED, Level, outcome_of
from pendopo.planning.visits.problem import Problem, suits
from pendopo.planning.visits.solution import Place, Plan

_LARGEST_COST = 2**61  # of any path, in the 64-bit numbers of the solver
Array = np.ndarray


def applies(problem: Problem) -> bool:
    """Whether the problem is a flow: no rule ties people to each other."""
    free = all(group.lower <= 1 and not group.facilitators for _site, group in problem.groups)
    return free and not (problem.mixes or problem.pairs or problem.vehicles)


@dataclass
class Network:
    """Arcs as arrays of equal length; `outcome` is what a person gets by an arc, 0 where none is decided."""

    tail: Array
    head: Array
    capacity: Array
    outcome: Array
    decides: Array
    supply: Array
    group: list[str] = field(default_factory=list)

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.supply)


def solve(problem: Problem, levels: Sequence[Level]) -> Plan:
    """A plan that is optimal on every level."""
    network = _network(problem)
    fixed = np.zeros(len(network.tail), dtype=np.int64)
    flow, rest = fixed, list(levels)
    while rest:
        packed, rest = _packed(network, rest, len(problem.people))
        flow = _flow(network, packed)
        fixed += _narrow(network, packed, flow)
    flow = fixed + _flow(network, np.zeros(len(network.tail), dtype=np.int64))
    taken = np.flatnonzero((flow > 0) & network.decides)
    places = []
    for arc in taken:
        head = int(network.head[arc]) - len(problem.people)
        if head < len(network.group):
            places.append(Place(problem.people[int(network.tail[arc])].id, network.group[head]))
    return Plan(tuple(sorted(places, key=lambda place: place.person)))


def _network(problem: Problem) -> Network:
    """Nodes: people, groups, hosts, sink."""
    people, groups = problem.people, problem.groups
    first_host = len(people) + len(groups)
    host = {one.id: first_host + n for n, one in enumerate(problem.hosts)}
    sink = first_host + len(host)
    arcs: list[tuple[int, int, int, int, bool]] = []
    for p, person in enumerate(people):
        ranks = {site: rank for rank, tied in enumerate(person.choices, 1) for site in tied}
        arcs.append((p, sink, 1, UNPLACED, True))
        for g, (site, group) in enumerate(groups):
            rank = outcome_of(ranks, site.id)
            if (rank or problem.everyone) and suits(person, group):
                arcs.append((p, len(people) + g, 1, rank, True))
    for g, (site, group) in enumerate(groups):
        arcs.append((len(people) + g, host.get(site.host, sink), group.upper, 0, False))
    arcs += [(host[one.id], sink, one.upper, 0, False) for one in problem.hosts]
    columns = [np.array(column) for column in zip(*arcs, strict=True)]
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[: len(people)], supply[sink] = 1, -len(people)
    tail, head, capacity, outcome, decides = columns
    names = [group.id for _site, group in groups]
    return Network(tail, head, capacity, outcome, decides.astype(bool), supply, names)


def _packed(network: Network, levels: list[Level], people: int) -> tuple[Array, list[Level]]:
    """Costs of as many levels as fit into one number, and the levels that are left."""
    cost, base, taken = np.zeros(len(network.tail), dtype=np.int64), people + 1, 0
    while taken < len(levels) and base ** (taken + 1) * 4 * network.nodes < _LARGEST_COST:
        gain = np.array([levels[taken].gain(one) for one in network.outcome.tolist()], dtype=np.int64)
        cost = cost * base - np.where(network.decides, gain, 0)
        taken += 1
    if not taken:
        raise ValueError(f"{people} people are more than the numbers of the flow solver can hold.")
    return cost, levels[taken:]


def _flow(network: Network, cost: Array) -> Array:
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(network.tail, network.head, network.capacity, cost)
    solver.set_nodes_supplies(np.arange(network.nodes), network.supply)
    if solver.solve() != solver.OPTIMAL:
        raise ArithmeticError("The flow solver gave up on a network that has a flow.")
    return np.asarray(solver.flows(np.arange(len(network.tail))), dtype=np.int64)


def _narrow(network: Network, cost: Array, flow: Array) -> Array:
    """Leave only optimal flows; returns what runs for certain through arcs that must be full, now taken out."""
    potential = _potentials(network, cost, flow)
    reduced = cost + potential[network.tail] - potential[network.head]
    full = np.where(reduced < 0, network.capacity, 0)
    network.capacity = np.where(reduced == 0, network.capacity, 0)
    np.subtract.at(network.supply, network.tail, full)
    np.add.at(network.supply, network.head, full)
    return full


def _potentials(network: Network, cost: Array, flow: Array) -> Array:
    """Shortest distances in the residual network, from a node joined to all at no cost (Bellman and Ford)."""
    ahead, back = flow < network.capacity, flow > 0
    tail = np.concatenate([network.tail[ahead], network.head[back]])
    head = np.concatenate([network.head[ahead], network.tail[back]])
    length = np.concatenate([cost[ahead], -cost[back]])
    distance = np.zeros(network.nodes, dtype=np.int64)
    for _round in range(network.nodes + 1):
        nearer = distance.copy()
        np.minimum.at(nearer, head, distance[tail] + length)
        if np.array_equal(nearer, distance):
            return distance
        distance = nearer
    raise ArithmeticError("The flow solver returned a flow that is not optimal.")
