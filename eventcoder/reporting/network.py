"""Who has to do with whom, as a graph that is laid out on a plane."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import attrs

from eventcoder.packages import require
from eventcoder.reporting.counts import Tally

NODES, EDGES = 24, 60  # that are drawn at most: more cannot be read
SEED, ROUNDS, SPREAD = 1, 500, 1.0
STRONG = 3.0  # what holds the commonest pair together
WEAK = 0.12  # what holds actors together that have nothing between them, so that the parts of the graph stay side by side
CONFLICT = (3, 4)  # quad classes


@attrs.frozen
class Node:
    """An actor.

    Args:
        name: its code.
        count: in how many events it is.
        x: where it is drawn, from -1 to 1.
        y: the same, upwards.
    """

    name: str
    count: int
    x: float
    y: float


@attrs.frozen
class Edge:
    """Two actors with events between them.

    Args:
        one: the first.
        other: the second.
        count: how many events, in both directions.
        conflict: how many of them are of conflict.
    """

    one: Node
    other: Node
    count: int
    conflict: int

    @property
    def kind(self) -> str:
        """Whether there is more conflict or more cooperation between them."""
        return "mostly conflict" if 2 * self.conflict > self.count else "mostly cooperation"


@attrs.frozen
class Network:
    """The most active actors.

    Args:
        nodes: the actors, the most active first.
        edges: what is between them.
        left_out: how many actors are not drawn.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    left_out: int = 0


def network(pairs: Sequence[Tally]) -> Network:
    """Lay out the actors with most events, and the commonest pairs of them.

    Args:
        pairs: events by pair of actors.

    Returns:
        The graph; the same pairs always give the same.
    """
    both = Counter[tuple[str, str]]()
    conflict = Counter[tuple[str, str]]()
    active = Counter[str]()
    for pair in pairs:
        one, other = sorted(pair.keys)
        both[one, other] += pair.count
        conflict[one, other] += sum(pair.quads[quad] for quad in CONFLICT)
        active.update({one: pair.count, other: pair.count})
    drawn = {name for name, _ in sorted(active.items(), key=lambda item: (-item[1], item[0]))[:NODES]}
    kept = [keys for keys, _ in sorted(both.items(), key=lambda item: (-item[1], item[0])) if drawn.issuperset(keys)][:EDGES]
    names = sorted({name for keys in kept for name in keys}, key=lambda name: (-active[name], name))
    if not names:
        return Network()
    places = _layout(names, kept, both)
    nodes = {name: Node(name, active[name], *places[name]) for name in names}
    edges = tuple(Edge(nodes[one], nodes[other], both[one, other], conflict[one, other]) for one, other in kept)
    return Network(tuple(nodes.values()), edges, len(active) - len(names))


def _layout(names: Sequence[str], kept: Sequence[tuple[str, str]], both: Counter[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    library = require("networkx", "report", purpose="a report")
    graph = library.Graph()
    graph.add_weighted_edges_from((one, other, WEAK) for one, other in itertools.combinations(names, 2))
    most = max(both[keys] for keys in kept)
    graph.add_weighted_edges_from((*keys, STRONG * (both[keys] / most) ** 0.5) for keys in kept)
    found = library.spring_layout(graph, k=SPREAD, iterations=ROUNDS, seed=SEED)
    return {name: (round(float(x), 3), round(float(y), 3)) for name, (x, y) in found.items()}
