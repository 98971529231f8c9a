"""Where the nodes of a network stand: computed beforehand, the same for the same network on every machine.

Force-directed after Fruchterman and Reingold (1991), one component after another, packed on shelves. Only sums,
products and square roots are used, in a fixed order, which IEEE 754 makes exact: no seed, no linear algebra library.
"""

import math
from collections.abc import Sequence
from typing import Final

import networkx  # type: ignore[import-untyped]
import numpy
from numpy.typing import NDArray

Array = NDArray[numpy.float64]

_LENGTH: Final = 110.0  # the length an edge strives for
_NEAR: Final = 1 / (4 * _LENGTH) ** 2  # far nodes hardly push each other, so that the whole stays together
_GAP: Final = 90.0  # between components
_SHAPE: Final = (1.3, 0.85)  # screens are wider than high
_WIDTH: Final = 105.0  # of the box that a node and its label need
_HEIGHT: Final = 62.0
_BLOCK: Final = 1 << 17  # pairs of nodes looked at together: few enough for the processor's cache
_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))


def positions(graph: networkx.MultiDiGraph) -> dict[str, tuple[int, int]]:
    """The place of every node. Edges marked ``quiet`` pull a fifth as strong as others."""
    weights: dict[tuple[str, str], float] = {}
    for source, target, quiet in sorted(graph.edges(data="quiet", default=False)):
        pair = (source, target) if source < target else (target, source)
        weights[pair] = max(weights.get(pair, 0.0), 0.2 if quiet else 1.0)
    groups = [sorted(group) for group in networkx.connected_components(networkx.Graph(graph))]
    groups.sort(key=lambda group: (-len(group), group))
    placed = [_component(group, weights) for group in groups]
    corners = _packed([part.max(axis=0) if len(part) else part for part in placed])
    return {
        node: (round(float(x + left)), round(float(y + top)))
        for group, part, (left, top) in zip(groups, placed, corners, strict=True)
        for node, (x, y) in zip(group, part, strict=True)
    }


def _component(nodes: Sequence[str], weights: dict[tuple[str, str], float]) -> Array:
    """The places of the nodes of one component, the smallest coordinates 0."""
    index = {node: number for number, node in enumerate(nodes)}
    pairs = [
        (index[one], index[other], weight)
        for (one, other), weight in weights.items()
        if one in index and one != other
    ]
    ends = numpy.array([pair[:2] for pair in pairs], dtype=numpy.int64).reshape(-1, 2)
    pull = numpy.array([pair[2] for pair in pairs], dtype=numpy.float64)
    places = _spiral(len(nodes), ends)
    degree = _per_node(numpy.concatenate([pull, pull]), ends.T.ravel(), len(nodes))
    mass = numpy.sqrt(numpy.sqrt(1 + degree))
    rounds = max(60, min(400, 40_000_000 // (len(nodes) ** 2 + 1)))
    for step in range(rounds):
        left = 1 - step / rounds
        move = _repulsion(places, mass)
        difference = places[ends[:, 0]] - places[ends[:, 1]]
        distance = numpy.sqrt((difference**2).sum(axis=1)) + 1e-9
        force = difference * (pull * distance / _LENGTH)[:, None]
        for axis in (0, 1):
            both = numpy.concatenate([-force[:, axis], force[:, axis]])
            move[:, axis] += _per_node(both, ends.T.ravel(), len(nodes))
        move -= 0.02 * mass[:, None] * places  # towards the middle
        size = numpy.sqrt((move**2).sum(axis=1)) + 1e-9
        limit = _LENGTH * (0.02 + 1.5 * left * left)
        places += move * (numpy.minimum(size, limit) / size)[:, None]
    places = _apart(places * _SHAPE)
    corner: Array = places - places.min(axis=0)
    return corner


def _spiral(count: int, ends: NDArray[numpy.int64]) -> Array:
    """A sunflower's spiral to start from, the nodes with most edges in the middle."""
    degree = numpy.bincount(ends.ravel(), minlength=count)
    order = numpy.argsort(-degree, kind="stable")
    places = numpy.empty((count, 2))
    for rank, node in enumerate(order):
        radius = _LENGTH * 0.6 * math.sqrt(rank + 0.5)
        # Rounded, for the last digits of sine and cosine differ between machines.
        angle = rank * _GOLDEN_ANGLE
        places[node] = round(radius * math.cos(angle), 6), round(radius * math.sin(angle), 6)
    return places


def _repulsion(places: Array, mass: Array) -> Array:
    """The force by which all nodes push each other away, busy ones stronger."""
    force = numpy.empty_like(places)
    rows = max(1, _BLOCK // len(places))
    x, y = places[:, 0].copy(), places[:, 1].copy()
    for first in range(0, len(places), rows):
        block = slice(first, first + rows)
        across, down = x[block, None] - x, y[block, None] - y
        square = across * across + down * down + 1.0
        strength = mass / (square + square * square * _NEAR)
        scale = _LENGTH * _LENGTH * mass[block]
        force[block, 0] = (across * strength).sum(axis=1) * scale
        force[block, 1] = (down * strength).sum(axis=1) * scale
    return force


def _apart(places: Array) -> Array:
    """Nodes whose boxes overlap moved from each other, along the shorter way, until few do."""
    rows = max(1, _BLOCK // len(places))
    for _ in range(40):
        x, y = places[:, 0].copy(), places[:, 1].copy()
        moved = False
        for first in range(0, len(places), rows):
            block = slice(first, first + rows)
            across, down = x[block, None] - x, y[block, None] - y
            over_x, over_y = _WIDTH - numpy.abs(across), _HEIGHT - numpy.abs(down)
            overlap = (over_x > 0) & (over_y > 0)
            overlap[numpy.arange(overlap.shape[0]), numpy.arange(first, first + overlap.shape[0])] = False
            moved = moved or bool(overlap.any())
            sideways = overlap & (over_x * _HEIGHT < over_y * _WIDTH)
            upright = overlap & ~sideways
            places[block, 0] += 0.25 * (numpy.where(sideways, over_x, 0) * _sign(across)).sum(axis=1)
            places[block, 1] += 0.25 * (numpy.where(upright, over_y, 0) * _sign(down)).sum(axis=1)
        if not moved:
            break
    return places


def _sign(difference: Array) -> Array:
    return numpy.where(difference >= 0, 1.0, -1.0)


def _per_node(values: Array, nodes: NDArray[numpy.int64], count: int) -> Array:
    """The sum of the values of each node."""
    sums: Array = numpy.bincount(nodes, weights=values, minlength=count).astype(numpy.float64)
    return sums


def _packed(sizes: Sequence[Array]) -> list[tuple[float, float]]:
    """The corners of boxes put on shelves, in the given order, in about the shape of a screen."""
    area = sum((float(width) + _GAP) * (float(height) + _GAP) for width, height in sizes)
    shelf = max([math.sqrt(area * 1.7), *(float(width) + _GAP for width, _ in sizes)])
    corners: list[tuple[float, float]] = []
    left = top = tallest = 0.0
    for width, height in sizes:
        if left and left + float(width) > shelf:
            left, top, tallest = 0.0, top + tallest + _GAP, 0.0
        corners.append((left, top))
        left += float(width) + _GAP
        tallest = max(tallest, float(height))
    return corners
