"""Fused convolutions and carrier tokens against torch's modules in eval mode, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.vision import fast
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
nn, F = torch.nn, torch.nn.functional

B, O, C, H, W, K = 2, 5, 3, 7, 6, 3
EPS = 1e-3


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def statistics(xp, channels, seed=1, dtype="float64"):
    """gamma, beta, mean, var and eps; the variance is positive."""
    gamma, beta, mean, var = draw(xp, *[(channels,)] * 4, seed=seed, dtype=dtype)
    return gamma, beta, mean, var * var + 0.1, EPS


def to_torch(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def norm(xp, bn):
    """torch's layer with these running statistics, in eval mode."""
    gamma, beta, mean, var = to_torch(xp, *bn[:4])
    layer = nn.BatchNorm2d(gamma.shape[0], eps=bn[4], dtype=torch.float64).eval()
    layer.load_state_dict(
        {
            "weight": gamma,
            "bias": beta,
            "running_mean": mean,
            "running_var": var,
            "num_batches_tracked": torch.tensor(1),
        }
    )
    return layer


def close(xp, ours, theirs):
    theirs = theirs.detach() if isinstance(theirs, torch.Tensor) else theirs
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("b", [1, B])
def test_a_fused_convolution_is_the_convolution_and_its_norm(xp, b, bias):
    w, at, x = draw(xp, (O, C, K, K), (O,), (b, C, H, W))
    bn = statistics(xp, O)
    fused = fast.fuse_conv_bn(w, at if bias else None, bn)
    tw, tb, tx, fw, fb = to_torch(xp, w, at, x, *fused)
    close(xp, xp.asarray(F.conv2d(tx, fw, fb)), norm(xp, bn)(F.conv2d(tx, tw, tb if bias else None)))


