"""Hidden tests of q5: an order is judged by the gradients that it hands on, so that every good order passes."""

from types import SimpleNamespace

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, agree, require
from reference.misconceptions import misconceptions_of
from reference.mlp.autodiff import topological_order as reference_order


def handed_on(order, graph, root):
    """The gradient that arrives in each value of the graph, when its values hand on in this order."""
    if type(order) not in (list, tuple) or not all(type(v) in (str, int) for v in order):
        raise CheckFailure(said := "topological_order: expected a list of values", contract=said)
    strange = [v for v in order if v not in graph]
    if strange:
        raise CheckFailure(said := "topological_order: the list holds what is no value of the graph", contract=said)
    names = list(graph)
    slopes = np.random.default_rng(len(names)).uniform(0.5, 1.5, size=(len(names), 2))
    arrived = dict.fromkeys(names, 0.0) | {root: 1.0}
    for v in order:
        for argument, slope in zip(graph[v], slopes[names.index(v)], strict=False):
            arrived[argument] += slope * arrived[v]
    # beside the gradients: how often each value is there, for an input hands nothing on
    return [arrived[v] for v in names], [list(order).count(v) for v in names]


def by_nodes(order, graph, root, turned=1):
    """The order of a function that takes an object with its parents, as the reference does."""
    nodes = {v: SimpleNamespace(name=v, parents=[]) for v in graph}
    for v, node in nodes.items():
        node.parents += [(nodes[argument], None) for argument in graph[v][::turned]]
    return handed_on([node.name for node in order(nodes[root])], graph, root)


def reference(graph, root):
    return by_nodes(reference_order, graph, root)


def other_way(order, graph, root):
    """The last argument first: other wrong orders."""
    return by_nodes(order, graph, root, turned=-1)


MUTANTS = [m.through(way) for m in misconceptions_of(reference_order) for way in (by_nodes, other_way)]


def check(topological_order, cases):
    require(topological_order, "topological_order")
    agree(
        lambda graph, root: handed_on(topological_order(root, graph), graph, root),
        reference,
        cases,
        mutants=MUTANTS,
        name="topological_order",
    )


# in an order that is none of the good ones, forwards or backwards
TEXT = {"p": ["a", "b"], "a": [], "L": ["q", "a"], "b": [], "q": ["p", "c"], "c": []}
SQUARE = {"s": ["x", "x"], "L": ["s", "s"], "x": []}
# x is used by the result itself, and far below
SKIP = {"w": ["x", "k"], "x": ["y", "k"], "k": [], "L": ["x", "u"], "v": ["w", "w"], "y": ["k", "k"], "u": ["v", "x"]}

# the same names with as many arguments each, and other orders
CHAINS = [{"a": ["b"], "b": ["c"], "c": [], "L": ["a"]}, {"a": ["c"], "b": ["a"], "c": [], "L": ["b"]}]


def random_graph(seed, size):
    """Each value is made of two that came before it; the names are shuffled numbers."""
    rng = np.random.default_rng(seed)
    names = [int(n) for n in rng.permutation(size)]
    graph = {names[0]: [], names[1]: []}
    for i in range(2, size):
        graph[names[i]] = [names[int(j)] for j in rng.integers(max(0, i - 5), i, size=2)]
    needed, waiting = set(), [names[-1]]
    while waiting:
        v = waiting.pop()
        if v not in needed:
            needed.add(v)
            waiting += graph[v]
    return {v: graph[v] for v in sorted(needed)}, names[-1]


@test_case(
    name="values that are used twice",
    points=1,
    hidden=True,
    failure_message="Which value hands on before everything that uses it has done so?",
)
def test_hidden_twice(topological_order):
    mirrored = [{v: arguments[::-1] for v, arguments in graph.items()} for graph in (TEXT, SKIP)]
    graphs = [TEXT, SQUARE, SKIP, *mirrored, *CHAINS, {"L": []}]
    check(topological_order, [(graph, "L") for graph in graphs])


@test_case(
    name="larger graphs",
    points=0.5,
    hidden=True,
    failure_message="Is each value there once, however many paths lead to it?",
)
def test_hidden_random(topological_order):
    check(topological_order, [random_graph(seed, 25) for seed in range(4)])
    # not for the mistakes: it has 2⁴⁰ paths
    doublings = {i: [i - 1, i - 1] if i else [] for i in np.random.default_rng(0).permutation(41).tolist()}
    got = topological_order(40, doublings)
    if type(got) not in (list, tuple) or list(got) != list(range(40, -1, -1)):
        raise CheckFailure("topological_order: a chain of 40 doublings has one order, and this is another")


@test_case(
    name="a chain of 3,000 values",
    points=0.5,
    hidden=True,
    failure_message="How often may a function of Python call itself?",
)
def test_hidden_deep(topological_order):
    require(topological_order, "topological_order")
    got = topological_order(3000, {v: [v - 1] if v else [] for v in range(3001)})
    if type(got) not in (list, tuple) or list(got) != list(range(3000, -1, -1)):
        raise CheckFailure("topological_order: a chain of 3,000 values has one order, and this is another")
