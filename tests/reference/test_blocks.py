"""Architectures against torch modules built from their layers, batch norm and the joins against torch and loops."""

import itertools

import numpy as np
import pytest

from reference import blocks, blocks_misconceptions  # noqa: F401  the second registers the mutants
from reference._misconceptions import misconceptions_of

torch = pytest.importorskip("torch")
nn = torch.nn

COUNTS = {
    "lenet5": 61_706,
    "alexnet": 61_100_840,
    "alexnet_two_gpu": 60_965_224,
    "vgg16": 138_357_544,
    "googlenet_inception_3a": 163_696,
    "resnet18": 11_689_512,
    "resnet50": 25_557_032,
    "densenet121": 7_978_856,
    "mobilenet_v1": 4_231_976,
}
IN_SHAPES = {"lenet5": (1, 32, 32), "googlenet_inception_3a": (192, 28, 28)}


class Join(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.add = layer.kind == "add"
        self.branches = nn.ModuleList(build(branch) for branch in layer.branches)

    def forward(self, x):
        parts = [branch(x) for branch in self.branches]
        return sum(parts) if self.add else torch.cat(parts, dim=1)


def build(spec):
    """torch's own modules for a list of layers."""
    makers = {
        "conv": lambda a: nn.Conv2d(a.c_in, a.c_out, a.k, a.stride, a.padding, groups=a.groups, bias=a.bias),
        "batch_norm": lambda a: nn.BatchNorm2d(a.c_in),
        "relu": lambda a: nn.ReLU(),
        "max_pool": lambda a: nn.MaxPool2d(a.k, a.stride, a.padding),
        "avg_pool": lambda a: nn.AvgPool2d(a.k, a.stride, a.padding),
        "global_avg_pool": lambda a: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
        "flatten": lambda a: nn.Flatten(),
        "linear": lambda a: nn.Linear(a.c_in, a.c_out, bias=a.bias),
        "add": Join,
        "concat": Join,
    }
    return nn.Sequential(*(makers[layer.kind](layer) for layer in spec))


def in_shape(name):
    return IN_SHAPES.get(name, (3, 224, 224))


def params(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


# -- architectures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COUNTS)
def test_the_parameters_of_the_published_networks(name):
    assert blocks.count_parameters(name) == COUNTS[name]
    assert blocks.count_parameters(blocks.architecture(name)) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_torch_modules_have_the_same_parameters_and_shapes(name):
    spec = blocks.architecture(name)
    with torch.device("meta"):  # shapes without numbers
        model, x = build(spec).eval(), torch.zeros(1, *in_shape(name))
    assert sum(p.numel() for p in model.parameters()) == COUNTS[name]
    shapes = []
    for layer in model:
        x = layer(x)
        shapes.append(tuple(x.shape[1:]))
    assert blocks.shape_trace(spec, in_shape(name)) == shapes


def test_lenet5_layer_by_layer():
    spec = blocks.architecture("lenet5")
    counts = [blocks.count_parameters([layer]) for layer in spec]
    assert [c for c in counts if c] == [156, 2_416, 48_120, 10_164, 850]
    wide = [spec[0]._replace(padding=2), *spec[1:]]
    assert blocks.shape_trace(wide, (1, 28, 28)) == blocks.shape_trace(spec, (1, 32, 32))
    assert (400,) in blocks.shape_trace(spec, (1, 32, 32))


def test_the_sparse_lenet5_of_1998_has_60840_parameters():
    assert sum(blocks.LENET5_1998.values()) == 60_840
    c3 = 6 * (3 * 25 + 1) + 9 * (4 * 25 + 1) + (6 * 25 + 1)  # 6 maps see 3 inputs, 9 see 4, one sees all 6
    assert blocks.LENET5_1998["C3"] == c3


def test_the_inception_block_gives_256_channels():
    assert blocks.shape_trace(blocks.architecture("googlenet_inception_3a"), (192, 28, 28)) == [(256, 28, 28)]


def test_two_copies_of_an_architecture_are_independent():
    blocks.architecture("lenet5").clear()
    assert blocks.architecture("lenet5")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: blocks.architecture("lenet"), "name: expected one of 'lenet5'"),
        (lambda: blocks.count_parameters([blocks.LayerSpec("dense")]), "kind: expected one of"),
        (lambda: blocks.shape_trace(blocks.architecture("lenet5"), (3, 32, 32)), r"spec\[0\]: expected 1 channels"),
        (lambda: blocks.shape_trace(blocks.architecture("lenet5"), (1, 28, 28)), r"spec\[7\]: expected 400 channels"),
        (lambda: blocks.shape_trace(blocks.architecture("lenet5"), (1, 4, 4)), "k: expected a kernel of at most"),
    ],
)
def test_impossible_networks_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_branches_that_do_not_fit_are_refused():
    short = blocks.LayerSpec("conv", 2, 3, 3)
    for kind in ("add", "concat"):
        with pytest.raises(ValueError, match=f"{kind}: expected branches that fit"):
            blocks.shape_trace([blocks.LayerSpec(kind, branches=((), (short,)))], (2, 5, 7))


