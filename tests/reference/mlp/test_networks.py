"""Sigmoid networks against torch autograd, central differences and the worked numbers of the lectures."""

import numpy as np
import pytest
import torch

from reference._array import transpose
from reference.misconceptions import misconceptions_of
from reference.mlp import networks
from tests.reference.mutants import declared_in

# the curriculum's worked example of the sigmoid net: one sample, two inputs, two hidden units, one output
X1, Y1 = [[1.0, -1.0]], [[1.0]]
WH, WO = [[0.1, 0.2], [-0.3, 0.4]], [[0.5, -0.6]]


def draw(seed, *shapes):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in shapes]


def leaves(*arrays):
    return [torch.tensor(a, dtype=torch.float64, requires_grad=True) for a in arrays]


def same(xp, got, want, rtol=1e-8, atol=1e-12):
    """Values within G9's tolerance for autograd, shapes exactly."""
    want = want.detach().numpy() if isinstance(want, torch.Tensor) else np.asarray(want)
    got = xp.to_numpy(got)
    assert got.shape == want.shape
    np.testing.assert_allclose(got, want, rtol=rtol, atol=atol)


# -- general network


SIZES, ACTS = [3, 5, 4, 2], ["tanh", "sigmoid", "identity"]


def network(seed, n=7):
    """X (7, 3) and the weights of a 3-5-4-2 network."""
    X, *rest = draw(seed, (n, 3), *zip(SIZES[1:], SIZES[:-1], strict=True), *((k,) for k in SIZES[1:]))
    return X, rest[:3], rest[3:]


def torch_network(X, Ws, bs):
    net = torch.nn.Sequential(
        torch.nn.Linear(3, 5), torch.nn.Tanh(), torch.nn.Linear(5, 4), torch.nn.Sigmoid(), torch.nn.Linear(4, 2)
    ).double()
    with torch.no_grad():
        for layer, W, b in zip(net[::2], Ws, bs, strict=True):
            layer.weight.copy_(torch.tensor(W))
            layer.bias.copy_(torch.tensor(b))
    return net, torch.tensor(X, requires_grad=True)


def test_mlp_forward_agrees_with_a_torch_sequential(xp):
    X, Ws, bs = network(3)
    net, leaf = torch_network(X, Ws, bs)
    got = networks.mlp_forward(xp.asarray(X), [xp.asarray(W) for W in Ws], [xp.asarray(b) for b in bs], ACTS)
    same(xp, got, net(leaf))


def test_mlp_backward_agrees_with_autograd(xp):
    X, Ws, bs = network(4)
    (seed,) = draw(5, (7, 2))
    net, leaf = torch_network(X, Ws, bs)
    net(leaf).backward(torch.tensor(seed))
    _, cache = networks.mlp_forward(xp.asarray(X), [xp.asarray(W) for W in Ws], [xp.asarray(b) for b in bs], ACTS, True)
    dWs, dbs, dX = networks.mlp_backward(cache, xp.asarray(seed))
    same(xp, dX, leaf.grad)
    for layer, dW, db in zip(net[::2], dWs, dbs, strict=True):
        same(xp, dW, layer.weight.grad)
        same(xp, db, layer.bias.grad)


def test_mlp_backward_of_the_worked_example(xp):
    W1, W2 = xp.asarray([[1.0, -1.0], [0.5, 2.0]]), xp.asarray([[1.0, -1.0]])
    zeros = [xp.asarray([0.0, 0.0]), xp.asarray([0.0])]
    y_hat, cache = networks.mlp_forward(xp.asarray([[1.0, 1.0]]), [W1, W2], zeros, ["sigmoid", "sigmoid"], True)
    (dW1, dW2), (_, u2), _ = networks.mlp_backward(cache, y_hat - 0)
    same(xp, cache.activations[1], [[0.5, 0.924142]], rtol=5e-6)
    same(xp, y_hat, [[0.395526]], rtol=5e-6)
    same(xp, 0.5 * y_hat * y_hat, [[0.0782204]], rtol=5e-6)
    same(xp, u2[:, None] @ W2, [[0.0945644, -0.0945644]], rtol=5e-6)  # de/dh, before f′ of the hidden layer
    same(xp, dW2, [[0.0472822, 0.0873909]], rtol=5e-6)
    same(xp, dW1, [[0.0236411, 0.0236411], [-0.00662932, -0.00662932]], rtol=5e-6)


