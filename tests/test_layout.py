"""Places: the same each time, apart from each other, close to neighbours."""

import itertools
import math
import time

import networkx
import pytest

from kg.layout import positions


def network(edges: list[tuple[str, str]], nodes: list[str] | None = None) -> networkx.MultiDiGraph:
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from(nodes or [])
    graph.add_edges_from(edges, quiet=False)
    return graph


def tree(count: int) -> networkx.MultiDiGraph:
    return network([(f"n{number // 3:04}", f"n{number:04}") for number in range(1, count)])


def test_order_of_nodes_and_edges_does_not_show() -> None:
    graph = tree(60)
    turned = network(list(graph.edges())[::-1], sorted(graph, reverse=True))
    assert positions(graph) == positions(turned)


@pytest.mark.parametrize(
    "graph",
    [
        network([], ["alone"]),
        network([("a", "a")]),
        network([("a", "b"), ("a", "b"), ("b", "a")]),
        network([("a", "b"), ("c", "d")], ["e", "f"]),
        tree(150),
        network([("hub", f"leaf{number}") for number in range(80)]),
    ],
)
def test_every_node_has_a_place_of_its_own(graph: networkx.MultiDiGraph) -> None:
    places = positions(graph)
    assert places.keys() == set(graph)
    for one, other in itertools.combinations(places.values(), 2):
        assert abs(one[0] - other[0]) > 50 or abs(one[1] - other[1]) > 30


def test_no_nodes_no_places() -> None:
    assert positions(network([])) == {}


def test_neighbours_are_nearer_than_others() -> None:
    ring = [(f"n{number:02}", f"n{(number + 1) % 40:02}") for number in range(40)]
    places = positions(network(ring))
    near = [math.dist(places[one], places[other]) for one, other in ring]
    far = [math.dist(one, other) for one, other in itertools.combinations(places.values(), 2)]
    assert max(near) < sum(far) / len(far)


def test_components_do_not_overlap() -> None:
    graph = tree(40)
    for number in range(6):
        graph.add_edges_from([(f"x{number}", f"y{number}"), (f"y{number}", f"z{number}")], quiet=False)
    places = positions(graph)
    boxes = []
    for group in networkx.weakly_connected_components(graph):
        xs, ys = zip(*(places[node] for node in group), strict=True)
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for one, other in itertools.combinations(boxes, 2):
        assert one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]


def test_quiet_edges_pull_less() -> None:
    def distance(quiet: bool) -> float:
        graph = network(
            [("a", f"b{number}") for number in range(6)] + [("c", f"d{number}") for number in range(6)]
        )
        graph.add_edge("a", "c", quiet=quiet)
        places = positions(graph)
        return math.dist(places["a"], places["c"])

    assert distance(True) > distance(False)


@pytest.mark.slow
def test_two_thousand_nodes_take_seconds() -> None:
    graph = tree(2000)
    began = time.process_time()
    positions(graph)
    assert time.process_time() - began < 30
