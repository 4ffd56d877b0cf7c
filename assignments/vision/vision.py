# %% [markdown]
# # Vision transformers, and pictures that know words
#
# A transformer reads a sequence. So cut the picture into pieces and let it read. What is lost on the way is the neighbourhood: every method below
# gives a part of it back, cheaply. Then you will hide three quarters of a picture, and finally bring pictures and words into one space: at the end a tiny CLIP,
# trained in this notebook in a second, finds **a red square** although it was never shown one. (The lecture notes,
# `001_93c4fdc1f7522504.txt`, name the stations: vision transformers, Swin, Fast and Faster ViTs and pretraining in week 8; CLIP, BLIP and Flamingo in week 9.)
#
# Arrays hold floats unless the text says otherwise. Images are `(B, C, H, W)`, tokens on a grid `(B, H, W, C)`, as in the papers; height and width may
# differ. **Never change an array that you were given**, and return what is asked for and nothing more. <!-- graded: mutation, outputs -->
#
# Two functions are given: `log_softmax` from the assignment on losses, and a picture to look at.
# %%
import numpy as np


def log_softmax(z):
    """Logarithms of the probabilities along the last axis, z: any shape → the same shape."""
    below = z - z.max(axis=-1, keepdims=True)
    return below - np.log(np.exp(below).sum(axis=-1, keepdims=True))


def lighthouse(H=48, W=64):
    """A picture, (3, H, W) with values in [0, 1]."""
    y, x = np.mgrid[0:H, 0:W] / H
    sky = np.stack([0.45 + 0.5 * y, 0.55 + 0.25 * y, 0.85 - 0.15 * y])
    sky = np.where((x - 1.02) ** 2 + (y - 0.3) ** 2 < 0.012, np.array([1.0, 0.9, 0.5])[:, None, None], sky)
    sea = np.stack([0.1 + 0 * y, 0.3 + 0.15 * np.sin(40 * y + 3 * np.sin(9 * x)), 0.5 + 0.1 * np.sin(40 * y)])
    picture = np.where(y > 0.7, sea, sky)
    tower = np.abs(x - 0.45) < 0.05 + 0.06 * (y - 0.2)
    stripes = np.where((y * 8).astype(int) % 2, 0.95, 0.1)
    tower_colour = np.stack([0.85 + 0.1 * (stripes > 0.5), stripes, stripes])
    picture = np.where(tower & (y > 0.25) & (y < 0.8), tower_colour, picture)
    lamp = (np.abs(x - 0.45) < 0.045) & (y > 0.15) & (y <= 0.25)
    return np.where(lamp, np.array([1.0, 1.0, 0.6])[:, None, None], picture)