def test_an_unknown_activation_is_refused(xp):
    with pytest.raises(ValueError, match=r"acts\[0\].*swish"):
        networks.mlp_forward(xp.asarray([[1.0]]), [xp.asarray([[1.0]])], [xp.asarray([1.0])], ["swish"])


def test_two_linear_layers_are_one_linear_map(xp):
    A, B, X = draw(6, (5, 3), (2, 5), (7, 3))
    zeros = [xp.asarray(np.zeros(5)), xp.asarray(np.zeros(2))]
    got = networks.mlp_forward(xp.asarray(X), [xp.asarray(A), xp.asarray(B)], zeros, ["identity", "identity"])
    same(xp, got, X @ (B @ A).T)


def test_mlp_forward_refuses_what_does_not_fit(xp):
    X, Ws, bs = network(7)
    X, Ws, bs = xp.asarray(X), [xp.asarray(W) for W in Ws], [xp.asarray(b) for b in bs]
    with pytest.raises(ValueError, match="equal lengths"):
        networks.mlp_forward(X, Ws, bs[:2], ACTS)
    with pytest.raises(ValueError, match=r"Ws\[1\]: expected shape"):
        networks.mlp_forward(X, [Ws[0], Ws[2], Ws[1]], [bs[0], bs[2], bs[1]], ACTS)
    with pytest.raises(ValueError, match="at least one sample"):
        networks.mlp_forward(xp.asarray(np.zeros((0, 3))), Ws, bs, ACTS)


def test_mlp_backward_refuses_a_gradient_of_another_shape(xp):
    _, cache = networks.mlp_forward(
        xp.asarray([[1.0], [2.0]]), [xp.asarray([[3.0]])], [xp.asarray([0.0])], ["tanh"], True
    )
    with pytest.raises(ValueError, match="dL_dy: expected shape"):
        networks.mlp_backward(cache, xp.asarray([1.0, 2.0]))


# -- matrix notation with columns, logistic cost


def test_columns_forward_is_the_transposed_network(xp):
    X, W1, W2 = draw(8, (7, 3), (5, 3), (2, 5))
    got = networks.mlp_forward_columns(xp.asarray(X), xp.asarray(W1), xp.asarray(W2))
    x, w1, w2 = (torch.tensor(a) for a in (X, W1, W2))
    hidden = torch.nn.functional.linear(x, w1)
    output = torch.nn.functional.linear(torch.sigmoid(hidden), w2)
    for mine, oracle in zip(got, (hidden, hidden.sigmoid(), output, output.sigmoid()), strict=True):
        same(xp, mine, oracle.T)


def test_logistic_cost_and_gradients_agree_with_autograd(xp):
    X, W1, W2 = draw(9, (7, 3), (5, 3), (2, 5))
    Y = np.random.default_rng(10).integers(0, 2, size=(2, 7)).astype(float)
    w1, w2 = leaves(W1, W2)
    z = w2 @ torch.sigmoid(w1 @ torch.tensor(X).T)
    bce = torch.nn.functional.binary_cross_entropy_with_logits(z, torch.tensor(Y), reduction="sum")
    J = bce + 0.15 * ((w1**2).sum() + (w2**2).sum())
    J.backward()
    got = networks.logistic_mlp_cost_grad(*(xp.asarray(a) for a in (X, Y, W1, W2)), lam=0.3)
    for mine, oracle in zip(got, (J, w1.grad, w2.grad), strict=True):
        same(xp, mine, oracle)


def test_logistic_cost_is_finite_for_huge_weights(xp):
    got = networks.logistic_mlp_cost_grad(
        xp.asarray([[1.0]]), xp.asarray([[0.0]]), xp.asarray([[1e3]]), xp.asarray([[1e3]])
    )
    same(xp, got.J, 1000.0)


def test_logistic_cost_refuses_a_negative_penalty(xp):
    with pytest.raises(ValueError, match="lam"):
        networks.logistic_mlp_cost_grad(*(xp.asarray([[1.0]]) for _ in range(4)), lam=-0.1)


# -- deltas of the sigmoid net with squared error


