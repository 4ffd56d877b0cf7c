"""The autodiff engine against torch on random expression graphs, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.mlp import autodiff
from reference.mlp.autodiff import Value, matmul_backward, topological_order, unbroadcast
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")


def worked(V, data=(2.0, -3.0, 10.0)):
    a, b, c = leaves = [V(x) for x in data]
    return leaves, (a * b + c) * a


def squared_sum(V, x=3.0):
    leaf = V(x)
    s = leaf + leaf
    return [leaf], s * s


def test_the_worked_gradients(xp):
    (a, b, c), L = worked(Value, [xp.asarray(x) for x in (2.0, -3.0, 10.0)])
    L.backward()
    assert [float(v) for v in (L.data, a.grad, b.grad, c.grad)] == [8, -2, 4, 2]
    (x,), L = squared_sum(Value, xp.asarray(3.0))
    L.backward()
    assert float(x.grad) == 24
    x = Value(xp.asarray(3.0))
    ((x + x) ** 2).backward()
    assert float(x.grad) == 24


def test_mistakes_give_their_published_numbers():
    V, W = (m.mutant for m in misconceptions_of(Value, "T3.9/overwrite", "T3.9/no_topological_order"))
    (a, _, _), L = worked(V)
    L.backward()
    (x,), s = squared_sum(W)
    s.backward()
    assert (float(a.grad), float(x.grad)) == (-6, 36)


UNARY = ["exp", "tanh", "relu", "square", "inverse", "log"]


def random_graph(leaves, lib, seed):
    """The same sixteen operations on values of ours or of torch."""
    rng, pool = np.random.default_rng(seed), list(leaves)
    for _ in range(16):
        a, b = (pool[i] for i in rng.integers(len(pool), size=2))
        kind = rng.integers(8)
        if kind < 4:
            pool.append([a + b, a - b, a * b, a / (b * b + 1.5)][kind] * 0.7)
        else:
            pool.append(lib[UNARY[rng.integers(len(UNARY))]](a * 0.3))
    total = pool[-1]
    for p in pool[-6:-1]:
        total = total + p * 0.5
    return (total * total).sum()


OURS = {
    "exp": lambda v: v.exp(),
    "tanh": lambda v: v.tanh(),
    "relu": lambda v: v.relu(),
    "square": lambda v: v**2,
    "inverse": lambda v: 1 / (v * v + 2),
    "log": lambda v: (v * v + 1).log(),
}


@pytest.mark.parametrize("seed", range(12))
def test_random_graphs_have_torch_s_gradients(xp, seed):
    rng = np.random.default_rng(100 + seed)
    data = [rng.normal(size=shape) for shape in ((2, 3), (3,), (2, 1), (), (5, 2, 3))]
    ours = [Value(xp.asarray(d)) for d in data]
    theirs = [torch.tensor(d, requires_grad=True) for d in data]
    L, T = random_graph(ours, OURS, seed), random_graph(theirs, OURS, seed)
    L.backward()
    T.backward()
    assert float(L.data) == pytest.approx(T.item(), rel=1e-9)
    for v, t in zip(ours, theirs, strict=True):
        want = torch.zeros_like(t) if t.grad is None else t.grad
        assert tuple(v.grad.shape) == tuple(t.shape)
        np.testing.assert_allclose(xp.to_numpy(v.grad), want.numpy(), rtol=1e-8, atol=1e-10)


def test_a_layer_has_torch_s_gradients(xp):
    rng = np.random.default_rng(0)
    data = [rng.normal(size=shape) for shape in ((5, 3), (3, 2), (2,))]
    x, W, b = (Value(xp.asarray(d)) for d in data)
    ((x @ W + b).tanh() ** 2).sum().backward()
    tx, tW, tb = (torch.tensor(d, requires_grad=True) for d in data)
    (torch.tanh(tx @ tW + tb) ** 2).sum().backward()
    for v, t in zip((x, W, b), (tx, tW, tb), strict=True):
        np.testing.assert_allclose(xp.to_numpy(v.grad), t.grad.numpy(), rtol=1e-8, atol=1e-12)


def test_numbers_stand_on_either_side(xp):
    x = Value(xp.asarray([4.0, 2.0]))
    L = (3 - x + 1 + 2 * x + 8 / x - (-x) / 2 + x**0).sum()
    L.backward()
    np.testing.assert_allclose(float(L.data), sum(3 - v + 1 + 2 * v + 8 / v + v / 2 + 1 for v in (4, 2)))
    np.testing.assert_allclose(xp.to_numpy(x.grad), [1.5 - 8 / 16, 1.5 - 8 / 4])


def test_arrays_stand_on_the_left_of_a_value():
    x = Value(np.array([4.0, 2.0]))
    assert isinstance(np.array([1.0, 3.0]) * x, Value)
    assert (np.array([1.0, 3.0]) - x).data.tolist() == [-3, 1]


def test_kinks_and_powers_at_zero(xp):
    x = Value(xp.asarray([0.0, -1.0, 2.0]))
    (x.relu() + x**0 + x**1).sum().backward()
    assert xp.to_numpy(x.grad).tolist() == [1, 1, 2]
    assert np.isnan(xp.to_numpy(Value(xp.asarray(np.nan)).relu().data))


def test_an_infinite_value_leaves_the_gradients_of_others_alone(xp):
    x = Value(xp.asarray([np.inf, 1.0]))
    (x + x**0).sum().backward()
    assert xp.to_numpy(x.grad).tolist() == [1, 1]


def test_two_calls_add_up_at_the_leaves(xp):
    (a, *_), L = worked(Value, [xp.asarray(x) for x in (2.0, -3.0, 10.0)])
    L.backward()
    L.backward()
    assert float(a.grad) == -4
    alone = Value(xp.asarray(5.0))
    alone.backward()
    assert float(alone.grad) == 1


def test_a_chain_of_5000_is_not_too_deep():
    x = v = Value(1.0)
    for _ in range(5000):
        v = v + 0.001
    v.backward()
    assert float(x.grad) == 1


@pytest.mark.parametrize("seed", range(6))
def test_every_value_comes_once_and_after_its_users(seed):
    leaves = [Value(x) for x in np.random.default_rng(seed).normal(size=4)]
    root = random_graph(leaves, OURS, seed)
    order = topological_order(root)
    at = {id(v): i for i, v in enumerate(order)}
    assert order[0] is root
    assert len(at) == len(order)
    assert all(at[id(v)] < at[id(p)] for v in order for p, _ in v.parents)


@pytest.mark.parametrize(
    ("shape", "expected"), [((3,), [2, 2, 2]), ((2, 1), [[3], [3]]), ((), 6), ((2, 3), [[1] * 3] * 2), ((1, 1), [[6]])]
)
def test_the_worked_sums(xp, shape, expected):
    got = unbroadcast(xp.asarray(np.ones((2, 3))), shape)
    assert xp.to_numpy(got).tolist() == expected
    assert unbroadcast(xp.asarray(np.ones((0, 3))), (3,)).shape == (3,)


@pytest.mark.parametrize("shapes", [((2, 3), (3, 5)), ((7, 2, 3), (3, 5)), ((7, 1, 2, 3), (5, 3, 2)), ((1, 1), (1, 1))])
def test_products_have_torch_s_gradients(xp, shapes):
    rng = np.random.default_rng(0)
    A, B = (torch.tensor(rng.normal(size=s), requires_grad=True) for s in shapes)
    dC = rng.normal(size=(A @ B).shape)
    (A @ B).backward(torch.tensor(dC))
    got = matmul_backward(*(xp.asarray(a) for a in (A.detach().numpy(), B.detach().numpy(), dC)))
    for ours, theirs in zip(got, (A.grad, B.grad), strict=True):
        np.testing.assert_allclose(xp.to_numpy(ours), theirs.numpy(), rtol=1e-8, atol=1e-12)


def test_float32_stays_float32_and_data_is_left_alone(xp):
    x = xp.asarray([[1.0, 2.0]], dtype="float32")
    v = Value(x)
    ((v * 2 + 1) @ Value(xp.asarray([[1.0], [2.0]], dtype="float32")) / 3 - 0.5).tanh().sum().backward()
    assert v.grad.dtype == v.data.dtype == x.dtype
    assert xp.to_numpy(x).tolist() == [[1, 2]]


def test_bad_input_is_refused(xp):
    two = xp.asarray([1.0, 2.0])
    with pytest.raises(ValueError, match=r"backward: data: expected shape of a scalar = \(\), got \(2,\)"):
        Value(two).backward()
    with pytest.raises(TypeError, match="exponent: expected a number, got Value"):
        Value(two) ** Value(two)
    with pytest.raises(TypeError, match="expected an array"):
        Value("1.0")
    for shape in ((3,), (2, 2), (1, 1, 2)):
        with pytest.raises(ValueError, match=r"shape: expected one that broadcasts to \(1, 2\)"):
            unbroadcast(two[None, :], shape)
    with pytest.raises(ValueError, match=r"A, B: expected shapes \(…, n, k\) and \(…, k, m\)"):
        matmul_backward(two[None, :], two[None, :], two)
    with pytest.raises(ValueError, match=r"dC: expected shape \(…, n, m\) = \(1, 1\), got \(2,\)"):
        matmul_backward(two[None, :], two[:, None], two)


def gradients(V, build):
    leaves, L = build(V)
    L.backward()
    return [v.grad for v in leaves]


def layer(V):
    leaves = [V(np.arange(6.0).reshape(2, 3) - 2), V(np.array([0.5, -1.0, 2.0]))]
    return leaves, ((leaves[0] * leaves[1]).relu() + leaves[0].tanh() + leaves[1] ** 3).sum()


def numbers(order, build):
    return [v.data for v in order(build(Value)[1])]


def skip(V):
    """x is used by the loss itself, and far below."""
    x = V(0.5)
    deep = x.exp().tanh().exp()
    return [x], (x + 1.5) * deep * x


A, B = np.arange(9.0).reshape(3, 3), np.arange(9.0, 0, -1).reshape(3, 3)
G = np.random.default_rng(0).normal(size=(2, 3))
CASES = {
    "Value": ([(build,) for build in (worked, squared_sum, layer, skip)], gradients),
    "topological_order": ([(build,) for build in (worked, skip, squared_sum)], numbers),
    "unbroadcast": ([(G, s) for s in ((3,), (2, 1), (), (1, 3))], None),
    "matmul_backward": ([(A, B, A + 1), (A[:2], B, G)], None),
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    cases, driver = CASES[name]
    assert alike(getattr(autodiff, name), cases, driver=driver) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(autodiff)
    assert {m.function for m in mine} == set(CASES)
    listed = "overwrite no_topological_order no_unbroadcast no_seed"
    assert {f"T3.9/{key}" for key in listed.split()} <= {m.key for m in mine}
