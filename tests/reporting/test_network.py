"""Which actors are drawn, and how they are joined."""

from __future__ import annotations

from eventcoder.reporting.counts import Tally
from eventcoder.reporting.network import EDGES, NODES, Network, network


def test_both_directions_are_one_line() -> None:
    found = network([Tally(("A", "B"), (0, 2, 0, 0, 1)), Tally(("B", "A"), (0, 0, 0, 1, 1)), Tally(("B", "C"), (0, 1, 0, 0, 0))])
    assert [(edge.one.name, edge.other.name, edge.count, edge.conflict, edge.kind) for edge in found.edges] == [
        ("A", "B", 5, 3, "mostly conflict"),
        ("B", "C", 1, 0, "mostly cooperation"),
    ]
    assert [(node.name, node.count) for node in found.nodes] == [("B", 6), ("A", 5), ("C", 1)]


def test_the_same_pairs_are_drawn_the_same_and_apart() -> None:
    pairs = [Tally((one, other), (0, 1, 0, 0, 0)) for one, other in ("AB", "BC", "DE")]
    found = network(pairs)
    assert found == network(pairs[::-1])
    assert len({(round(node.x, 1), round(node.y, 1)) for node in found.nodes}) == 5


def test_only_the_most_active_are_drawn() -> None:
    found = network([Tally((f"A{one:02}", f"A{other:02}"), (0, 1, 0, 0, 0)) for one in range(NODES + 4) for other in range(one)])
    assert (len(found.nodes), len(found.edges), found.left_out) == (NODES, EDGES, 4)


def test_nobody() -> None:
    assert network([]) == Network()