def test_two_layer_worked_example(xp):
    g = networks.backprop_two_layer(*(xp.asarray(a) for a in (X1, Y1, WH, WO)))
    worked = {
        "h": [[0.475021, 0.331812]],
        "y_hat": [[0.509605]],
        "loss": 0.120244,
        "delta_o": [[-0.122554]],
        "delta_h": [[-0.0152810, 0.0163030]],
        "dWo": [[-0.0582155, -0.0406648]],
        "dWh": [[-0.0152810, 0.0152810], [0.0163030, -0.0163030]],
    }
    assert set(g) == set(worked)
    for name, value in worked.items():
        same(xp, g[name], value, rtol=5e-6)


def test_the_worked_step_lowers_the_loss(xp):
    x, y = xp.asarray(X1), xp.asarray(Y1)
    Wh, Wo = networks.backprop_step(x, y, xp.asarray(WH), xp.asarray(WO), 0.5)
    same(xp, Wo, [[0.529108, -0.579668]], rtol=5e-6)
    same(xp, networks.backprop_two_layer(x, y, Wh, Wo)["loss"], 0.117239, rtol=5e-6)


def test_two_layer_gradients_agree_with_autograd(xp):
    x, y, Wh, Wo = draw(11, (7, 3), (7, 2), (5, 3), (2, 5))
    wh, wo = leaves(Wh, Wo)
    loss = 0.5 * ((torch.sigmoid(torch.sigmoid(torch.tensor(x) @ wh.T) @ wo.T) - torch.tensor(y)) ** 2).sum()
    loss.backward()
    g = networks.backprop_two_layer(*(xp.asarray(a) for a in (x, y, Wh, Wo)))
    for mine, oracle in ((g["loss"], loss), (g["dWh"], wh.grad), (g["dWo"], wo.grad)):
        same(xp, mine, oracle)


def test_deltas_are_the_gradients_at_the_net_inputs(xp):
    x, y, Wh, Wo = (torch.tensor(a) for a in draw(12, (7, 3), (7, 2), (5, 3), (2, 5)))
    z_h = (x @ Wh.T).requires_grad_()
    z_o = torch.sigmoid(z_h) @ Wo.T
    z_o.retain_grad()
    (0.5 * (torch.sigmoid(z_o) - y) ** 2).sum().backward()
    g = networks.backprop_two_layer(*(xp.asarray(a.numpy()) for a in (x, y, Wh, Wo)))
    same(xp, g["delta_o"], z_o.grad)
    same(xp, g["delta_h"], z_h.grad)


@pytest.mark.parametrize("name", ["Wh", "Wo"])
def test_two_layer_gradients_agree_with_central_differences(xp, name):
    args = dict(zip(("x", "y", "Wh", "Wo"), draw(13, (4, 3), (4, 2), (5, 3), (2, 5)), strict=True))
    numeric = np.zeros_like(args[name])
    for index in np.ndindex(numeric.shape):
        sides = []
        for step in (1e-5, -1e-5):
            moved = args[name].copy()
            moved[index] += step
            h = 1 / (1 + np.exp(-args["x"] @ (moved if name == "Wh" else args["Wh"]).T))
            y_hat = 1 / (1 + np.exp(-h @ (moved if name == "Wo" else args["Wo"]).T))
            sides.append(0.5 * np.sum((y_hat - args["y"]) ** 2))
        numeric[index] = (sides[0] - sides[1]) / 2e-5
    g = networks.backprop_two_layer(*(xp.asarray(a) for a in args.values()))
    same(xp, g["d" + name], numeric, rtol=1e-5, atol=1e-9)


def test_the_gradient_of_a_batch_is_the_sum_over_its_samples(xp):
    x, y, Wh, Wo = (xp.asarray(a) for a in draw(14, (4, 3), (4, 2), (5, 3), (2, 5)))
    whole = networks.backprop_two_layer(x, y, Wh, Wo)
    parts = [networks.backprop_two_layer(x[i : i + 1, :], y[i : i + 1, :], Wh, Wo) for i in range(4)]
    for name in ("loss", "dWh", "dWo"):
        same(xp, whole[name], sum(xp.to_numpy(p[name]) for p in parts))


def test_float32_stays_float32(xp):
    args = [xp.asarray(a, dtype="float32") for a in draw(15, (7, 3), (7, 2), (5, 3), (2, 5))]
    precise = networks.backprop_two_layer(*(xp.asarray(xp.to_numpy(a), dtype="float64") for a in args))
    for name, value in networks.backprop_two_layer(*args).items():
        assert value.dtype == args[0].dtype, name
        same(xp, value, xp.to_numpy(precise[name]), rtol=1e-4, atol=1e-5)