# -- batch norm --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("train", [True, False])
def test_batch_norm_agrees_with_torch(xp, train):
    x, gamma, beta, mean = params(0, 2, 3, 5, 7), params(1, 3), params(2, 3), params(3, 3)
    var = np.array([0.5, 1.5, 2.5])
    kept = [torch.tensor(mean.copy()), torch.tensor(var.copy())]
    args = [torch.tensor(a) for a in (gamma, beta)]
    expected = torch.nn.functional.batch_norm(torch.tensor(x), *kept, *args, training=train)
    running = (xp.asarray(mean), xp.asarray(var))
    got = blocks.batch_norm2d(xp.asarray(x), xp.asarray(gamma), xp.asarray(beta), train=train, running=running)
    np.testing.assert_allclose(xp.to_numpy(got.y), expected.numpy(), rtol=1e-9, atol=1e-12)
    for ours, theirs in zip(got.running, kept, strict=True):
        np.testing.assert_allclose(xp.to_numpy(ours), theirs.numpy(), rtol=1e-9)
    np.testing.assert_array_equal(xp.to_numpy(running[0]), mean)


def test_batch_norm_starts_like_a_new_torch_layer(xp):
    x = params(4, 2, 3, 5, 7)
    layer = nn.BatchNorm2d(3, dtype=torch.float64)
    layer(torch.tensor(x))
    got = blocks.batch_norm2d(xp.asarray(x), xp.asarray(np.ones(3)), xp.asarray(np.zeros(3)))
    np.testing.assert_allclose(xp.to_numpy(got.running.mean), layer.running_mean.numpy(), rtol=1e-9)
    np.testing.assert_allclose(xp.to_numpy(got.running.var), layer.running_var.numpy(), rtol=1e-9)


def test_normalised_channels_have_mean_0_and_variance_1(xp):
    x = 3 * params(5, 7, 2, 3, 5) + 4
    y = xp.to_numpy(blocks.batch_norm2d(xp.asarray(x), xp.asarray(np.ones(2)), xp.asarray(np.zeros(2)), 0.0).y)
    np.testing.assert_allclose(y.mean(axis=(0, 2, 3)), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=(0, 2, 3)), 1, rtol=1e-9)


def test_float32_stays_float32(xp):
    x, one = xp.asarray(params(6, 2, 3, 5, 7), "float32"), xp.asarray(np.ones(3), "float32")
    got = blocks.batch_norm2d(x, one, one)
    assert {got.y.dtype, got.running.mean.dtype, got.running.var.dtype} == {x.dtype}
    assert blocks.dense_block(x, [lambda a: a[:, :2, ...]]).dtype == x.dtype
    assert blocks.residual_block(x, lambda a: 2 * a).dtype == x.dtype


@pytest.mark.parametrize(
    ("shape", "options", "message"),
    [
        ((3, 5, 7), {}, "x: expected 4 axes"),
        ((2, 4, 5, 7), {}, r"gamma: expected shape \(C,\) = \(4,\), got \(3,\)"),
        ((1, 3, 1, 1), {}, "x: expected more than one value"),
        ((2, 3, 5, 7), {"train": False}, "running: expected"),
    ],
)
def test_batch_norm_refuses_what_it_cannot_normalise(xp, shape, options, message):
    with pytest.raises(ValueError, match=message):
        blocks.batch_norm2d(xp.asarray(np.zeros(shape)), xp.asarray(np.ones(3)), xp.asarray(np.ones(3)), **options)


# -- blocks ------------------------------------------------------------------------------------------------------------


def test_a_residual_block_adds_its_input(xp):
    x = params(7, 2, 3, 5, 7)
    got = blocks.residual_block(xp.asarray(x), lambda a: 2 * a)
    np.testing.assert_allclose(xp.to_numpy(got), 3 * x, rtol=1e-12)