@pytest.mark.parametrize("k", [1, 3, 5])
def test_the_mixer_is_torchs_depthwise_layer_norm_and_skip(xp, k):
    x, w = draw(xp, (B, C, H, W), (C, 1, k, k))
    bn = statistics(xp, C)
    tx, tw = to_torch(xp, x, w)
    close(xp, fast.repmixer_train(x, w, bn), tx + norm(xp, bn)(F.conv2d(tx, tw, padding=k // 2, groups=C)))


@pytest.mark.parametrize("k", [1, 3, 5])
@pytest.mark.parametrize("b", [1, B])
def test_one_kernel_does_what_the_mixer_does_at_the_rim_too(xp, b, k):
    x, w = draw(xp, (b, C, H, W), (C, 1, k, k))
    bn = statistics(xp, C)
    tx, fw, fb = to_torch(xp, x, *fast.repmixer_fuse(w, bn))
    close(xp, fast.repmixer_train(x, w, bn), F.conv2d(tx, fw, fb, padding=k // 2, groups=C))


def test_the_norm_before_the_convolution_fuses_only_inside():
    x, w = draw(NP, (1, C, H, W), (C, 1, K, K))
    bn = statistics(NP, C)
    tx, tw = to_torch(NP, x, w)
    before = tx + F.conv2d(norm(NP, bn)(tx), tw, padding=1, groups=C)
    gamma, beta, mean, var, eps = to_torch(NP, *bn[:4]) + [bn[4]]
    scale = gamma / torch.sqrt(var + eps)
    shift = (beta - mean * scale) * tw.sum(dim=(1, 2, 3))
    fused = F.conv2d(tx, tw * scale[:, None, None, None], shift, padding=1, groups=C) + tx
    differs = ~torch.isclose(before, fused)[0].all(dim=0)
    assert not differs[1:-1, 1:-1].any()
    assert differs[0].any()


@pytest.mark.parametrize(("window", "L"), [(2, 1), (2, 4), (4, 1), (4, 4), (4, 16)])
@pytest.mark.parametrize("b", [0, 1, B])
def test_carriers_are_torchs_average_pools_of_each_window(xp, b, window, L):
    (x,) = draw(xp, (b, 4, 8, C))
    side = round(L**0.5)
    (tx,) = to_torch(xp, x)
    windows = [tx[:, i : i + window, j : j + window] for i in range(0, 4, window) for j in range(0, 8, window)]
    pools = [F.adaptive_avg_pool2d(w.permute(0, 3, 1, 2), side).flatten(2).transpose(1, 2) for w in windows]
    close(xp, fast.carrier_tokens(x, window, L), torch.cat(pools, dim=1))


def attention(xp):
    """Torch's attention of the tokens among themselves, for arrays of any library."""

    def attn(x):
        t = torch.tensor(xp.to_numpy(x))
        return xp.asarray(F.scaled_dot_product_attention(t, t, t).numpy())

    return attn


@pytest.mark.parametrize("b", [1, B])
@pytest.mark.parametrize("L", [1, 4])
def test_carriers_attend_first_and_then_each_window_with_its_own(xp, b, L):
    n, k = 3, 5
    x, ct = draw(xp, (b, n, k, C), (b, n * L, C))
    tx, tc = to_torch(xp, x, ct)
    tc = F.scaled_dot_product_attention(tc, tc, tc)
    out, carriers = torch.empty_like(tx), torch.empty_like(tc)
    for i in range(n):
        both = torch.cat([tx[:, i], tc[:, i * L : (i + 1) * L]], dim=1)
        both = F.scaled_dot_product_attention(both, both, both)
        out[:, i], carriers[:, i * L : (i + 1) * L] = both[:, :k], both[:, k:]
    got = fast.hierarchical_attention(x, ct, attention(xp))
    close(xp, got.x, out)
    close(xp, got.carriers, carriers)


def test_a_window_hears_of_another_one_only_through_carriers(xp):
    x, ct = draw(xp, (1, 3, 5, C), (1, 3, C))
    changed = xp.asarray(xp.to_numpy(x) + np.arange(3)[None, :, None, None])
    before, after = (xp.to_numpy(fast.hierarchical_attention(a, ct, attention(xp)).x) for a in (x, changed))
    np.testing.assert_array_equal(before[:, 0], after[:, 0])
    assert not np.allclose(before[:, 1], after[:, 1])


def counted(H, window, L, d):
    """Products of scores and mixtures, a sequence after the other."""
    n = (H // window) ** 2
    sequences = [n * L] + [window * window + L] * n
    return sum(T * T * d for T in sequences for _ in ("scores", "mixture"))


@pytest.mark.parametrize("sizes", [(56, 7, 4, 1), (56, 7, 0, 3), (8, 8, 1, 2), (1, 1, 0, 1)])
def test_products_are_counted(sizes):
    assert fast.hat_cost(*sizes) == counted(*sizes)


def test_the_worked_products():
    assert fast.hat_cost(56, 56, 0, 1) == 19_668_992
    assert fast.hat_cost(56, 7, 0, 1) == 307_328
    assert fast.hat_cost(56, 7, 4, 1) == 490_624


def test_a_batch_of_its_own_statistics_is_not_the_fused_layer(xp):
    x, w = draw(xp, (B, C, H, W), (C, 1, K, K))
    bn = statistics(xp, C)
    (wrong,) = misconceptions_of(fast.repmixer_train, "T9.3/train_stats")
    tx, tw = to_torch(xp, x, w)
    layer = norm(xp, bn).train()
    close(xp, wrong.mutant(x, w, bn), tx + layer(F.conv2d(tx, tw, padding=1, groups=C)))


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (B, C, H, W), (C, 1, K, K), (B, 4, 8, C), (B, 3, 4, C), (B, 6, C), dtype="float32")
    bn = statistics(xp, C, dtype="float32")
    arrays += bn[:4]
    before = [xp.to_numpy(a).copy() for a in arrays]
    x, w, image, windows, ct = arrays[:5]
    out = [fast.repmixer_train(x, w, bn), *fast.repmixer_fuse(w, bn), *fast.fuse_conv_bn(w, bn[1], bn)]
    out += [fast.carrier_tokens(image, 2, 4), *fast.hierarchical_attention(windows, ct, lambda t: t)]
    assert {a.dtype for a in out} == {x.dtype}
    for a, b in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, w, bn: fast.fuse_conv_bn(w[0, :, :, :], None, bn), r"w: expected 4 axes \(O, C, k, k\)"),
        (lambda x, w, bn: fast.fuse_conv_bn(w, bn[0][:2], bn), r"b: expected shape \(O,\) = \(3,\), got \(2,\)"),
        (
            lambda x, w, bn: fast.fuse_conv_bn(w, None, (*bn[:3], bn[3][:2], EPS)),
            r"var: expected shape \(O,\) = \(3,\), got \(2,\)",
        ),
        (
            lambda x, w, bn: fast.fuse_conv_bn(w, None, (*bn[:4], -1.0)),
            "eps: expected a number of at least 0, got -1.0",
        ),
        (
            lambda x, w, bn: fast.repmixer_train(x, w, (bn[0][:1], *bn[1:])),
            r"gamma: expected shape \(C,\) = \(3,\), got \(1,\)",
        ),
        (lambda x, w, bn: fast.repmixer_train(x, w[:, :, :2, :2], bn), "w_dw: expected an odd kernel, got 2 × 2"),
        (
            lambda x, w, bn: fast.repmixer_fuse(w[:, :, :2, :], bn),
            r"w_dw: expected shape \(C, 1, k, k\) = \(3, 1, 2, 2\), got \(3, 1, 2, 3\)",
        ),
        (lambda x, w, bn: fast.carrier_tokens(x, 2, 1), "window: expected a divisor of H = 3 and W = 7, got 2"),
        (
            lambda x, w, bn: fast.carrier_tokens(x[:, :, :6, :], 3, 4),
            "L: expected a square whose root divides window = 3, got 4",
        ),
        (
            lambda x, w, bn: fast.carrier_tokens(x[:, :, :6, :], 3, 3),
            "L: expected a square whose root divides window = 3, got 3",
        ),
        (
            lambda x, w, bn: fast.hierarchical_attention(x, x[:, 0, :5, :], lambda t: t),
            "ct: expected a multiple of nW = 3 carriers, got 5",
        ),
        (
            lambda x, w, bn: fast.hierarchical_attention(x, x[:1, 0, :6, :], lambda t: t),
            r"ct: expected shape \(B, nW·L, C\) = \(2, 6, 6\), got \(1, 6, 6\)",
        ),
        (lambda x, w, bn: fast.hat_cost(56, 5, 4, 1), "window: expected a divisor of H = 56, got 5"),
        (lambda x, w, bn: fast.hat_cost(56, 7, -1, 1), "L: expected a number of at least 0, got -1"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (B, C, H, W), (C, 1, K, K)), statistics(xp, C))


NP = Backend("numpy")
X, DEEP, WEIGHTS, BIAS = draw(NP, (B, C, H, W), (C, 1, K, K), (O, C, K, K), (O,))
IMAGE, WINDOWS, CARRIERS = draw(NP, (B, 4, 8, C), (B, 3, 4, C), (B, 6, C))
CASES = {
    "fuse_conv_bn": [(WEIGHTS, BIAS, statistics(NP, O)), (WEIGHTS, None, statistics(NP, O))],
    "repmixer_train": [(X, DEEP, statistics(NP, C))],
    "repmixer_fuse": [(DEEP, statistics(NP, C))],
    "carrier_tokens": [(IMAGE, 4, 4)],
    "hierarchical_attention": [(WINDOWS, CARRIERS, attention(NP))],
    "hat_cost": [(56, 7, 4, 1), (8, 4, 1, 3)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(fast, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(fast)
    assert {m.function for m in mine} == set(CASES)
    listed = "train_stats no_identity std_vs_var identity_all_taps global_all"
    assert {f"T9.3/{key}" for key in listed.split()} <= {m.key for m in mine}