def test_a_vector_of_targets_is_never_broadcast(xp):
    x, Wh, Wo = (xp.asarray(a) for a in draw(16, (4, 3), (5, 3), (1, 5)))
    with pytest.raises(ValueError, match="y: expected shape"):
        networks.backprop_two_layer(x, xp.asarray([0.0, 1.0, 1.0, 0.0]), Wh, Wo)


def test_backprop_refuses_weights_that_do_not_chain(xp):
    x, y, Wh, Wo = (xp.asarray(a) for a in draw(17, (4, 3), (4, 2), (5, 3), (2, 5)))
    with pytest.raises(ValueError, match="Wo: expected shape"):
        networks.backprop_two_layer(x, y, Wh, transpose(Wo))
    with pytest.raises(ValueError, match="eta"):
        networks.backprop_step(x, y, Wh, Wo, -0.1)


def test_libraries_do_not_mix():
    with pytest.raises(TypeError):
        networks.backprop_two_layer(np.asarray(X1), np.asarray(Y1), torch.tensor(WH), np.asarray(WO))


@pytest.mark.parametrize(
    ("delta_o", "Wo", "h", "message"),
    [
        ((1, 2), (2, 3), (5, 3), r"h: expected shape \(N, H\) = \(1, 3\)"),
        ((5, 2), (3, 2), (5, 3), r"Wo: expected shape \(C, H\) = \(2, 2\)"),
        ((5, 2), (2, 3), (5, 4), "h: expected shape"),
        ((2,), (2, 3), (5, 3), "delta_o: expected 2 axes"),
        ((0, 2), (2, 3), (0, 3), "delta_o: expected at least one sample"),
    ],
)
def test_hidden_deltas_are_never_broadcast(xp, delta_o, Wo, h, message):
    with pytest.raises(ValueError, match=message):
        networks.mlp_delta_hidden(*(xp.asarray(np.ones(shape)) for shape in (delta_o, Wo, h)))


@pytest.mark.parametrize(("shape", "message"), [((3,), "y_hat: expected 2 axes"), ((0, 2), "at least one sample")])
def test_output_deltas_want_samples_and_units(xp, shape, message):
    with pytest.raises(ValueError, match=message):
        networks.mlp_delta_output(xp.asarray(np.ones(shape)), xp.asarray(np.ones(shape)))


INTEGERS = {  # functions of float data x (4, 3), h (4, 5) and integer weights, which torch does not multiply
    "mlp_forward": lambda x, h, W, V, b, c: networks.mlp_forward(x, [W, V], [b, c], ["tanh", "gelu"]),
    "mlp_forward_columns": lambda x, h, W, V, b, c: networks.mlp_forward_columns(x, W, V).A3,
    "two_layer_forward": lambda x, h, W, V, b, c: networks.two_layer_forward(x, W, V)[1],
    "mlp_delta_hidden": lambda x, h, W, V, b, c: networks.mlp_delta_hidden(x[:, :2], V, h),
    "backprop_two_layer": lambda x, h, W, V, b, c: networks.backprop_two_layer(x, h[:, :2], W, V)["dWh"],
    "backprop_step": lambda x, h, W, V, b, c: networks.backprop_step(x, h[:, :2], W, V, 0.5)[0],
    "logistic_mlp_cost_grad": lambda x, h, W, V, b, c: (
        networks.logistic_mlp_cost_grad(x, transpose(0 * x[:, :2]), W, V).J
    ),
    "three_layer_forward": lambda x, h, W, V, b, c: networks.three_layer_forward(
        transpose(x), W, b[:, None], V, c[:, None], V[:, :2], c[:, None]
    )[2],
}


@pytest.mark.parametrize("name", INTEGERS)
def test_integer_weights_join_the_precision_of_the_data(xp, name):
    x, h = (xp.asarray(a) for a in draw(26, (4, 3), (4, 5)))
    weights = [[1, -1, 0], [0, 2, 1], [1, 1, -1], [2, 0, 1], [0, 1, 1]], [[1, 0, 2, -1, 0], [0, 1, 1, 0, 2]]
    whole = [xp.ints(w) for w in (*weights, [0, 1, 0, -1, 1], [1, 0])]
    got, want = (INTEGERS[name](x, h, *w) for w in (whole, [xp.asarray(xp.to_numpy(w)) for w in whole]))
    assert got.dtype == x.dtype
    same(xp, got, xp.to_numpy(want), rtol=1e-12)