def test_a_residual_block_projects_where_the_shape_changes(xp):
    x = xp.asarray(params(8, 2, 3, 5, 7))
    got = blocks.residual_block(x, lambda a: a[:, :2, ...], lambda a: 3 * a[:, 1:, ...])
    a = xp.to_numpy(x)
    np.testing.assert_allclose(xp.to_numpy(got), a[:, :2] + 3 * a[:, 1:], rtol=1e-12)
    with pytest.raises(ValueError, match=r"F\(x\): expected shape of the shortcut"):
        blocks.residual_block(x, lambda a: a[:, :1, ...])


def test_inception_puts_channels_one_after_another(xp):
    parts = [params(i, 2, c, 5, 7) for i, c in enumerate((3, 1, 4))]
    got = blocks.inception_concat([xp.asarray(p) for p in parts])
    np.testing.assert_array_equal(xp.to_numpy(got), np.concatenate(parts, axis=1))


def test_inception_refuses_other_sizes(xp):
    with pytest.raises(ValueError, match=r"branches\[1\]: expected shape \(N, C, H, W\) = \(2, 4, 5, 7\)"):
        blocks.inception_concat([xp.asarray(params(0, 2, 3, 5, 7)), xp.asarray(params(1, 2, 4, 7, 5))])
    with pytest.raises(ValueError, match="branches: expected at least one"):
        blocks.inception_concat([])


def grow(factor):
    """A layer of two channels: a multiple of the sum of all it sees, and its negative."""

    def layer(x):
        s = factor * blocks.namespace(x).sum(x, axis=1, keepdims=True)
        return blocks.namespace(x).concat([s, -0.5 * s], axis=1)

    return layer


def test_a_dense_block_keeps_all_that_came_before(xp):
    x = params(9, 2, 3, 5, 7)
    got = xp.to_numpy(blocks.dense_block(xp.asarray(x), [grow(1), grow(2)]))
    s = x.sum(axis=1)
    t = 2 * (s + s - 0.5 * s)
    np.testing.assert_allclose(got, np.stack([*x.transpose(1, 0, 2, 3), s, -s / 2, t, -t / 2], axis=1), rtol=1e-9)


# -- misconceptions ----------------------------------------------------------------------------------------------------

X, ONE, SHIFT = params(10, 2, 3, 5, 7), np.array([1.0, 2.0, 0.5]), np.array([0.0, 1.0, -1.0])
RUNNING = (np.array([0.5, -0.5, 1.0]), np.array([2.0, 0.5, 1.5]))
NETS = ["lenet5", "resnet18", "mobilenet_v1", "densenet121"]
FIXTURES = {
    blocks.count_parameters: [(name,) for name in NETS],
    blocks.shape_trace: [(blocks.architecture(name), in_shape(name)) for name in NETS],
    blocks.batch_norm2d: [(X, ONE, SHIFT), (X, ONE, SHIFT, 1e-5, False, RUNNING)],
    blocks.residual_block: [(X, np.tanh), (X, lambda a: a[:, :2], lambda a: a[:, 1:])],
    blocks.inception_concat: [([X, X[:, :2] + 1],)],
    blocks.dense_block: [(X, [grow(1), grow(2)])],
}
MUTANTS = [(f, m) for f in FIXTURES for m in misconceptions_of(f)]


def flat(value):
    """Nested results as a list of arrays and numbers."""
    return [leaf for part in value for leaf in flat(part)] if isinstance(value, (tuple, list)) else [np.asarray(value)]


def outcome(function, of):
    return [flat(function(*case)) for case in FIXTURES[of]]


def differ(some, others):
    return any(
        len(a) != len(b)
        or any(p.shape != q.shape or not np.allclose(p, q, rtol=1e-9, atol=1e-12) for p, q in zip(a, b, strict=True))
        for a, b in zip(some, others, strict=True)
    )


@pytest.mark.parametrize(("function", "mistake"), MUTANTS, ids=lambda v: getattr(v, "key", ""))
def test_a_misconception_gives_another_answer_than_the_reference(function, mistake):
    assert differ(outcome(mistake.mutant, function), outcome(function, function))


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_misconceptions_can_be_told_apart(function):
    found = misconceptions_of(function)
    assert len(found) >= 3
    answers = {m.key: outcome(m.mutant, function) for m in found}
    for a, b in itertools.combinations(answers, 2):
        assert differ(answers[a], answers[b]), f"{a} looks like {b}"