# %% [markdown]
# ## Question 1: an image is 16 × 16 words
#
# Cut the image into squares of side $p$, write each as one long vector, and multiply by a matrix. That is the whole entrance of a vision transformer:
#
# ```
#   x (B, C, H, W)              patches (B, N, C·p·p)                        tokens (B, N + 1, d)
#
#   ┌────┬────┬────┐            0   [ red of ▢ | green of ▢ | blue of ▢ ]     [cls]            + pos[0]
#   │ 0  │ 1  │ 2  │     →      1   [ …                             ]    →   patch 0 · Wᵀ + b  + pos[1]
#   ├────┼────┼────┤            …                                            …
#   │ 3  │ 4  │ 5  │            5   [ …                             ]        patch 5 · Wᵀ + b  + pos[6]
#   └────┴────┴────┘
#                               N = (H/p)(W/p), patches ROW BY ROW; inside a patch CHANNEL BY CHANNEL, then row by row
# ```
#
# Without positions the transformer could not tell a picture from the same patches shuffled. The *class token* is a learned vector that belongs to no patch: what it has gathered
# after the last layer is what the classifier sees. It comes **first** and has a position, too. An image of 224 × 224 with $p = 16$ has $14 \cdot 14 + 1 = 197$ tokens.
#
# Multiplying each patch by $W$ is nothing but a convolution whose stride is its kernel: no overlap, no neighbourhood. The rest of the network has to learn from data that
# patch 1 lies beside patch 2.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 4
# %% [markdown]
# Write
#
# * `patchify(x, p)`: `x` is `(B, C, H, W)`, `p` divides `H` and `W`; return `(B, N, C·p·p)`;
# * `vit_embed(x, W, b, cls, pos)`: `W` is `(d, C·p·p)` (find `p` from it), `b` `(d,)`, `cls` `(d,)`, `pos` `(N + 1, d)`; return `(B, N + 1, d)`.
#
# *A hint:* `reshape` splits an axis into two, `transpose` brings those together that belong together, and only then `reshape` joins. *The usual trap:* a single `reshape` gives
# the right shape, and stripes of the image.
# %% [raw]
# # BEGIN SOLUTION
# %%
def patchify(x, p):
    """Patches of images, row by row, each as a vector C·p·p, x: (B, C, H, W) → (B, N, C·p·p)."""
    # BEGIN SOLUTION
    B, C, H, W = x.shape
    parts = x.reshape(B, C, H // p, p, W // p, p)
    return parts.transpose(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)
    # END SOLUTION


def vit_embed(x, W, b, cls, pos):
    """Tokens of a vision transformer, class token first, x: (B, C, H, W) → (B, N + 1, d)."""
    # BEGIN SOLUTION
    p = round((W.shape[1] / x.shape[1]) ** 0.5)
    tokens = patchify(x, p) @ W.T + b
    first = np.broadcast_to(cls, (len(x), 1, len(cls)))
    return np.concatenate([first, tokens], axis=1) + pos
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two rows of three patches
points: 0.5
""" # END TEST CONFIG
def test_public_patches(patchify):
    import numpy as np
    x = np.arange(48.0).reshape(1, 2, 4, 6)
    got = patchify(x, 2)
    assert np.shape(got) == (1, 6, 8), f"4 × 6 pixels have 6 patches of 2 × 2, with 2 channels: shape (1, 6, 8), got {np.shape(got)}"
    assert np.array_equal(got[0][0], [0, 1, 6, 7, 24, 25, 30, 31]), "the first patch: 0 1 / 6 7 of channel 0, then 24 25 / 30 31 of channel 1"
    assert np.array_equal(got[0][1][:4], [2, 3, 8, 9]), "the second patch stands to the right of the first"
    assert x[0, 0, 0, 1] == 1, "patchify changed the images that it was given"
# %%
""" # BEGIN TEST CONFIG
name: one patch and the class token
points: 0.5
""" # END TEST CONFIG
def test_public_embed(vit_embed):
    import numpy as np
    x, W = np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), np.array([[1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 2.0]])
    got = vit_embed(x, W, np.array([0.0, 0.5, 0.0]), np.array([9.0, 9.0, 9.0]), np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]))
    assert np.shape(got) == (1, 2, 3), f"one patch and the class token, d = 3: shape (1, 2, 3), got {np.shape(got)}"
    assert np.allclose(got[0][0], [10, 11, 12]), "the class token (9, 9, 9) comes first, with its position (1, 2, 3)"
    assert np.allclose(got[0][1], [11, 30.5, 38]), "the patch (1, 2, 3, 4) becomes (1, 10.5, 8), and its position is (10, 20, 30)"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What the transformer gets: a picture, and its patches in the order of the sequence. Could you put it together again? A transformer without positions could not.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

scene = lighthouse()
try:
    pieces = np.asarray(patchify(scene[None], 16))[0]
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 2.8), width_ratios=(1, 2), layout="constrained")
    left.imshow(scene.transpose(1, 2, 0))
    for i in range(1, 4):
        left.axvline(16 * i - 0.5, color="w", linewidth=0.8)
        left.axhline(16 * i - 0.5, color="w", linewidth=0.8)
    row = np.ones((3, 2 * 18, 6 * 18))
    for i, piece in enumerate(pieces):
        up, across = 18 * (i // 6), 18 * (i % 6)
        row[:, up : up + 16, across : across + 16] = piece.reshape(3, 16, 16)
        right.text(across + 1, up + 4, str(i), color="w", fontsize=9)
    right.imshow(row.transpose(1, 2, 0))
    for panel in (left, right):
        panel.axis("off")
except (IndexError, TypeError, ValueError):
    print("answer question 1 to see the patches")
# %% [markdown]
# ## Question 2: windows that move
#
# $n$ tokens have $n^2$ pairs, and a picture has many tokens. *Swin* lets each token look only at the $M \times M$ tokens of its window: with $h\,w$ tokens of width $C$,
# attention costs $4 h w C^2 + 2 M^2\, h w\, C$ instead of $4 h w C^2 + 2 (h w)^2 C$. For $h = w = 56$, $C = 96$ and $M = 7$ that is 14 times less.
#
# But windows are walls. So in every second layer the picture is rolled by $s$ tokens first (`(s, s)` comes to the corner; what leaves at one side comes in at the other), and the walls stand elsewhere:
#
# ```
#   4 × 4 tokens, M = 2             rolled by s = 1
#
#     0  1 │  2  3                    5  6 │  7  4       ← 4, 8 and 12 stood at the other end of their rows
#     4  5 │  6  7                    9 10 │ 11  8
#    ──────┼──────                   ──────┼──────
#     8  9 │ 10 11                   13 14 │ 15 12
#    12 13 │ 14 15                    1  2 │  3  0       ← 1, 2, 3 and 0 were the first row
# ```
#
# Tokens that are neighbours only because the picture was rolled must not see each other. After the roll, rows from $H - s$ on have come around, and so have columns from
# $W - s$ on. **Two tokens of a window may see each other if in both directions both have come around or neither has.** In the picture: 7 and 11 may, 7 and 4 may not. Of the 16 pairs
# of each window (a token and itself are one of them), 0, 8, 8 and 12 are forbidden.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 5
# %% [markdown]
# Write
#
# * `window_partition(x, M)`: `x` is `(B, H, W, C)`, `M` divides both sides; return `(B·nW, M·M, C)`: all windows of the first image, row by row, then those of the next; the tokens of a
#   window row by row;
# * `cyclic_shift(x, s)`: `x` rolled so that the token `(s, s)` comes to `(0, 0)`, same shape. `s` may be any whole number: `-s` rolls back;
# * `shifted_window_mask(H, W, M, s)`: $0 \le s < M$; return truth values `(nW, M·M, M·M)`: may token $i$ of a window see token $j$? Windows and tokens in the order of `window_partition`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def window_partition(x, M):
    """Windows of M × M tokens, x: (B, H, W, C) → (B·nW, M·M, C)."""
    # BEGIN SOLUTION
    B, H, W, C = x.shape
    parts = x.reshape(B, H // M, M, W // M, M, C)
    return parts.transpose(0, 1, 3, 2, 4, 5).reshape(-1, M * M, C)
    # END SOLUTION


def cyclic_shift(x, s):
    """The grid of tokens rolled by −s along rows and columns, x: (B, H, W, C) → (B, H, W, C)."""
    return np.roll(x, (-s, -s), axis=(1, 2))  # SOLUTION


def shifted_window_mask(H, W, M, s):
    """May token i of a window see token j? → (nW, M·M, M·M) bool."""
    # BEGIN SOLUTION
    down, across = np.arange(H) >= H - s, np.arange(W) >= W - s
    around = 2 * down[:, None] + across
    zones = window_partition(around[None, :, :, None], M)
    return zones == zones.transpose(0, 2, 1)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: sixteen tokens
points: 0.5
""" # END TEST CONFIG
def test_public_sixteen(window_partition, cyclic_shift):
    import numpy as np
    x = np.arange(16.0).reshape(1, 4, 4, 1)
    got = window_partition(x, 2)
    assert np.shape(got) == (4, 4, 1), f"four windows of four tokens: shape (4, 4, 1), got {np.shape(got)}"
    assert np.array_equal(np.asarray(got)[1, :, 0], [2, 3, 6, 7]), "the second window stands to the right of the first: 2 3 / 6 7"
    rolled = cyclic_shift(x, 1)
    assert np.shape(rolled) == (1, 4, 4, 1), f"the shape stays, got {np.shape(rolled)}"
    assert np.array_equal(np.asarray(rolled)[0, 0, :, 0], [5, 6, 7, 4]), "the first row is 5 6 7 4 then"
    assert x[0, 0, 1, 0] == 1, "the tokens that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: who may see whom
points: 0.5
""" # END TEST CONFIG
def test_public_mask(shifted_window_mask):
    import numpy as np
    got = shifted_window_mask(4, 4, 2, 1)
    assert np.shape(got) == (4, 4, 4), f"four windows of 4 × 4 pairs: shape (4, 4, 4), got {np.shape(got)}"
    got = np.asarray(got)
    assert np.array_equal(got[1], [[1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1]]), "the second window holds 7 4 / 11 8: 7 sees 11, 4 sees 8"
    assert [int((~w.astype(bool)).sum()) for w in got] == [0, 8, 8, 12], "0, 8, 8 and 12 pairs are forbidden"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# The windows of one layer, and of the next: drawn on the picture, the second ones are of four kinds. Right: the masks of the four windows in the lower right corner
# (12 × 16 tokens, $M = 4$, $s = 2$); white may see.
# %%
try:
    H, W, M, s = 12, 16, 4, 2
    numbers = np.asarray(window_partition(np.arange(float(H * W)).reshape(1, H, W, 1), M))[:, :, 0]
    owner = np.zeros(H * W)
    for i, window in enumerate(numbers):
        owner[window.astype(int)] = (i * 5) % 12
    owner = owner.reshape(H, W)
    moved = np.asarray(cyclic_shift(owner[None, :, :, None], -s))[0, :, :, 0]
    masks = np.asarray(shifted_window_mask(H, W, M, s))
    figure = plt.figure(figsize=(11, 2.6), layout="constrained")
    panels = [figure.add_subplot(1, 4, i) for i in (1, 2)] + [figure.add_subplot(2, 8, i) for i in (6, 7, 14, 15)]
    for panel, colours, title in zip(panels, (owner, moved), ("one layer", "the next layer")):
        panel.imshow(scene.transpose(1, 2, 0))
        panel.imshow(np.kron(colours, np.ones((4, 4))), cmap="tab20", alpha=0.45)
        panel.set_title(title, fontsize=10)
    for panel, k in zip(panels[2:], (6, 7, 10, 11)):
        panel.imshow(masks[k], cmap="gray", vmin=0, vmax=1)
        panel.set_title(f"window {k}", fontsize=8)
    for panel in panels:
        panel.set(xticks=[], yticks=[])
except (IndexError, TypeError, ValueError):
    print("answer question 2 to see the windows")
# %% [markdown]
# ## Question 3: train wide, run thin
#
# Layers that help in training may be dead weight afterwards. A batch norm in use is no statistic any more. It has a fixed mean $\mu$ and variance $v$ for each channel, so convolution and norm are
# one linear map after the other, and that is one linear map:
#
# $$\gamma\, \frac{(w * x + b) - \mu}{\sqrt{v + \epsilon}} + \beta \;=\; \underbrace{\frac{\gamma}{\sqrt{v + \epsilon}}\, w}_{w'} * x \;+\; \underbrace{\beta + \frac{\gamma\,(b - \mu)}{\sqrt{v + \epsilon}}}_{b'}$$
#
# FastViT goes one step further. Its mixer is $x + \mathrm{BN}(\mathrm{DWConv}(x))$, where a *depthwise* convolution has one $k \times k$ kernel for each channel and mixes no channels. And what is the $x +$? A
# convolution, too: with a kernel that is 1 at its centre and 0 elsewhere. So norm and skip disappear into the kernel, and the memory for the skip is free:
#
# ```
#           w            γ/√(v+ε) = 2        + skip
#     0.1  0.2  0.1     0.2  0.4  0.2     0.2  0.4  0.2
#     0.0  0.5  0.0  →  0.0  1.0  0.0  →  0.0  2.0  0.0        the skip is not scaled by the norm: it adds 1
#    −0.1  0.0  0.1    −0.2  0.0  0.2    −0.2  0.0  0.2
# ```
#
# (The paper writes $x + \mathrm{DWConv}(\mathrm{BN}(x))$. At the border, where zeros are padded **after** the norm has shifted everything, that is not one kernel. The order here is.)
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 4
# %% [markdown]
# Write
#
# * `fuse_conv_bn(w, b, bn)` → `(w', b')`: `w` is `(O, C, k, k)`, `b` is `(O,)` or `None` (no bias), `bn` the tuple `(gamma, beta, mean, var, eps)`, four arrays `(O,)` and a number; shapes `(O, C, k, k)` and `(O,)`;
# * `repmixer_fuse(w_dw, bn)` → `(w', b')`: `w_dw` is `(C, 1, k, k)` with odd `k`, without a bias; kernel and bias of the whole mixer $x + \mathrm{BN}(\mathrm{DWConv}(x))$, `(C, 1, k, k)` and `(C,)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def fuse_conv_bn(w, b, bn):
    """A convolution and its batch norm as one convolution, w: (O, C, k, k), b: (O,) or None → (w', b')."""
    # BEGIN SOLUTION
    gamma, beta, mean, var, eps = bn
    scale = gamma / np.sqrt(var + eps)
    bias = -mean if b is None else b - mean
    return w * scale[:, None, None, None], beta + bias * scale
    # END SOLUTION


def repmixer_fuse(w_dw, bn):
    """x + BN(DWConv(x)) as one depthwise convolution, w_dw: (C, 1, k, k) → (w', b')."""
    # BEGIN SOLUTION
    w, b = fuse_conv_bn(w_dw, None, bn)
    middle = w.shape[2] // 2
    w[:, 0, middle, middle] += 1
    return w, b
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the kernel of the text
points: 0.5
""" # END TEST CONFIG
def test_public_kernel(repmixer_fuse):
    import numpy as np
    w = np.array([[[[0.1, 0.2, 0.1], [0.0, 0.5, 0.0], [-0.1, 0.0, 0.1]]]])
    bn = (np.array([2.0]), np.array([0.5]), np.array([3.0]), np.array([0.75]), 0.25)
    got = repmixer_fuse(w, bn)
    assert got is not None and len(got) >= 2, "return the pair (w', b')"
    assert np.shape(got[0]) == (1, 1, 3, 3) and np.shape(got[1]) == (1,), f"expected shapes (1, 1, 3, 3) and (1,), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert w[0, 0, 1, 1] == 0.5, "repmixer_fuse changed the kernel that it was given: work on a copy"
    assert np.allclose(got[0][0][0], [[0.2, 0.4, 0.2], [0.0, 2.0, 0.0], [-0.2, 0.0, 0.2]]), "γ/√(v + ε) = 2 / √1 = 2: the kernel twice, and 1 at its centre"
    assert np.allclose(got[1], [-5.5]), "the bias is β - 2 μ = 0.5 - 6"
# %%
""" # BEGIN TEST CONFIG
name: one weight
points: 0.5
""" # END TEST CONFIG
def test_public_weight(fuse_conv_bn):
    import numpy as np
    w, b = np.array([[[[4.0]]]]), np.array([1.0])
    got = fuse_conv_bn(w, b, (np.array([3.0]), np.array([10.0]), np.array([2.0]), np.array([8.0]), 1.0))
    assert got is not None and len(got) >= 2, "return the pair (w', b')"
    assert np.shape(got[0]) == (1, 1, 1, 1) and np.shape(got[1]) == (1,), "the shapes of w and b stay"
    assert np.allclose(got[0], 4), "γ/√(v + ε) = 3 / √9 = 1: the weight stays"
    assert np.allclose(got[1], [9]), "β + (b - μ) = 10 + 1 - 2"
    assert np.allclose(fuse_conv_bn(w, None, (np.array([3.0]), np.array([10.0]), np.array([2.0]), np.array([8.0]), 1.0))[1], [8]), "None is a bias of 0"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# The proof on the picture: the mixer in three steps, and your single kernel. Left: both agree at every pixel, also at the border. Right: the same with the order of the paper, where $w'$ is right
# inside and wrong at the rim. (The scale is logarithmic: −16 is rounding.)
# %%
def depthwise(x, w, b):
    """Depthwise convolution with zero padding, x: (C, H, W), w: (C, 1, k, k), b: (C,)."""
    k = w.shape[2]
    wide = np.pad(x, ((0, 0), (k // 2, k // 2), (k // 2, k // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(wide, (k, k), axis=(1, 2))
    return np.einsum("chwij,cij->chw", windows, w[:, 0]) + b[:, None, None]


try:
    rng = np.random.default_rng(3)
    w_dw, statistics = rng.normal(size=(3, 1, 5, 5)) / 5, tuple(rng.uniform(0.5, 1.5, size=3) for _ in range(4))
    gamma, beta, mean, var = (part[:, None, None] for part in statistics)

    def norm(z):
        return gamma * (z - mean) / np.sqrt(var + 1e-5) + beta

    w_all, b_all = (np.asarray(part) for part in repmixer_fuse(w_dw, (*statistics, 1e-5)))
    ours = scene + norm(depthwise(scene, w_dw, np.zeros(3)))
    paper = scene + depthwise(norm(scene), w_dw, np.zeros(3))
    inside = paper[:, 24, 32] - depthwise(scene, w_all, np.zeros(3))[:, 24, 32]  # the bias that fits in the middle
    figure, panels = plt.subplots(1, 2, figsize=(9, 2.8), layout="constrained")
    for panel, wrong, title in (
        (panels[0], ours - depthwise(scene, w_all, b_all), "x + BN(DWConv(x))"),
        (panels[1], paper - depthwise(scene, w_all, inside), "x + DWConv(BN(x))"),
    ):
        shown = panel.imshow(np.log10(np.abs(wrong).max(axis=0) + 1e-16), vmin=-16, vmax=0)
        panel.set(title=title, xticks=[], yticks=[])
    figure.colorbar(shown, ax=panels, label="log₁₀ of the difference")
except (IndexError, TypeError, ValueError):
    print("answer question 3 to see the difference")
# %% [markdown]
# ## Question 4: hide three quarters
#
# A *masked autoencoder* learns from pictures without labels: remove most patches, let the encoder see the rest, and ask a small decoder for what is missing. Three quarters may go, for pictures repeat
# themselves; with words (BERT, 15 %) that would be hopeless. And the encoder runs on a quarter of the tokens.
#
# Which patches are kept is decided by noise: the $K$ smallest of $N$ numbers, $K = \lfloor N (1 - \text{ratio}) + 10^{-9} \rfloor$, of equal ones the first. (The $10^{-9}$ is there because for a computer $10 \cdot (1 - 0.9)$ is
# 0.9999999999999998.) The order of the noise is a shuffle of the patches, and the decoder needs to undo it:
#
# ```
#   patch            0      1      2      3          ratio = 0.5
#   noise            0.6    0.1    0.9    0.3
#
#   order of noise   1  3 | 0  2                     keep = (1, 3)
#   mask             yes    no     yes    no         True = REMOVED
#   restore          2      0      3      1          patch 0 is third in the order, patch 1 first, …
#
#   what the decoder has       [kept 1] [kept 3] [?] [?]
#   … taken at restore         [?] [kept 1] [?] [kept 3]         now positions can be added
# ```
#
# The loss is the squared error, averaged over the **removed** patches and their numbers. (To copy what one sees is no art.) With `norm_pix` each target patch is normalised by itself first, so that the model
# has to guess the structure rather than the brightness:
#
# $$\hat x_i = \frac{x_i - \bar x}{\sqrt{v + 10^{-6}}}, \qquad v = \frac1{P - 1} \sum_i (x_i - \bar x)^2, \qquad i = 1 \dots P \text{ in one patch}$$
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 4
# %% [markdown]
# Write
#
# * `mae_random_mask(noise, ratio=0.75)` → `(keep, mask, restore)`: `noise` is `(B, N)`; `keep` are the indices of the kept patches, those of the smallest noise first, `(B, K)` integers; `mask` `(B, N)` truth values; `restore` `(B, N)` integers. The
#   ratio may be 0 or 1;
# * `mae_loss(pred, target, mask, norm_pix=True)`: `pred` and `target` are `(B, N, P)`, `mask` `(B, N)` with at least one True; return a number. All removed patches of the batch weigh the same.
# %% [raw]
# # BEGIN SOLUTION
# %%
def mae_random_mask(noise, ratio=0.75):
    """Which patches a masked autoencoder keeps, noise: (B, N) → (keep (B, K) int, mask (B, N) bool, restore (B, N) int)."""
    # BEGIN SOLUTION
    K = int(noise.shape[1] * (1 - ratio) + 1e-9)
    order = np.argsort(noise, axis=1, kind="stable")
    restore = np.argsort(order, axis=1)
    return order[:, :K], restore >= K, restore
    # END SOLUTION


def mae_loss(pred, target, mask, norm_pix=True):
    """Mean squared error over the removed patches, pred and target: (B, N, P), mask: (B, N) bool → number."""
    # BEGIN SOLUTION
    if norm_pix:
        v = target.var(axis=2, ddof=1, keepdims=True)
        target = (target - target.mean(axis=2, keepdims=True)) / np.sqrt(v + 1e-6)
    return np.mean((pred - target)[mask] ** 2)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: four patches
points: 0.5
""" # END TEST CONFIG
def test_public_four(mae_random_mask):
    import numpy as np
    noise = np.array([[0.6, 0.1, 0.9, 0.3]])
    got = mae_random_mask(noise, 0.5)
    assert got is not None and len(got) >= 3, "return (keep, mask, restore)"
    keep, mask, restore = got[:3]
    assert np.shape(keep) == (1, 2), f"half of four patches: keep has shape (1, 2), got {np.shape(keep)}"
    assert np.shape(mask) == (1, 4) and np.shape(restore) == (1, 4), "mask and restore have the shape of the noise, (1, 4)"
    assert np.array_equal(keep, [[1, 3]]), "the smallest noises are those of the patches 1 and 3"
    assert np.array_equal(mask, [[True, False, True, False]]), "True marks what was removed"
    assert np.array_equal(restore, [[2, 0, 3, 1]]), "expected the row of the text: 2 0 3 1"
    assert noise[0, 0] == 0.6, "mae_random_mask changed the noise that it was given"
# %%
""" # BEGIN TEST CONFIG
name: two patches, one of them removed
points: 0.5
""" # END TEST CONFIG
def test_public_removed(mae_loss):
    import numpy as np
    pred, target = np.array([[[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]]]), np.array([[[2.0, 2.0, 3.0, 4.0], [1.0, 1.0, 1.0, 1.0]]])
    got = mae_loss(pred, target, np.array([[True, False]]), norm_pix=False)
    assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 0.25), "of four numbers in the removed patch one is off by 1"
    zero = mae_loss(np.zeros((1, 2, 4)), np.array([[[1.0, 3.0, 1.0, 3.0], [7.0, 7.0, 7.0, 9.0]]]), np.array([[True, False]]))
    assert np.allclose(zero, 0.75, atol=1e-5), "1 3 1 3 has the mean 2 and v = 4/3: normalised it is ∓0.866, and the square of that is 0.75"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What the encoder sees, and three guesses at the rest: the mean of all that is visible, the mean of the nearest visible patches, and their smooth continuation. Each with **your** loss on the removed patches. Every one of them would be
# beaten by a model that has seen other lighthouses.
# %%
try:
    p, (rows, columns) = 4, (12, 16)
    target = scene.reshape(3, rows, p, columns, p).transpose(1, 3, 0, 2, 4).reshape(1, rows * columns, 3 * p * p)
    _, mask, _ = (np.asarray(part) for part in mae_random_mask(np.random.default_rng(7).uniform(size=(1, rows * columns)), 0.75))
    spots = np.stack(np.divmod(np.arange(rows * columns), columns), axis=1).astype(float)
    distance = np.linalg.norm(spots[:, None] - spots[~mask[0]][None], axis=2)
    visible = target[0][~mask[0]]
    mean = np.broadcast_to(visible.reshape(-1, 3, p * p).mean(axis=(0, 2))[:, None], (rows * columns, 3, p * p)).reshape(1, -1, 3 * p * p)
    nearest = np.exp(-2 * distance**2 + 2 * distance.min(axis=1, keepdims=True) ** 2)
    smooth = np.exp(-distance)
    guesses = {"mean": mean} | {
        name: (weights / weights.sum(axis=1, keepdims=True) @ visible.reshape(-1, 3, p * p).mean(axis=2))[None, :, :, None].repeat(p * p, axis=3).reshape(target.shape)
        for name, weights in (("nearest", nearest), ("smooth", smooth))
    }
    figure, panels = plt.subplots(1, 4, figsize=(11, 2.4), layout="constrained")
    hidden = np.where(mask[..., None], 0.5, target)
    for panel, (name, guess) in zip(panels, {"visible": hidden, **guesses}.items()):
        shown = np.where(mask[..., None], guess, target)
        panel.imshow(shown.reshape(rows, columns, 3, p, p).transpose(0, 3, 1, 4, 2).reshape(rows * p, columns * p, 3))
        panel.set(xticks=[], yticks=[])
        panel.set_title(name if name == "visible" else f"{name}: {float(mae_loss(guess, target, mask, norm_pix=False)):.4f}", fontsize=10)
except (IndexError, TypeError, ValueError):
    print("answer question 4 to see what is left of the picture")
# %% [markdown]
# ## Question 5: pictures and words in one space
#
# *CLIP* has two encoders, one for images and one for texts, and a single wish: an image and **its** text point in the same direction, all others do not. With rows of length 1, $\hat I_i = I_i / \lVert I_i \rVert$ and $\hat T_j$ likewise,
#
# $$\ell_{ij} = \min(e^s, 100)\; \hat I_i \cdot \hat T_j$$
#
# is a table of cosines, made sharper by a learned scale ($s$ is its logarithm, so that it stays positive; it starts at $\log\frac1{0.07}$, and 100 is the limit). In a batch, image $i$ belongs to text $i$. So each **row** is a classification: which of these texts is it? And so is each
# **column**: which of these images? The loss is the mean of the two cross-entropies:
#
# ```
#                  text 0    text 1
#   image 0      [  1.8       0.2  ]  → −log softmax at 0: 0.184           cosines [[0.9, 0.1], [0.3, 0.8]], scale 2
#   image 1      [  0.6       1.6  ]  → −log softmax at 1: 0.313           rows: 0.2486
#                    ↓         ↓                                           columns: 0.2419
#                  0.263     0.220                                         loss: (0.2486 + 0.2419) / 2 = 0.2452
# ```
#
# Then a classifier needs no training: **a class is a text.** Several texts are better than one ("a photo of a cat", "a drawing of a cat"): bring each prompt to length 1, average, and bring the average to length 1 again. Of $(1, 0)$ and
# $(0.6, 0.8)$ the average is $(0.8, 0.4)$, and the class $(0.894, 0.447)$. Why again? A class whose prompts disagree has a short average, and would lose against any other.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 5
# %% [markdown]
# Write
#
# * `clip_logits(img, txt, logit_scale)`: `img` is `(N, d)`, `txt` `(M, d)`, `logit_scale` the number $s$; return `(N, M)`. A row of zeros has no direction: its cosines are 0;
# * `clip_loss(img, txt, logit_scale)`: both `(N, d)`; return a number;
# * `zero_shot_classify(img, class_prompts)`: `img` is `(N, d)`, `class_prompts` a list with one array for each class, `(P, d)` with at least one prompt, not all with the same `P`; return the class of the highest cosine, `(N,)` integers.
# %% [raw]
# # BEGIN SOLUTION
# %%
def clip_logits(img, txt, logit_scale):
    """Scaled cosines, img: (N, d), txt: (M, d) → (N, M)."""
    # BEGIN SOLUTION
    lengths = np.linalg.norm(img, axis=1)[:, None] * np.linalg.norm(txt, axis=1)
    cosines = img @ txt.T / np.where(lengths > 0, lengths, 1)
    return cosines * min(np.exp(min(logit_scale, 5)), 100)
    # END SOLUTION


def clip_loss(img, txt, logit_scale):
    """Mean of the cross-entropies of rows and columns, img and txt: (N, d) → number."""
    # BEGIN SOLUTION
    logits = clip_logits(img, txt, logit_scale)
    rows, columns = np.diag(log_softmax(logits)), np.diag(log_softmax(logits.T))
    return -(rows.mean() + columns.mean()) / 2
    # END SOLUTION


def zero_shot_classify(img, class_prompts):
    """The class whose averaged prompt is nearest, img: (N, d), class_prompts: list of (P, d) → (N,) int."""
    # BEGIN SOLUTION
    classes = []
    for prompts in class_prompts:
        mean = (prompts / np.linalg.norm(prompts, axis=1, keepdims=True)).mean(axis=0)
        classes.append(mean / np.linalg.norm(mean))
    return (img @ np.array(classes).T).argmax(axis=1)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two images, two texts
points: 0.5
""" # END TEST CONFIG
def test_public_two(clip_logits, clip_loss):
    import numpy as np
    img, txt = np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([[3.0, 4.0], [0.0, 0.5]])
    got = clip_logits(img, txt, np.log(2.0))
    assert np.shape(got) == (2, 2), f"a row for each image, a column for each text: shape (2, 2), got {np.shape(got)}"
    assert np.allclose(got, [[1.2, 0.0], [1.6, 2.0]]), "the cosines are 0.6 and 0, 0.8 and 1, and e^s is 2"
    loss = clip_loss(img, txt, np.log(2.0))
    assert np.shape(loss) == (), f"the loss is one number, got shape {np.shape(loss)}"
    assert np.allclose(loss, 0.454060, atol=1e-6), "rows: 0.263 and 0.513, columns: 0.913 and 0.127; the mean of their means is 0.4541"
    assert img[1, 1] == 2, "the embeddings that were given have changed: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: two prompts against one
points: 0.5
""" # END TEST CONFIG
def test_public_prompts(zero_shot_classify):
    import numpy as np
    prompts = [np.array([[1.0, 0.0], [0.6, 0.8]]), np.array([[0.0, 3.0]])]
    got = zero_shot_classify(np.array([[2.0, 0.5], [0.1, 4.0], [1.0, 0.6]]), prompts)
    assert np.shape(got) == (3,), f"one class for each image: shape (3,), got {np.shape(got)}"
    assert np.array_equal(got, [0, 1, 0]), "(2, 0.5) and (1, 0.6) are nearer to (0.894, 0.447), (0.1, 4) is nearer to (0, 1)"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Now the tiny CLIP. The images are 16 × 16 pixels: four shapes in four colours, a little moved and noisy. The text encoder adds a learned vector for each word; the image encoder is one matrix. **Four of the sixteen pairs
# of colour and shape are never shown in training.** The gradient is that of your loss: $\partial L / \partial \ell = \frac1{2N} (P_{\text{rows}} - I) + \frac1{2N} (P_{\text{columns}} - I)$, what was said minus what is true, twice.
# %%
COLOUR = {"red": (0.9, 0.2, 0.15), "green": (0.2, 0.75, 0.25), "blue": (0.2, 0.35, 0.9), "yellow": (0.9, 0.8, 0.15)}
SHAPES = ("square", "circle", "cross", "gate")
NEVER_SHOWN = {("red", "square"), ("green", "circle"), ("blue", "cross"), ("yellow", "gate")}
PAIRS = [(colour, shape) for colour in COLOUR for shape in SHAPES]
WORDS = ["a", "photo", "drawing", "of", "the", "small", *COLOUR, *SHAPES]
TEMPLATES = ("a {} {}", "a photo of a {} {}", "the small {} {}", "a drawing of the {} {}")


def draw_shape(rng, colour, shape):
    """A picture (3, 16, 16) of a shape, a little moved and noisy."""
    y, x = np.mgrid[0:16, 0:16] - 7.5 - rng.integers(-1, 2, size=2)[:, None, None]
    inside = {
        "square": np.maximum(abs(x), abs(y)) < 4.6,
        "circle": (x**2 + y**2 < 30) & (x**2 + y**2 > 9),
        "cross": (np.minimum(abs(x), abs(y)) < 1.6) & (np.maximum(abs(x), abs(y)) < 6),
        "gate": (np.abs(y) < 6) & (np.abs(x) < 6) & (np.abs(x) > 2.5),
    }[shape]
    return np.where(inside, np.array(COLOUR[colour])[:, None, None], 0.95) + 0.08 * rng.normal(size=(3, 16, 16))


def bag(text):
    """How often each word occurs in a text."""
    return np.array([text.split().count(word) for word in WORDS], dtype=float)


try:
    rng = np.random.default_rng(0)
    shown = [pair for pair in PAIRS if pair not in NEVER_SHOWN]
    W_image, W_text, scale = 0.05 * rng.normal(size=(24, 768)), 0.3 * rng.normal(size=(24, len(WORDS))), np.log(10.0)
    curve = []
    for step in range(120):
        X = np.stack([draw_shape(rng, *pair).ravel() - 0.8 for pair in shown])
        C = np.stack([bag(str(rng.choice(TEMPLATES)).format(*pair)) for pair in shown])
        I, T = X @ W_image.T, C @ W_text.T
        logits = np.asarray(clip_logits(I, T, scale))
        curve.append(float(clip_loss(I, T, scale)))
        G = (np.exp(log_softmax(logits)) + np.exp(log_softmax(logits.T)).T - 2 * np.eye(len(X))) / (2 * len(X))
        long_I, long_T = (np.linalg.norm(part, axis=1, keepdims=True) for part in (I, T))
        to_I, to_T = 10 * G @ (T / long_T), 10 * G.T @ (I / long_I)
        to_I, to_T = ((to - part * (to * part).sum(axis=1, keepdims=True) / long**2) / long for to, part, long in ((to_I, I, long_I), (to_T, T, long_T)))
        W_image, W_text = W_image - 0.05 * to_I.T @ X, W_text - 0.5 * to_T.T @ C
    gallery_pairs = [PAIRS[k] for k in rng.integers(0, 16, size=160)]
    gallery = np.stack([draw_shape(rng, *pair) for pair in gallery_pairs])
    I = (gallery.reshape(160, -1) - 0.8) @ W_image.T
    prompts = [np.stack([W_text @ bag(template.format(*pair)) for template in TEMPLATES]) for pair in PAIRS]
    said = np.asarray(zero_shot_classify(I, prompts))
    right = np.array([PAIRS[k] == pair for k, pair in zip(said, gallery_pairs)])
    new = np.array([pair in NEVER_SHOWN for pair in gallery_pairs])
    print(f"right: {right[~new].mean():.0%} of the pairs that were shown, {right[new].mean():.0%} of the four that never were (guessing: 6 %)")
    asked = ["a red square", "the small green circle", "a drawing of the blue cross", "a photo of a yellow gate"]
    ranking = np.argsort(-np.asarray(clip_logits(np.stack([W_text @ bag(text) for text in asked]), I, scale)), axis=1)
    figure = plt.figure(figsize=(11, 4.4), layout="constrained")
    left = figure.add_subplot(1, 3, 1)
    left.plot(curve)
    left.set(xlabel="step", ylabel="loss")
    grid = figure.add_subplot(1, 3, (2, 3))
    wall = np.ones((3, 4 * 18, 6 * 18))
    for i, best in enumerate(ranking[:, :6]):
        for j, k in enumerate(best):
            wall[:, 18 * i : 18 * i + 16, 18 * j : 18 * j + 16] = np.clip(gallery[k], 0, 1)
    grid.imshow(wall.transpose(1, 2, 0))
    grid.set(xticks=[], yticks=18 * np.arange(4) + 8, title="the best six of 160 for pairs that were never shown")
    grid.set_yticklabels(asked)
except (IndexError, TypeError, ValueError):
    print("answer question 5 to see what a tiny CLIP finds")
# %% [markdown]
# ## Question 6: when the other texts are not wrong
#
# In a batch from the web two captions may both fit an image, and CLIP punishes the second as if it were nonsense. *BLIP* asks a second model for its opinion, a slow copy of the first, whose weights are the moving average of the
# first one's (its answers are constants: no gradient goes there). The target is a mixture of its opinion and of the certainty that image $i$ belongs to text $i$:
#
# $$y = \alpha\, \mathrm{softmax}(S) + (1 - \alpha)\, I$$
#
# with the softmax along each **row** of the copy's similarities $S$. For $S_0 = (2, 1, 0.5)$ and $\alpha = 0.4$ the softmax is $(0.629, 0.231, 0.140)$ and the first row of $y$ is $(0.851, 0.092, 0.056)$.
#
# A second head decides for a single pair: does this text match this image? It learns little from texts that are obviously wrong. So for each image a wrong text is drawn, the likelier the more similar it is: the softmax of the row **without
# its own text**, which has probability 0. In the example: $(0, 0.622, 0.378)$.
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 3
# %% [markdown]
# Write
#
# * `momentum_soft_targets(sim_m, alpha=0.4)`: `sim_m` is `(N, N)`, the similarities of the copy; return `(N, N)`;
# * `hard_negative_weights(sim)`: `sim` is `(N, N)`, $N \ge 2$; return `(N, N)`, with rows that sum to 1.
#
# Similarities of ±1000 do occur. *The usual trap:* what is left of a row when its own text took all of the softmax?
# %% [raw]
# # BEGIN SOLUTION
# %%
def momentum_soft_targets(sim_m, alpha=0.4):
    """Targets that trust a slow copy of the model a little, sim_m: (N, N) → (N, N)."""
    return alpha * np.exp(log_softmax(sim_m)) + (1 - alpha) * np.eye(len(sim_m))  # SOLUTION


def hard_negative_weights(sim):
    """With which chance each wrong text is drawn, sim: (N, N) → (N, N)."""
    # BEGIN SOLUTION
    others = sim.astype(float)
    np.fill_diagonal(others, -np.inf)
    return np.exp(log_softmax(others))
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the row of the text
points: 0.5
""" # END TEST CONFIG
def test_public_soft(momentum_soft_targets):
    import numpy as np
    sim = np.array([[2.0, 1.0, 0.5], [0.0, 0.0, 0.0], [1.0, 0.0, 3.0]])
    got = momentum_soft_targets(sim)
    assert np.shape(got) == (3, 3), f"the targets have the shape of the similarities, (3, 3), got {np.shape(got)}"
    assert np.allclose(got[0], [0.851413, 0.092490, 0.056098], atol=1e-6), "the first row: 0.4 · (0.629, 0.231, 0.140) + 0.6 · (1, 0, 0)"
    assert np.allclose(np.sum(np.asarray(got), axis=1), 1), "each row sums to 1"
    assert sim[0, 0] == 2, "the similarities that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: the wrong texts of the row
points: 0.5
""" # END TEST CONFIG
def test_public_hard(hard_negative_weights):
    import numpy as np
    sim = np.array([[2.0, 1.0, 0.5], [0.0, 0.0, 0.0], [1.0, 0.0, 3.0]])
    got = hard_negative_weights(sim)
    assert np.shape(got) == (3, 3), f"the weights have the shape of the similarities, (3, 3), got {np.shape(got)}"
    assert np.allclose(got[0], [0, 0.622459, 0.377541], atol=1e-6), "e and √e over their sum, and 0 for the image's own text"
    assert np.array_equal(sim[0], [2, 1, 0.5]), "the similarities that were given have changed: work on a copy"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A batch in which texts repeat: twelve images of your gallery, some with the same caption. Left: the target of CLIP. Middle: yours, with the tiny CLIP as its own copy. Where did it notice that another text fits as well? Right: which wrong texts are drawn.
# Is this what you want for the repeated ones?
# %%
try:
    batch = np.argsort([PAIRS.index(pair) for pair in gallery_pairs[:12]], kind="stable")
    names = [" ".join(gallery_pairs[k]) for k in batch]
    similar = np.asarray(clip_logits(I[batch], np.stack([W_text @ bag("a " + name) for name in names]), scale))
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.8), layout="constrained")
    for panel, table, title in zip(panels, (np.eye(12), momentum_soft_targets(similar), hard_negative_weights(similar)), ("CLIP", "soft targets", "hard negatives")):
        panel.imshow(np.asarray(table), vmin=0, vmax=1, cmap="Blues")
        panel.set(title=title, xticks=[], yticks=[])
    panels[0].set_yticks(range(12), names, fontsize=8)
except (IndexError, NameError, TypeError, ValueError):
    print("answer questions 5 and 6 to see the targets")
# %% [markdown]
# ## Question 7: a language model that opens its eyes
#
# *Flamingo* takes a language model that is finished and frozen, and puts new layers between its old ones: each text token attends to the tokens of an image. A new layer with random weights would destroy everything. So each new branch goes through a
# gate that starts closed, $\tanh(\alpha)$ with $\alpha = 0$:
#
# $$y = x + \tanh(\alpha_{\text{attn}})\; \mathrm{attn}(x, \text{vis}), \qquad \text{out} = y + \tanh(\alpha_{\text{ff}})\; \mathrm{ff}(y)$$
#
# On the first day the model is exactly the old one. Then the gates open as far as it helps. A worked number: $x = (1, 2)$, $\mathrm{attn} = (3, -1)$ and $\alpha_{\text{attn}} = \frac12$ give $y = (2.386, 1.538)$.
#
# In a text with several images each token looks at **the last image before it** (an image's own place belongs to it), and before the first image at none:
#
# ```
#   text      hello   <img>   a       cat     <img>   a       dog
#   image 0   ·       x       x       x       ·       ·       ·
#   image 1   ·       ·       ·       ·       x       x       x
# ```
#
# The other images are not lost: the language model's own attention carries what earlier tokens have seen.
# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 3
# %% [markdown]
# Write
#
# * `gated_cross_attention(x, vis, alpha_attn, alpha_ff, attn, ff, mask=None)`: `x` is `(B, T, d)`, `vis` `(B, S, d)`, the two gates are numbers. `attn(x, vis, mask)` and `ff(y)` are functions that return arrays of the shape of `x`; hand `mask` on to `attn`. Return `(B, T, d)`;
# * `media_mask(is_image, n_media)`: `is_image` is `(T,)`, truth values, `n_media` the number of images, at least as many as in the text; return truth values `(T, n_media)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def gated_cross_attention(x, vis, alpha_attn, alpha_ff, attn, ff, mask=None):
    """A gated layer of Flamingo, x: (B, T, d), vis: (B, S, d) → (B, T, d)."""
    # BEGIN SOLUTION
    y = x + np.tanh(alpha_attn) * attn(x, vis, mask)
    return y + np.tanh(alpha_ff) * ff(y)
    # END SOLUTION


def media_mask(is_image, n_media):
    """The last image at or before each token, is_image: (T,) bool → (T, n_media) bool."""
    return np.cumsum(is_image)[:, None] == np.arange(1, n_media + 1)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a gate that is half open
points: 0.5
""" # END TEST CONFIG
def test_public_gate(gated_cross_attention):
    import numpy as np
    x, vis = np.array([[[1.0, 2.0]]]), np.array([[[3.0, -1.0]]])
    got = gated_cross_attention(x, vis, 0.5, 0.0, lambda x, vis, mask: vis, lambda y: 10 * y)
    assert np.shape(got) == (1, 1, 2), f"the result has the shape of x, (1, 1, 2), got {np.shape(got)}"
    assert np.allclose(got, [[[2.386351, 1.537883]]]), "1 + tanh(0.5) · 3 and 2 - tanh(0.5); the second gate is closed"
    both = gated_cross_attention(x, vis, 0.5, 0.5, lambda x, vis, mask: vis, lambda y: 10 * y)
    assert np.allclose(both, (1 + 10 * np.tanh(0.5)) * np.array([[[2.386351, 1.537883]]])), "with the second gate, 10 · tanh(0.5) of y is added to y"
    assert x[0, 0, 0] == 1, "gated_cross_attention changed the tokens that it was given"
# %%
""" # BEGIN TEST CONFIG
name: hello, a cat, a dog
points: 0.5
""" # END TEST CONFIG
def test_public_media(media_mask):
    import numpy as np
    got = media_mask(np.array([False, True, False, False, True, False, False]), 2)
    assert np.shape(got) == (7, 2), f"seven tokens and two images: shape (7, 2), got {np.shape(got)}"
    assert np.array_equal(np.asarray(got)[:, 0], [0, 1, 1, 1, 0, 0, 0]), "image 0 is seen from its own place up to the next image"
    assert np.array_equal(np.asarray(got)[:, 1], [0, 0, 0, 0, 1, 1, 1]), "image 1 is seen from its own place on"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Left: who sees which image in a longer text. Right: the output of a layer while its gate opens. It starts at the old model, and no gate, however large its parameter, opens wider than 1.
# %%
try:
    text = ["look", "<img>", "a", "red", "square", "and", "<img>", "a", "blue", "circle", "and", "now", "<img>", "what", "is", "it"]
    is_image = np.array([word == "<img>" for word in text])
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3), width_ratios=(1.6, 1), layout="constrained")
    left.imshow(np.asarray(media_mask(is_image, 3)).T, cmap="Greens", vmin=0, vmax=1.4, aspect="auto")
    left.set_xticks(range(len(text)), text, rotation=60, fontsize=8)
    left.set_yticks(range(3), ["image 0", "image 1", "image 2"])
    rng = np.random.default_rng(2)
    x, vis = rng.normal(size=(1, 4, 3)), rng.normal(size=(1, 4, 3))
    opened = np.linspace(-4, 4, 81)
    outputs = [np.asarray(gated_cross_attention(x, vis, a, 0.0, lambda x, vis, mask: vis, np.sin)) - x for a in opened]
    right.plot(opened, [np.sign(a) * np.linalg.norm(part) / np.linalg.norm(vis) for a, part in zip(opened, outputs)])
    right.axhline(0, color="k", linewidth=0.6)
    right.set(xlabel="α", ylabel="what is added, over attn")
except (IndexError, TypeError, ValueError):
    print("answer question 7 to see who sees what")
# %% [markdown]
# ## If you want to go on (not graded)
#
# Give the tiny CLIP a reason to fail: show it three of four shapes in only one colour each. Which word does it blame, the colour or the shape? And what do the two pictures "red square" and "blue circle" side by side look like to a bag of words?