# -- three layers


def three_layers(seed, n=7):
    """x (3, 7), y (2, 7) and the weights of a 3-5-4-2 network in columns."""
    shapes = {"x": (3, n), "W1": (5, 3), "b1": (5, 1), "W2": (4, 5), "b2": (4, 1), "W3": (2, 4), "b3": (2, 1)}
    *rest, y = draw(seed, *shapes.values(), (2, n))
    return dict(zip(shapes, rest, strict=True)), y


@pytest.mark.parametrize("n", [1, 7])
def test_three_layers_agree_with_autograd(xp, n):
    args, y = three_layers(18, n)
    t = dict(zip(args, leaves(*args.values()), strict=True))
    h1 = torch.sigmoid(t["W1"] @ t["x"] + t["b1"])
    h2 = torch.sigmoid(t["W2"] @ h1 + t["b2"])
    out = t["W3"] @ h2 + t["b3"]
    (0.5 * ((out - torch.tensor(y)) ** 2).sum()).backward()
    forward, cache = networks.three_layer_forward(*(xp.asarray(a) for a in args.values()), return_cache=True)
    for mine, oracle in zip(forward, (h1, h2, out), strict=True):
        same(xp, mine, oracle)
    grads = networks.three_layer_backward(cache, xp.asarray(y))
    assert set(grads) == {"d" + name for name in args}
    for name, leaf in t.items():
        same(xp, grads["d" + name], leaf.grad)


def test_three_layers_without_a_cache_give_the_activations(xp):
    args, _ = three_layers(19)
    h1, h2, out = networks.three_layer_forward(*(xp.asarray(a) for a in args.values()))
    assert [tuple(a.shape) for a in (h1, h2, out)] == [(5, 7), (4, 7), (2, 7)]


def test_a_flat_bias_is_refused(xp):
    args, _ = three_layers(20)
    args["b2"] = args["b2"].ravel()
    with pytest.raises(ValueError, match=r"b2: expected shape \(out, 1\)"):
        networks.three_layer_forward(*(xp.asarray(a) for a in args.values()))


# -- misconceptions


def chain(xp, seed, n, sizes, acts):
    X, *rest = draw(seed, (n, sizes[0]), *zip(sizes[1:], sizes[:-1], strict=True), *((k,) for k in sizes[1:]))
    L = len(acts)
    return xp.asarray(X), [xp.asarray(W) for W in rest[:L]], [xp.asarray(b) for b in rest[L:]], list(acts)


def columns(xp, n, *sizes):
    shapes = [(sizes[0], n)]
    for a, b in zip(sizes[:-1], sizes[1:], strict=True):
        shapes += [(b, a), (b, 1)]
    *args, y = draw(22, *shapes, (sizes[-1], n))
    return [xp.asarray(a) for a in args], xp.asarray(y)


def three_cache(xp, n, *sizes):
    args, y = columns(xp, n, *sizes)
    return networks.three_layer_forward(*args, return_cache=True)[1], y


def arrays(xp, *shapes):
    return tuple(xp.asarray(a) for a in draw(23, *shapes))


# Square weights and a batch of more than one: without them transposes would only raise and means would equal sums.
FIXTURES = {
    "mlp_forward": lambda xp: [(*chain(xp, 24, 4, (3, 3, 2), ("tanh", "identity")), True)],
    "mlp_forward_columns": lambda xp: [arrays(xp, (4, 3), (4, 3), (2, 4))],
    "two_layer_forward": lambda xp: [arrays(xp, (4, 3), (5, 3), (2, 5))],
    "three_layer_forward": lambda xp: [columns(xp, 4, 3, 4, 4, 1)[0], columns(xp, 1, 3, 4, 4, 1)[0]],
    "mlp_delta_output": lambda xp: [arrays(xp, (4, 2), (4, 2))],
    "mlp_delta_hidden": lambda xp: [arrays(xp, (4, 3), (3, 3), (4, 3))],
    "backprop_two_layer": lambda xp: [arrays(xp, (4, 3), (4, 2), (5, 3), (2, 5))],
    "backprop_step": lambda xp: [(*arrays(xp, (4, 3), (4, 2), (5, 3), (2, 5)), 0.5)],
    "mlp_backward": lambda xp: [
        (networks.mlp_forward(*chain(xp, 25, n, (3, 3, 3), ("tanh", "sigmoid")), True)[1], *arrays(xp, (n, 3)))
        for n in (1, 3)
    ],
    "three_layer_backward": lambda xp: [three_cache(xp, 5, 3, 4, 4, 2)],
    "logistic_mlp_cost_grad": lambda xp: [
        (x, xp.asarray([[0, 1, 1, 0], [1, 1, 0, 1]]), *weights, 0.3)
        for x, *weights in [arrays(xp, (4, 3), (5, 3), (2, 5))]
    ],
}


