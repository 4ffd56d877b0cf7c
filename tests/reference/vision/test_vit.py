"""Patches, embeddings and positions of a vision transformer against torch, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.vision import vit
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
nn, F = torch.nn, torch.nn.functional

B, C, H, W, P, D = 2, 3, 4, 10, 2, 7
N = (H // P) * (W // P)


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def to_torch(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def close(xp, ours, theirs):
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("p", [1, 2])
def test_patches_are_those_of_torchs_unfold(xp, p):
    (x,) = draw(xp, (B, C, H, W))
    theirs = F.unfold(*to_torch(xp, x), p, stride=p).transpose(1, 2)
    close(xp, vit.patchify(x, p), theirs)


def test_a_patch_may_be_the_whole_image_and_a_batch_empty(xp):
    (x,) = draw(xp, (1, C, P, P))
    close(xp, vit.patchify(x, P), xp.to_numpy(x).reshape(1, 1, -1))
    assert vit.patchify(x[:0, :, :, :], P).shape == (0, 1, C * P * P)


@pytest.mark.parametrize("b", [0, 1, B])
def test_unpatchify_is_the_inverse(xp, b):
    (x,) = draw(xp, (b, C, H, W))
    close(xp, vit.unpatchify(vit.patchify(x, P), P, C, H), xp.to_numpy(x))


@pytest.mark.parametrize("b", [1, B])
def test_the_projection_is_a_convolution_whose_stride_is_its_kernel(xp, b):
    x, w, bias, cls, pos = draw(xp, (b, C, H, W), (D, C * P * P), (D,), (D,), (N + 1, D))
    tx, tw, tb, tc, tp = to_torch(xp, x, w, bias, cls, pos)
    tokens = F.conv2d(tx, tw.reshape(D, C, P, P), tb, stride=P).flatten(2).transpose(1, 2)
    theirs = torch.cat([tc.expand(b, 1, D), tokens], dim=1) + tp
    close(xp, vit.vit_embed(x, w, bias, cls, pos), theirs)


def test_an_image_of_224_has_197_tokens(xp):
    x, w, bias, cls, pos = draw(xp, (1, 3, 224, 224), (2, 3 * 16 * 16), (2,), (2,), (197, 2))
    assert vit.vit_embed(x, w, bias, cls, pos).shape == (1, 197, 2)


class Transformer(nn.Module):
    """A ViT of torch's own layers, for its parameters; its blocks are all alike, so one is built."""

    def __init__(self, n_layer, d, patch, img, classes):
        super().__init__()
        self.embed = nn.Conv2d(3, d, patch, stride=patch)
        self.cls = nn.Parameter(torch.zeros(d))
        self.pos = nn.Parameter(torch.zeros((img // patch) ** 2 + 1, d))
        self.block = nn.TransformerEncoderLayer(d, nhead=1, dim_feedforward=4 * d, norm_first=True)
        self.n_layer, self.norm, self.head = n_layer, nn.LayerNorm(d), nn.Linear(d, classes)

    def count(self):
        return parameters(self) + (self.n_layer - 1) * parameters(self.block)


def parameters(module):
    return sum(p.numel() for p in module.parameters())


@pytest.mark.parametrize("sizes", [(1, 4, 2, 8, 3), (3, 6, 4, 12, 1), (12, 384, 16, 224, 1000)])
def test_parameters_are_those_of_torchs_layers(sizes):
    assert vit.vit_param_count(*sizes) == Transformer(*sizes).count()


@pytest.mark.parametrize(
    ("n_layer", "d", "expected"), [(12, 384, 22_050_664), (12, 768, 86_567_656), (24, 1024, 304_326_632)]
)
def test_the_worked_parameters(n_layer, d, expected):
    assert vit.vit_param_count(n_layer, d, 16) == expected


def test_one_token_less_is_196_positions():
    (wrong,) = misconceptions_of(vit.vit_param_count, "T9.1/n_tokens")
    assert vit.vit_param_count(12, 384, 16) - wrong.mutant(12, 384, 16) == 384 * (197 - 196)


def test_the_worked_interpolation(xp):
    pos = xp.asarray([[9.0], [0.0], [1.0], [2.0], [3.0]])
    got = xp.to_numpy(vit.interpolate_pos_embed(pos, (3, 3)))
    assert got[:2, 0].tolist() == pytest.approx([9, -0.260417], abs=5e-7)


@pytest.mark.parametrize("grid", [(1, 1), (2, 7), (3, 3), (5, 4), (6, 9)])
@pytest.mark.parametrize("g", [1, 2, 3, 5])
def test_interpolated_positions_are_torchs(xp, g, grid):
    (pos,) = draw(xp, (1 + g * g, D))
    old = torch.tensor(xp.to_numpy(pos))
    square = old[1:].reshape(1, g, g, D).permute(0, 3, 1, 2)
    theirs = F.interpolate(square, size=grid, mode="bicubic", align_corners=False).permute(0, 2, 3, 1).reshape(-1, D)
    close(xp, vit.interpolate_pos_embed(pos, grid), torch.cat([old[:1], theirs]))


def test_the_same_grid_changes_nothing(xp):
    (pos,) = draw(xp, (10, D))
    np.testing.assert_array_equal(xp.to_numpy(vit.interpolate_pos_embed(pos, (3, 3))), xp.to_numpy(pos))


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (B, C, H, W), (D, C * P * P), (D,), (D,), (N + 1, D), (10, D), dtype="float32")
    before = [xp.to_numpy(a).copy() for a in arrays]
    x, *embedding, pos = arrays
    out = [vit.patchify(x, P), vit.vit_embed(x, *embedding), vit.interpolate_pos_embed(pos, (2, 4))]
    out.append(vit.unpatchify(out[0], P, C, H))
    assert {a.dtype for a in out} == {x.dtype}
    for a, b in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)


def test_integer_pixels_beside_float64_weights_do_not_raise(xp):
    x = xp.ints(np.arange(B * C * H * W).reshape(B, C, H, W))
    w, bias, cls, pos = draw(xp, (D, C * P * P), (D,), (D,), (N + 1, D))
    floats = xp.asarray(xp.to_numpy(x))
    close(xp, vit.vit_embed(x, w, bias, cls, pos), xp.to_numpy(vit.vit_embed(floats, w, bias, cls, pos)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, w, b, c, p: vit.patchify(x, 3), "p: expected a divisor of H = 4 and W = 10, got 3"),
        (lambda x, w, b, c, p: vit.patchify(x, 0), "p: expected a divisor of H = 4 and W = 10, got 0"),
        (lambda x, w, b, c, p: vit.patchify(w, 2), r"x: expected 4 axes \(B, C, H, W\), got shape \(7, 12\)"),
        (
            lambda x, w, b, c, p: vit.unpatchify(vit.patchify(x, 2), 2, 2, 4),
            r"patches: expected shape \(B, N, C·p·p\) = \(2, 10, 8\), got \(2, 10, 12\)",
        ),
        (
            lambda x, w, b, c, p: vit.unpatchify(vit.patchify(x, 2), 2, 3, 6),
            "height: expected a multiple of p = 2 whose rows divide N = 10, got 6",
        ),
        (
            lambda x, w, b, c, p: vit.unpatchify(x, 2, 3, 4),
            r"patches: expected 3 axes \(B, N, C·p·p\), got shape \(2, 3",
        ),
        (
            lambda x, w, b, c, p: vit.unpatchify(vit.patchify(x, 2), 0, 3, 4),
            "p: expected a number of at least 1, got 0",
        ),
        (lambda x, w, b, c, p: vit.vit_embed(w, w, b, c, p), r"x: expected 4 axes \(B, C, H, W\), got shape \(7, 12\)"),
        (lambda x, w, b, c, p: vit.vit_embed(x, b, b, c, p), r"W: expected 2 axes \(d, C·p·p\), got shape \(7,\)"),
        (lambda x, w, b, c, p: vit.interpolate_pos_embed(b, (2, 2)), r"pos: expected 2 axes \(1\+g·g, d\), got shape"),
        (lambda x, w, b, c, p: vit.vit_embed(x, w[:, :10], b, c, p), "W: expected C·p·p columns with C = 3, got 10"),
        (lambda x, w, b, c, p: vit.vit_embed(x, w, b[:2], c, p), r"b: expected shape \(d,\) = \(7,\), got \(2,\)"),
        (lambda x, w, b, c, p: vit.vit_embed(x, w, b, c[:2], p), r"cls: expected shape \(d,\) = \(7,\), got \(2,\)"),
        (
            lambda x, w, b, c, p: vit.vit_embed(x, w, b, c, p[1:, :]),
            r"pos: expected shape \(N\+1, d\) = \(11, 7\), got \(10, 7\)",
        ),
        (lambda x, w, b, c, p: vit.vit_embed(x[:0, :, :, :], w, b, c, p), "x: expected at least one sample"),
        (lambda x, w, b, c, p: vit.interpolate_pos_embed(p, (2, 2)), r"pos: expected 1 \+ g·g rows, got 11"),
        (lambda x, w, b, c, p: vit.interpolate_pos_embed(p[:1, :], (2, 2)), r"pos: expected 1 \+ g·g rows, got 1"),
        (
            lambda x, w, b, c, p: vit.interpolate_pos_embed(p[:10, :], (0, 2)),
            "rows: expected a number of at least 1, got 0",
        ),
        (lambda x, w, b, c, p: vit.vit_param_count(12, 384, 15), "patch: expected a divisor of img = 224, got 15"),
        (lambda x, w, b, c, p: vit.vit_param_count(0, 384, 16), "n_layer: expected a number of at least 1, got 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (B, C, H, W), (D, C * P * P), (D,), (D,), (N + 1, D)))


NP = Backend("numpy")
IMAGE, WEIGHTS, BIAS, CLS, POS = draw(NP, (B, C, H, W), (D, C * P * P), (D,), (D,), (N + 1, D))
CASES = {
    "patchify": [(IMAGE, P)],
    "unpatchify": [(vit.patchify(IMAGE, P), P, C, H)],
    "vit_embed": [(IMAGE, WEIGHTS, BIAS, CLS, POS)],
    "vit_param_count": [(12, 384, 16), (2, 8, 4, 32, 10)],
    "interpolate_pos_embed": [(POS[:10], (4, 5))],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(vit, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(vit)
    assert {m.function for m in mine} == set(CASES)
    listed = "patch_order channel_last no_cls_pos cls_last n_tokens"
    assert {f"T9.1/{key}" for key in listed.split()} <= {m.key for m in mine}
