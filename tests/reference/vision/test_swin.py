"""Windows, shifts, masks and merging of Swin against torch and by enumeration, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.vision import swin
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
nn, F = torch.nn, torch.nn.functional

B, H, W, C, M = 2, 4, 6, 3, 2


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def to_torch(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def close(xp, ours, theirs):
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-9, atol=1e-12)


def test_windows_are_cut_one_after_the_other(xp):
    (x,) = draw(xp, (B, H, W, C))
    plain = xp.to_numpy(x)
    cut = [
        plain[b, i : i + M, j : j + M].reshape(M * M, C)
        for b in range(B)
        for i in range(0, H, M)
        for j in range(0, W, M)
    ]
    np.testing.assert_array_equal(xp.to_numpy(swin.window_partition(x, M)), cut)


@pytest.mark.parametrize(("b", "size"), [(0, M), (1, M), (B, M), (B, 1)])
def test_reverse_brings_the_image_back(xp, b, size):
    (x,) = draw(xp, (b, H, W, C))
    got = swin.window_reverse(swin.window_partition(x, size), size, H, W)
    np.testing.assert_array_equal(xp.to_numpy(got), xp.to_numpy(x))


@pytest.mark.parametrize("s", [0, 1, 3, -1, 9])
def test_a_shift_is_torchs_roll_and_its_negative_goes_back(xp, s):
    (x,) = draw(xp, (B, H, W, C))
    got = swin.cyclic_shift(x, s)
    close(xp, got, torch.roll(*to_torch(xp, x), (-s, -s), dims=(1, 2)))
    np.testing.assert_array_equal(xp.to_numpy(swin.cyclic_shift(got, -s)), xp.to_numpy(x))


def allowed(height, width, size, s):
    """Pairs of one window that were no further apart before the shift than after it, found token by token."""
    windows = []
    for top in range(0, height, size):
        for left in range(0, width, size):
            at = [(top + i, left + j) for i in range(size) for j in range(size)]
            came = [((r + s) % height - r, (c + s) % width - c) for r, c in at]  # how far each token was moved
            windows.append([[a == b for b in came] for a in came])
    return windows


@pytest.mark.parametrize("s", [0, 1, 2])
@pytest.mark.parametrize(("height", "width"), [(3, 3), (3, 9), (6, 9)])
def test_tokens_see_each_other_that_were_moved_together(height, width, s):
    np.testing.assert_array_equal(swin.shifted_window_mask(height, width, 3, s), allowed(height, width, 3, s))


def test_the_worked_mask_blocks_0_8_8_12_pairs():
    assert (~swin.shifted_window_mask(4, 4, 2, 1)).sum(axis=(1, 2)).tolist() == [0, 8, 8, 12]


def test_the_worked_index_of_relative_positions():
    expected = [[4, 3, 1, 0], [5, 4, 2, 1], [7, 6, 4, 3], [8, 7, 5, 4]]
    np.testing.assert_array_equal(swin.relative_position_index(2), expected)
    np.testing.assert_array_equal(swin.relative_position_index(1), [[0]])


@pytest.mark.parametrize("size", [2, 3, 7])
def test_pairs_share_a_bias_exactly_when_they_are_equally_apart(size):
    index = swin.relative_position_index(size)
    at = [(i, j) for i in range(size) for j in range(size)]
    apart = {}
    for a, (r, c) in enumerate(at):
        for b, (u, v) in enumerate(at):
            apart.setdefault(int(index[a, b]), set()).add((r - u, c - v))
    assert sorted(apart) == list(range((2 * size - 1) ** 2))
    assert all(len(offsets) == 1 for offsets in apart.values())


@pytest.mark.parametrize("affine", [False, True])
@pytest.mark.parametrize("b", [1, B])
def test_merging_is_torchs_slices_norm_and_linear_map(xp, b, affine):
    x, w, gamma, beta = draw(xp, (b, H, W, C), (2 * C, 4 * C), (4 * C,), (4 * C,))
    tx, tw, tg, tb = to_torch(xp, x, w, gamma, beta)
    four = torch.cat([tx[:, 0::2, 0::2], tx[:, 1::2, 0::2], tx[:, 0::2, 1::2], tx[:, 1::2, 1::2]], -1)
    theirs = F.linear(F.layer_norm(four, (4 * C,), tg if affine else None, tb if affine else None), tw)
    close(xp, swin.patch_merging(x, w, *((gamma, beta) if affine else ())), theirs)


def test_equal_neighbours_merge_to_zero(xp):
    x, w = xp.asarray(np.full((1, 2, 2, C), 1e3)), draw(xp, (2 * C, 4 * C))[0]
    close(xp, swin.patch_merging(x, w), np.zeros((1, 1, 1, 2 * C)))


def counted(h, w, channels, M=None):
    """The multiplications of the projections, of the scores, and of the mixtures, window by window."""
    tokens = h * w if M is None else M * M
    windows = 1 if M is None else h * w // (M * M)
    projections = sum(h * w * channels * channels for _ in "QKVO")
    return projections + sum(windows * tokens * tokens * channels for _ in ("scores", "mixture"))


@pytest.mark.parametrize("sizes", [(56, 56, 96), (56, 56, 96, 7), (4, 6, 3, 2), (1, 1, 1), (1, 1, 1, 1)])
def test_products_are_counted(sizes):
    assert swin.attention_flops(*sizes) == counted(*sizes)


def test_the_worked_products():
    whole, windows = swin.attention_flops(56, 56, 96), swin.attention_flops(56, 56, 96, 7)
    assert (whole, windows, round(whole / windows, 2)) == (2_003_828_736, 145_108_992, 13.81)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (B, H, W, C), (2 * C, 4 * C), (4 * C,), dtype="float32")
    before = [xp.to_numpy(a).copy() for a in arrays]
    x, w, gamma = arrays
    out = [swin.window_partition(x, M), swin.cyclic_shift(x, 1), swin.patch_merging(x, w, gamma, gamma)]
    out.append(swin.window_reverse(out[0], M, H, W))
    assert {a.dtype for a in out} == {x.dtype}
    for a, b in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, w: swin.window_partition(x, 3), "M: expected a divisor of H = 4 and W = 6, got 3"),
        (lambda x, w: swin.window_partition(x, 0), "M: expected a divisor of H = 4 and W = 6, got 0"),
        (lambda x, w: swin.window_partition(w, 2), r"x: expected 4 axes \(B, H, W, C\), got shape \(6, 12\)"),
        (
            lambda x, w: swin.window_reverse(swin.window_partition(x, 2)[:5, :, :], 2, 4, 6),
            "windows: expected a multiple of nW = 6 windows, got 5",
        ),
        (
            lambda x, w: swin.window_reverse(swin.window_partition(x, 2)[:, :3, :], 2, 4, 6),
            r"windows: expected shape \(B·nW, M·M, C\) = \(12, 4, 3\), got \(12, 3, 3\)",
        ),
        (lambda x, w: swin.cyclic_shift(w, 1), r"x: expected 4 axes \(B, H, W, C\)"),
        (lambda x, w: swin.shifted_window_mask(4, 5, 2, 1), "M: expected a divisor of H = 4 and W = 5, got 2"),
        (lambda x, w: swin.shifted_window_mask(4, 4, 2, 2), "s: expected 0 ≤ s < M = 2, got 2"),
        (lambda x, w: swin.shifted_window_mask(0, 4, 2, 1), "H: expected a number of at least 1, got 0"),
        (lambda x, w: swin.relative_position_index(0), "M: expected a number of at least 1, got 0"),
        (lambda x, w: swin.patch_merging(x[:, :3, :, :], w), "x: expected even sides, got 3 and 6"),
        (lambda x, w: swin.patch_merging(x, w[:, :4]), r"W: expected shape \(2C, 4C\) = \(6, 12\), got \(6, 4\)"),
        (lambda x, w: swin.patch_merging(x, w, w[0, :3]), r"gamma: expected shape \(4C,\) = \(12,\), got \(3,\)"),
        (lambda x, w: swin.patch_merging(x, w, eps=-1.0), "eps: expected a number of at least 0, got -1.0"),
        (lambda x, w: swin.attention_flops(0, 4, 3), "h: expected a number of at least 1, got 0"),
        (lambda x, w: swin.attention_flops(4, 4, 3, 0), "M: expected a number of at least 1, got 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (B, H, W, C), (2 * C, 4 * C)))


NP = Backend("numpy")
X, WEIGHTS, GAMMA, BETA = draw(NP, (B, 6, 9, C), (2 * C, 4 * C), (4 * C,), (4 * C,))
CASES = {
    "window_partition": [(X, 3)],
    "window_reverse": [(swin.window_partition(X, 3), 3, 6, 9)],
    "cyclic_shift": [(X, 1)],
    "shifted_window_mask": [(6, 9, 3, 1)],
    "relative_position_index": [(3,)],
    "patch_merging": [(X[:, :, :8, :], WEIGHTS, GAMMA, BETA)],
    "attention_flops": [(56, 56, 96), (56, 56, 96, 7)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(swin, name), CASES[name]) == []


def test_a_table_of_M_squared_lets_pairs_share_a_bias_that_are_not_equally_apart():
    (wrong,) = misconceptions_of(swin.relative_position_index, "T9.2/table_M2")
    assert len(np.unique(wrong.mutant(2))) < 9 == len(np.unique(swin.relative_position_index(2)))


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(swin)
    assert {m.function for m in mine} == set(CASES)
    listed = "shift_sign no_mask transpose_missing table_M2 quadratic merge_mean"
    assert {f"T9.2/{key}" for key in listed.split()} <= {m.key for m in mine}