def numbers(xp, tree):
    """Every array and number in a nest of results, in order; names are left out."""
    if isinstance(tree, dict):
        tree = [tree[key] for key in sorted(tree)]
    if isinstance(tree, list | tuple):
        return [n for branch in tree for n in numbers(xp, branch)]
    return [] if isinstance(tree, str | bool) else [tree if isinstance(tree, float) else xp.to_numpy(tree)]


def behaviour(xp, function, name):
    """What `function` returns or raises on the fixture of `name`, and what it leaves in its arguments."""
    seen = []
    for args in FIXTURES[name](xp):
        try:
            with np.errstate(all="ignore"):
                value = numbers(xp, function(*args))
        except (ValueError, IndexError, RuntimeError):
            value = "raised"
        seen += [value, numbers(xp, args)]
    return seen


def differ(a, b):
    for x, y in zip(a, b, strict=True):
        if isinstance(x, str) or isinstance(y, str) or len(x) != len(y):
            if not (isinstance(x, str) and isinstance(y, str)):
                return True
        elif any(np.shape(p) != np.shape(q) or not np.allclose(p, q, rtol=1e-6, atol=1e-9) for p, q in zip(x, y)):  # noqa: B905
            return True
    return False


@pytest.mark.parametrize("name", FIXTURES)
def test_every_mutant_differs_from_the_reference_and_from_the_others(xp, name):
    function = getattr(networks, name)
    found = misconceptions_of(function)
    behaviours = {m.key: behaviour(xp, m.mutant, name) for m in found}
    right = behaviour(xp, function, name)
    assert all(differ(b, right) for b in behaviours.values())
    keys = list(behaviours)
    assert [(a, b) for i, a in enumerate(keys) for b in keys[:i] if not differ(behaviours[a], behaviours[b])] == []


def test_every_misconception_of_the_module_has_a_fixture():
    mine = declared_in(networks)
    assert {m.function for m in mine} == set(FIXTURES)


@pytest.mark.parametrize(
    ("topic", "keys"),
    [
        ("T3.3", "act_on_output transpose_a2 broadcast_bias shared_cache skip_hidden_act"),
        ("T3.4", "sign no_sigmoid_deriv_hidden updated_wo transpose mean half"),
        ("T3.5", "no_outer missing_fprime w_not_transposed db_missing sigmoid_on_linear_out inplace"),
    ],
)
def test_every_listed_mistake_has_a_mutant(topic, keys):
    declared = {m.key for m in declared_in(networks)}
    assert [key for key in keys.split() if f"{topic}/{key}" not in declared] == []


def test_mutants_give_the_published_wrong_numbers():
    args = [np.asarray(a) for a in (X1, Y1, WH, WO)]
    (sign,) = misconceptions_of(networks.backprop_step, "T3.4/sign")
    Wh, Wo = sign.mutant(*args, 0.5)
    assert networks.backprop_two_layer(*args[:2], Wh, Wo)["loss"] == pytest.approx(0.123280, rel=5e-6)
    (flat,) = misconceptions_of(networks.backprop_two_layer, "T3.4/no_sigmoid_deriv_hidden")
    np.testing.assert_allclose(flat.mutant(*args)["delta_h"], [[-0.0612768, 0.0735322]], rtol=5e-6)
    (late,) = misconceptions_of(networks.backprop_step, "T3.4/updated_wo")
    moved = (args[2] - late.mutant(*args, 0.5)[0]) / 0.5  # δʰ xᵀ with x = (1, −1)
    np.testing.assert_allclose(moved[:, 0], [-0.0161706, 0.0157505], rtol=5e-6)


@pytest.mark.parametrize("name", FIXTURES)
def test_the_reference_leaves_its_inputs_alone(xp, name):
    for args in FIXTURES[name](xp):
        before = [np.array(n) for n in numbers(xp, args)]
        getattr(networks, name)(*args)
        assert all(np.array_equal(a, b) for a, b in zip(before, numbers(xp, args), strict=True))
