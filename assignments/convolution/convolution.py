# %% [markdown]
# # Convolutional layers
#
# A dense layer gives every pair of input and output a weight of its own. A convolutional layer is stingier in two ways: an
# output looks at a small window only, and every window is looked at with **the same** few weights. What was learned in one
# corner of an image is then known in all of them. You will build such a layer, first for signals, then for images, run it
# backwards, count what it costs, and at the end put two of them into a block of a modern network.
#
# Three rules for the whole notebook. **Never change an array that you were given**; work on copies and return new arrays.
# Keep the headers of the functions with their defaults: `conv2d(x, w)` should work, too. And unless a question says otherwise,
# an answer may be `float32` or `float64`. Signals, images and kernels hold floats. Return what is asked for and nothing more.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: correlation and convolution
#
# Slide a kernel $w$ of $k$ numbers along a signal $h$ of $n$ numbers. At each place multiply what lies on top of each other
# and add up:
#
# $$y_i = \sum_{j=0}^{k-1} h_{i+j}\, w_j \qquad\text{(correlation)} \qquad\qquad
# y_i = \sum_{j=0}^{k-1} h_{i+j}\, w_{k-1-j} \qquad\text{(convolution)}$$
#
# The second reads the kernel from its end. Nothing is put around the signal, so the kernel fits in $n - k + 1$ places.
#
# ```
#    h      1    0    2    3   -1           w turned round:  -1  1  2
#
#    i = 0  2    1   -1                 →   2·1 + 1·0 − 1·2 =  0          −1·1 + 1·0 + 2·2 =  3
#    i = 1       2    1   -1            →   2·0 + 1·2 − 1·3 = −1          −1·0 + 1·2 + 2·3 =  8
#    i = 2            2    1   -1       →   2·2 + 1·3 + 1·1 =  8          −1·2 + 1·3 − 2·1 = −1
# ```
#
# What deep learning calls a convolution is nearly always the first of the two. As the weights are learned, it makes no
# difference to the network in which order they are stored; it makes a difference to you when you compare numbers.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 3
# %% [markdown]
# Write `cross_correlate1d(h, w)` and `convolve1d(h, w)`, both $(n,), (k,) \to (n-k+1,)$, for any $k \le n$.
#
# *The usual trap:* libraries have both, and a `mode` that decides about the border. Check yours with a kernel that is not
# symmetric, and with one of even length.
# %% [raw]
# # BEGIN SOLUTION
# %%
def cross_correlate1d(h, w):
    """y_i = Σ_j h[i+j] w[j] without padding, h: (n,), w: (k,) → (n−k+1,)."""
    # BEGIN SOLUTION
    places = len(h) - len(w) + 1
    return sum(weight * h[j : j + places] for j, weight in enumerate(w))
    # END SOLUTION


def convolve1d(h, w):
    """The same with the kernel turned round, h: (n,), w: (k,) → (n−k+1,)."""
    return cross_correlate1d(h, w[::-1])  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the picture, unflipped
points: 0.5
""" # END TEST CONFIG
def test_public_correlate(cross_correlate1d):
    import numpy as np
    got = cross_correlate1d(np.array([1.0, 0.0, 2.0, 3.0, -1.0]), np.array([2.0, 1.0, -1.0]))
    assert np.shape(got) == (3,), f"a kernel of 3 fits into a signal of 5 in three places, got shape {np.shape(got)}"
    assert np.allclose(got, [0, -1, 8]), f"the picture above gives 0, -1, 8, got {got}"
# %%
""" # BEGIN TEST CONFIG
name: the picture, turned round
points: 0.5
""" # END TEST CONFIG
def test_public_convolve(convolve1d):
    import numpy as np
    got = convolve1d(np.array([1.0, 0.0, 2.0, 3.0, -1.0]), np.array([2.0, 1.0, -1.0]))
    assert np.shape(got) == (3,), f"a kernel of 3 fits into a signal of 5 in three places, got shape {np.shape(got)}"
    assert np.allclose(got, [3, 8, -1]), f"the picture above gives 3, 8, -1, got {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What one small kernel finds in a noisy signal. A kernel of equal weights smooths; one whose halves have opposite signs
# marks edges, up and down with different signs. Turn it round, and every edge changes its sign.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

noise = np.random.default_rng(0).normal(size=120)
signal = np.repeat([0.0, 1.0, 1.0, 0.0, 2.0, 0.0], 20) + 0.15 * noise
edge = np.repeat([-0.25, 0.25], 4)
figure, axes = plt.subplots(1, 2, figsize=(9, 2.8), sharey=True)
axes[0].plot(signal, color="0.7", label="signal")
try:
    axes[0].plot(np.arange(3, 116), cross_correlate1d(signal, np.full(8, 1 / 8)), label="smoothed")
    axes[1].plot(np.arange(3, 116), cross_correlate1d(signal, edge), label="edges, correlation")
    axes[1].plot(np.arange(3, 116), convolve1d(signal, edge), "--", label="edges, convolution")
    axes[1].legend()
except (TypeError, ValueError):
    axes[1].set_title("answer question 1 to see the edges")
axes[0].legend();
# %% [markdown]
# ## Question 2: a layer with one shared kernel
#
# With a bias $b$, **one number for all places**, and an activation $g$, the correlation becomes a layer:
#
# $$z_i = \sum_j h_{i+j}\, w_j + b, \qquad y_i = g(z_i)$$
#
# Five inputs and a kernel of three cost 4 parameters. A dense layer with the same three outputs costs 18.
#
# To train it, turn the gradient that arrives at the outputs, $d_i = \partial L / \partial z_i$ (`dout`), into gradients of
# what went in. Two questions answer everything. *Where does $w_j$ act?* At every place, on $h_{i+j}$: sum over all places.
# *Which outputs does $h_m$ reach?* Those whose window covers it, each through another weight:
#
# ```
#             z_0         z_1         z_2         d = (1, −1, 2)
#              ↑ w_2       ↑ w_1       ↑ w_0
#              └────────── h_2 ────────┘          dh_2 = 1·w_2 − 1·w_1 + 2·w_0
# ```
#
# $$dw_j = \sum_i d_i\, h_{i+j}, \qquad dh_m = \sum_{i\,:\,0 \le m - i < k} d_i\, w_{m-i}, \qquad db = \sum_i d_i$$
#
# For the signal and the kernel of question 1 and the $d$ of this picture, $dw = (5, 4, -3)$, $db = 2$ and $dh_0 = 2$.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 4
# %% [markdown]
# Write
#
# - `conv1d_layer(h, w, b, g)` → `(n−k+1,)`; `g` is `"identity"` or `"relu"`;
# - `conv1d_backward(h, w, dout)` → `(dh, dw, db)`, where `dout` `(n−k+1,)` is the gradient **before** the activation:
#   `dh` like `h`, `dw` like `w`, `db` a number.
#
# *A hint:* `dw` and `dh` are one call each of a function of question 1 (is it right?), `dh` after a change to `dout`. In `dh` the
# index of $w$ runs against that of $d$: which of the two functions does that?
# %% [raw]
# # BEGIN SOLUTION
# %%
def conv1d_layer(h, w, b, g="identity"):
    """g(correlation of h and w, plus b), h: (n,), w: (k,), b: number → (n−k+1,)."""
    # BEGIN SOLUTION
    z = np.correlate(h, w, "valid") + b
    return np.maximum(z, 0) if g == "relu" else z
    # END SOLUTION


def conv1d_backward(h, w, dout):
    """Gradients of the layer before its activation, dout: (n−k+1,) → (dh, dw, db)."""
    # BEGIN SOLUTION
    return np.convolve(dout, w, "full"), np.correlate(h, dout, "valid"), dout.sum()
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the layer on the picture
points: 0.5
""" # END TEST CONFIG
def test_public_layer(conv1d_layer):
    import numpy as np
    h, w = np.array([1.0, 0.0, 2.0, 3.0, -1.0]), np.array([2.0, 1.0, -1.0])
    got = conv1d_layer(h, w, 0.5, "identity")
    assert np.shape(got) == (3,), f"a kernel of 3 fits into a signal of 5 in three places, got shape {np.shape(got)}"
    assert np.allclose(got, [0.5, -0.5, 8.5]), f"the correlation 0, -1, 8 and a bias of 0.5: expected 0.5, -0.5, 8.5, got {got}"
    got = conv1d_layer(h, w, 0.5, "relu")
    assert np.allclose(got, [0.5, 0.0, 8.5]), f"relu replaces the negative output by 0, got {got}"
# %%
""" # BEGIN TEST CONFIG
name: gradients of the picture
points: 0.5
""" # END TEST CONFIG
def test_public_backward(conv1d_backward):
    import numpy as np
    h, w = np.array([1.0, 0.0, 2.0, 3.0, -1.0]), np.array([2.0, 1.0, -1.0])
    dh, dw, db = conv1d_backward(h, w, np.array([1.0, -1.0, 2.0]))
    assert np.shape(dh) == (5,) and np.shape(dw) == (3,), f"dh is like h and dw like w, got shapes {np.shape(dh)} and {np.shape(dw)}"
    assert np.shape(db) == (), "one bias for all places has one gradient: db is a number"
    assert np.allclose(dw, [5, 4, -3]) and np.allclose(db, 2), "the text above works out dw and db of this example"
    assert np.allclose(dh[0], 2), "only the first output sees h_0, through w_0: dh_0 = 1 * 2"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 3: images
#
# Images are `(N, C, H, W)`: sample, channel, row, column. A layer with `O` filters has weights `w` `(O, C, kh, kw)` and
# biases `b` `(O,)`. Each filter looks at **all channels at once** and draws one new channel, a *feature map*:
#
# $$y_{n,o,i,j} = \sum_{c}\sum_{u}\sum_{v}\; x^{\text{pad}}_{\,n,\;c,\;i s + u d,\;j s + v d}\;\, w_{o,c,u,v} \;+\; b_o$$
#
# Three numbers say where the windows lie. **Padding** $p$ puts $p$ rows and columns of zeros on each of the four sides,
# $x^{\text{pad}}$ is $H + 2p$ by $W + 2p$. **Stride** $s$ moves the window by $s$ pixels at a time. **Dilation** $d$ pulls
# the kernel apart: it still has $k$ weights, but reads every $d$-th pixel and so spans $d(k-1)+1$.
#
# ```
#    k = 3, s = 1, d = 1        k = 3, s = 2, d = 1        k = 3, s = 1, d = 2
#    ■ ■ ■ · · · ·              ■ ■ ■ · · · ·              ■ · ■ · ■ · ·
#    · ■ ■ ■ · · ·              · · ■ ■ ■ · ·              · ■ · ■ · ■ ·
# ```
#
# $$H' = \left\lfloor \frac{H + 2p - d(k_h-1) - 1}{s} \right\rfloor + 1, \qquad W' \text{ likewise}$$
#
# As in most networks, the kernel is not flipped. An image $\begin{pmatrix}1&2&0\\0&1&3\\2&0&1\end{pmatrix}$ and a kernel
# $\begin{pmatrix}1&2\\0&-1\end{pmatrix}$ give $\begin{pmatrix}4&-1\\2&6\end{pmatrix}$: the first entry is
# $1\cdot1 + 2\cdot2 + 0\cdot0 - 1\cdot1$.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 5
# %% [markdown]
# Write `conv2d(x, w, b, stride, padding, dilation)` → `(N, O, H′, W′)`. `b` may be `None`; `stride`, `padding` and `dilation`
# are integers that hold for rows and columns. Images and kernels need not be square. Here the dtype counts, for memory is
# what limits such networks: `float32` in, `float32` out. <!-- graded: dtype -->
#
# *A hint:* loop over what is small. There are only $k_h k_w$ pairs $(u, v)$, and for one of them the pixels that all windows
# read are a slice of the padded image with a step.
# %% [raw]
# # BEGIN SOLUTION
# %%
def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    """Convolution layer, x: (N, C, H, W), w: (O, C, kh, kw), b: (O,) or None → (N, O, H', W')."""
    # BEGIN SOLUTION
    filters, _, kh, kw = w.shape
    framed = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    tall, wide = ((side - dilation * (k - 1) - 1) // stride + 1 for side, k in zip(framed.shape[2:], (kh, kw)))
    maps = np.zeros((len(x), filters, tall, wide), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            top, left = u * dilation, v * dilation
            read = framed[:, :, top : top + stride * (tall - 1) + 1 : stride, left : left + stride * (wide - 1) + 1 : stride]
            maps += np.einsum("ncij,oc->noij", read, w[:, :, u, v])
    return maps if b is None else maps + b[:, None, None]
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: four windows by hand
points: 0.5
""" # END TEST CONFIG
def test_public_windows(conv2d):
    import numpy as np
    x = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]).reshape(1, 1, 3, 3)
    w = np.array([[1.0, 2.0], [0.0, -1.0]]).reshape(1, 1, 2, 2)
    got = np.asarray(conv2d(x, w, None, 1, 0, 1))
    assert np.shape(got) == (1, 1, 2, 2), f"a 2×2 kernel has four places in a 3×3 image: expected (1, 1, 2, 2), got {np.shape(got)}"
    assert np.allclose(got[0, 0], [[4, -1], [2, 6]]), f"expected the matrix of the text, got {got[0, 0]}"
    got = np.asarray(conv2d(x, w, np.array([10.0]), 1, 0, 1))
    assert np.allclose(got[0, 0], [[14, 9], [12, 16]]), "a bias of 10 is added to every place"
    small = conv2d(x.astype("float32"), w.astype("float32"), None, 1, 0, 1)
    assert str(getattr(small, "dtype", "float32")).endswith("float32"), f"float32 in, float32 out: got {small.dtype}"
    assert x[0, 0, 0, 1] == 2 and w[0, 0, 0, 0] == 1, "conv2d changed an array that it was given"
# %%
""" # BEGIN TEST CONFIG
name: sizes of feature maps
points: 0.5
""" # END TEST CONFIG
def test_public_sizes(conv2d):
    import numpy as np
    x, w, b = np.ones((2, 3, 9, 7)), np.ones((4, 3, 3, 2)), np.zeros(4)
    for stride, padding, dilation, size in ((1, 0, 1, (7, 6)), (2, 1, 1, (5, 4)), (1, 0, 3, (3, 4))):
        got = np.shape(conv2d(x, w, b, stride=stride, padding=padding, dilation=dilation))
        assert got == (2, 4, *size), f"stride {stride}, padding {padding}, dilation {dilation}: expected (2, 4, {size[0]}, {size[1]}), got {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Feature maps of a small picture. Grey is 0, white positive, black negative. The first two kernels differentiate down and to
# the right, the third compares a pixel with its neighbours. With stride 2 the map has a quarter of the pixels; with
# dilation 3 the same nine weights see a coarser picture, and every edge is drawn broader.
# %%
rows, cols = np.mgrid[0:48, 0:48]
picture = 1.0 * ((rows - 17) ** 2 + (cols - 17) ** 2 < 110)
picture[28:42, 24:44] = 0.7
picture[(rows + cols > 74) & (rows < 26)] = 0.4
picture += 0.02 * np.random.default_rng(1).normal(size=picture.shape)
down = np.array([[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]])
point = np.array([[-1.0, -1, -1], [-1, 8, -1], [-1, -1, -1]])
bank = np.stack([down, down.T, point])[:, None]
try:
    maps = conv2d(picture[None, None], bank, np.zeros(3), 1, 1, 1)[0]
    coarse = conv2d(picture[None, None], bank[:1], None, 2, 1, 1)[0, 0]
    spread = conv2d(picture[None, None], bank[:1], None, 1, 3, 3)[0, 0]
    views = {"picture": picture, "down": maps[0], "right": maps[1], "point": maps[2], "down, stride 2": coarse, "down, dilation 3": spread}
    figure, axes = plt.subplots(1, 6, figsize=(12, 2.4))
    for ax, (name, view) in zip(axes, views.items()):
        ax.imshow(view, cmap="gray", vmin=-np.abs(view).max(), vmax=np.abs(view).max())
        ax.set_title(f"{name}\n{view.shape[0]} × {view.shape[1]}", fontsize=9)
        ax.axis("off")
except TypeError:
    print("answer question 3 to see the feature maps")
# %% [markdown]
# ## Question 4: images, backward
#
# Nothing new happens, there are only more indices. (Dilation is 1 again.) Picture one output pixel: going forward it read a
# window of the padded image through the filter; going backward its gradient $d_{n,o,i,j}$ (`dout`) returns along exactly
# these wires,
#
# $$dw_{o,c,u,v} = \sum_{n,i,j} d_{n,o,i,j}\; x^{\text{pad}}_{n,c,is+u,js+v}, \qquad
# dx^{\text{pad}}_{n,c,is+u,js+v} \mathrel{+}= \sum_o d_{n,o,i,j}\; w_{o,c,u,v}, \qquad
# db_o = \sum_{n,i,j} d_{n,o,i,j}$$
#
# and $dx$ is $dx^{\text{pad}}$ without its frame: what flows into the zeros is lost.
#
# ```
#    stride 2: the windows start at 0, 2, 4                   stride 1: at 0, 1, 2, …
#    d_0 → ■ ■ ■ · · · ·                                       d_0 → ■ ■ ■ · ·
#    d_1 →     ■ ■ ■ · ·      pixel 2 collects from two        d_1 →   ■ ■ ■ ·
#    d_2 →         ■ ■ ■      windows, pixel 3 from one        d_2 →     ■ ■ ■
# ```
#
# For $x = (1, 2, 3, 4, 5)$ as one row, $w = (1, 10, 100)$, stride 2 and $d = (1, 2)$: $dx = (1, 10, 102, 20, 200)$,
# $dw = (1 + 2\cdot3,\; 2 + 2\cdot4,\; 3 + 2\cdot5) = (7, 10, 13)$, $db = 3$.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 5
# %% [markdown]
# Write `conv2d_backward(x, w, dout, stride, padding)` → `(dx, dw, db)` with the shapes of `x`, `w` and `(O,)`; `dout` is
# `(N, O, H′, W′)`. All gradients are **sums** over the batch: a loss that takes a mean has already divided `dout`.
#
# *Hints:* windows overlap, so add. And some pixels at the right and at the bottom may have been seen by no window at all; `dx`
# has them nevertheless. Loops over $i$ and $j$ are fast enough, if `n`, `o` and `c` are left to `np.einsum` or `@`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def conv2d_backward(x, w, dout, stride=1, padding=0):
    """Gradients of conv2d, dout: (N, O, H', W') → (dx, dw, db) like x, like w, (O,)."""
    # BEGIN SOLUTION
    kh, kw = w.shape[2:]
    framed = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    back, dw = np.zeros_like(framed), np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            here = np.s_[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            dw += np.einsum("no,ncuv->ocuv", dout[:, :, i, j], framed[here])
            back[here] += np.einsum("no,ocuv->ncuv", dout[:, :, i, j], w)
    H, W = x.shape[2:]
    return back[:, :, padding : padding + H, padding : padding + W], dw, dout.sum(axis=(0, 2, 3))
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one row, two windows
points: 0.5
""" # END TEST CONFIG
def test_public_row(conv2d_backward):
    import numpy as np
    x, w = np.arange(1.0, 6.0).reshape(1, 1, 1, 5), np.array([1.0, 10.0, 100.0]).reshape(1, 1, 1, 3)
    dx, dw, db = conv2d_backward(x, w, np.array([1.0, 2.0]).reshape(1, 1, 1, 2), 2, 0)
    dx, dw = np.asarray(dx), np.asarray(dw)
    assert np.shape(dx) == (1, 1, 1, 5), f"dx has the shape of x, (1, 1, 1, 5), got {np.shape(dx)}"
    assert np.shape(dw) == (1, 1, 1, 3), f"dw has the shape of w, (1, 1, 1, 3), got {np.shape(dw)}"
    assert np.shape(db) == (1,), f"db has one entry a filter, (1,), got {np.shape(db)}"
    assert np.allclose(dx[0, 0, 0], [1, 10, 102, 20, 200]), f"the text works out dx of this example, got {dx[0, 0, 0]}"
    assert np.allclose(dw[0, 0, 0], [7, 10, 13]) and np.allclose(db, 3), "the text works out dw and db of this example"
# %%
""" # BEGIN TEST CONFIG
name: shapes of the gradients
points: 0.5
""" # END TEST CONFIG
def test_public_gradient_shapes(conv2d_backward):
    import numpy as np
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(2, 3, 6, 7)), rng.normal(size=(4, 3, 3, 2))
    dx, dw, db = conv2d_backward(x, w, rng.normal(size=(2, 4, 3, 4)), stride=2, padding=1)
    assert np.shape(dx) == x.shape, f"dx has the shape of x, without the padding: {x.shape}, got {np.shape(dx)}"
    assert np.shape(dw) == w.shape, f"dw has the shape of w, {w.shape}, got {np.shape(dw)}"
    assert np.shape(db) == (4,), f"db has one entry a filter, (4,), got {np.shape(db)}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# With both directions the layer can learn. Below, nobody writes an edge detector: the layer sees a few images of noise and the
# maps that the kernel "down" made of them, starts from zeros and walks downhill. (The red line is the loss, on a
# logarithmic scale.)
# %%
noisy = np.random.default_rng(2).normal(size=(4, 1, 10, 10))
try:
    kernel, losses, snapshots = np.zeros((1, 1, 3, 3)), [], []
    wanted = conv2d(noisy, bank[:1], None, 1, 1, 1)
    for step in range(41):
        error = conv2d(noisy, kernel, None, 1, 1, 1) - wanted
        losses.append(np.mean(error**2))
        if step in (0, 2, 5, 40):
            snapshots.append((step, kernel[0, 0]))
        kernel = kernel - 0.15 * conv2d_backward(noisy, kernel, 2 * error / error.size, 1, 1)[1]
    figure, axes = plt.subplots(1, 6, figsize=(12, 2.3), width_ratios=[1.8, 1, 1, 1, 1, 1])
    axes[0].semilogy(losses, color="tab:red")
    axes[0].set_xlabel("step")
    for ax, (name, weights) in zip(axes[1:], [*((f"step {s}", k) for s, k in snapshots), ("the kernel itself", down)]):
        ax.imshow(weights, cmap="gray", vmin=-2, vmax=2)
        ax.set_title(name, fontsize=9)
        ax.axis("off")
except TypeError:
    print("answer questions 3 and 4 to see a kernel being learned")
# %% [markdown]
# ## Question 5: how large, how far, how many
#
# Three numbers that you will want before you train anything.
#
# **Size.** The formula of question 3, for one axis: `n` pixels become $\lfloor (n + 2p - d(k-1) - 1)/s \rfloor + 1$. The first
# layer of ResNet ($k = 7$, $s = 2$, $p = 3$) takes 224 pixels to 112. Where the kernel does not fit into the padded image,
# there is no output.
#
# **Receptive field.** How many pixels of the *image* can change one number, deep in the network? Go up layer by layer with two
# numbers, both 1 at the start: the field $r$, and the jump $j$, the distance in image pixels between two neighbouring
# numbers of the current map. A layer adds $k - 1$ steps, each of $d$ jumps; **then** its stride widens the jump for the
# layers above:
#
# $$r \leftarrow r + (k-1)\, d\, j, \qquad j \leftarrow j\, s$$
#
# A 3×3 layer, a 2×2 pooling with stride 2, and both again: $r = 1 \to 3 \to 4 \to 8 \to 10$, $j = 1 \to 1 \to 2 \to 2 \to 4$.
#
# **Parameters.** Each of the $c_{out}$ filters has $k^2$ weights for every input channel that it sees, and one bias. In a
# *grouped* convolution the channels are cut into $g$ blocks, and a filter sees the block of its own group only, $c_{in}/g$
# channels. From 64 to 128 channels with 3×3: $128\,(64 \cdot 9 + 1) = 73\,856$, the image size plays no part. With 4 groups
# it is $128\,(16 \cdot 9 + 1) = 18\,560$.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 5
# %% [markdown]
# Write
#
# - `conv_output_size(n, k, stride, padding, dilation)` → an integer, or `ValueError` where the kernel does not fit;
# - `receptive_field(layers)` → `(r, j)`; `layers` is a list of `(k, s, d)`, the first layer first;
# - `conv_param_count(c_in, c_out, k, groups, bias)` → an integer; with `bias=False` the layer has none.
#
# *The usual trap:* these are counts. Use `//`, for `/` gives floats, and rounding comes before the `+ 1`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def conv_output_size(n, k, stride=1, padding=0, dilation=1):
    """Pixels along one axis after a convolution; ValueError where the kernel does not fit."""
    # BEGIN SOLUTION
    room = n + 2 * padding - (dilation * (k - 1) + 1)
    if room < 0:
        raise ValueError(f"a kernel of {k} with dilation {dilation} does not fit into {n} + 2 * {padding} pixels")
    return room // stride + 1
    # END SOLUTION


def receptive_field(layers):
    """Field and jump in image pixels of a stack of (k, s, d), first layer first → (r, j)."""
    # BEGIN SOLUTION
    field, jump = 1, 1
    for k, s, d in layers:
        field += (k - 1) * d * jump
        jump *= s
    return field, jump
    # END SOLUTION


def conv_param_count(c_in, c_out, k, groups=1, bias=True):
    """Weights and biases of a k×k convolution layer."""
    # BEGIN SOLUTION
    weights = c_out * (c_in // groups) * k**2
    return weights + c_out if bias else weights
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the first layer of ResNet
points: 0.5
""" # END TEST CONFIG
def test_public_resnet(conv_output_size):
    got = conv_output_size(224, 7, stride=2, padding=3, dilation=1)
    assert got == 112, f"224 pixels, k = 7, stride 2, padding 3: expected 112, got {got}"
# %%
""" # BEGIN TEST CONFIG
name: two layers, two poolings
points: 0.5
""" # END TEST CONFIG
def test_public_field(receptive_field):
    r, j = receptive_field([(3, 1, 1), (2, 2, 1), (3, 1, 1), (2, 2, 1)])
    assert (r, j) == (10, 4), f"the text walks up these four layers to r = 10, j = 4, got r = {r}, j = {j}"
# %%
""" # BEGIN TEST CONFIG
name: from 64 to 128 channels
points: 0.5
""" # END TEST CONFIG
def test_public_parameters(conv_param_count):
    got = conv_param_count(64, 128, 3, groups=1, bias=True)
    assert got == 73856, f"128 filters of 64 * 9 weights and a bias each are 73856 parameters, got {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# How fast does a neuron's view grow? Stacks of 3×3 layers, plain, with a pooling after every second layer, and with a dilation
# that doubles each time. A plain stack needs more than a hundred layers to see a whole 224×224 image.
# %%
try:
    depth = np.arange(1, 9)
    plain = [(3, 1, 1)] * 8
    pooled = [[(3, 1, 1)] if i % 2 == 0 else [(3, 1, 1), (2, 2, 1)] for i in range(8)]
    stacks = {
        "plain": [receptive_field(plain[:m])[0] for m in depth],
        "2×2 pooling after every second": [receptive_field(sum(pooled[:m], []))[0] for m in depth],
        "dilation 1, 2, 4, …": [receptive_field([(3, 1, 2**i) for i in range(m)])[0] for m in depth],
    }
    plt.figure(figsize=(6, 3.2))
    for name, fields in stacks.items():
        plt.semilogy(depth, fields, "o-", markersize=4, label=name)
    plt.axhline(224, color="0.7", linestyle=":")
    plt.xlabel("3×3 layers")
    plt.ylabel("receptive field, pixels")
    plt.legend()
except TypeError:
    print("answer question 5 to see the receptive fields grow")
# %% [markdown]
# ## Question 6: a residual block
#
# Deep stacks of convolutions train badly, because the gradient has to pass through every one of them. A residual block leaves
# a way around: two 3×3 layers compute a *correction* $F(x)$, and the input is **added** to it. From here on, torch does the
# convolutions.
#
# ```
#        ┌──────────────── shortcut ────────────────┐
#        │                                          ↓
#    x ──┴── conv1 3×3 ── relu ── conv2 3×3 ──────── + ── relu ── y
#             stride s             stride 1
# ```
#
# $$y = \mathrm{relu}\big(F(x) + S(x)\big), \qquad F(x) = \mathrm{conv}_2(\mathrm{relu}(\mathrm{conv}_1(x)))$$
#
# Both 3×3 layers have padding 1, so with stride 1 they keep the size of the image. Then, if also the number of channels stays,
# the shortcut is the input itself, $S(x) = x$, and costs nothing. Where the stride is not 1 **or** the channels change, $x$
# does not fit onto $F(x)$ any more, and $S$ is a 1×1 convolution with stride $s$ from `c_in` to `c_out` channels.
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 3
# %% [markdown]
# Write the class `ResidualBlock(c_in, c_out, stride)`, an `nn.Module`. Its layers are `nn.Conv2d` with bias, and their names are
# `conv1`, `conv2` and, where it is needed, `shortcut`: the tests load weights by these names. Where it is not, add `x` itself
# (an `nn.Identity()` called `shortcut` does the same and is fine: it has no weights).
#
# *A hint:* 1×1 with stride $s$ and 3×3 with padding 1 and stride $s$ give the same size. If your sum does not fit, look for the
# layer that has the stride twice, or not at all.
# %% [raw]
# # BEGIN SOLUTION
# %%
import torch
from torch import nn


class ResidualBlock(nn.Module):
    """relu(conv2(relu(conv1(x))) + shortcut), (N, c_in, H, W) → (N, c_out, H', W')."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        # BEGIN SOLUTION
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, 1)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, 1, 1)
        if stride != 1 or c_in != c_out:
            self.shortcut = nn.Conv2d(c_in, c_out, 1, stride)
        else:
            self.shortcut = nn.Identity()
        # END SOLUTION

    def forward(self, x):
        return torch.relu(self.conv2(torch.relu(self.conv1(x))) + self.shortcut(x))  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: parameters and sizes
points: 1
""" # END TEST CONFIG
def test_public_block(ResidualBlock):
    import torch
    for c_in, c_out, stride, count, size in ((4, 4, 1, 296, 8), (4, 6, 2, 582, 4), (4, 6, 1, 582, 8)):
        block = ResidualBlock(c_in, c_out, stride)
        said = f"ResidualBlock({c_in}, {c_out}, {stride})"
        names = {name.split(".")[0] for name, _ in block.named_parameters()}
        assert {"conv1", "conv2"} <= names, f"{said}: expected layers conv1 and conv2, got {sorted(names)}"
        got = sum(p.numel() for p in block.parameters())
        assert got == count, f"{said}: expected {count} parameters, got {got}; in which layers are too many or too few?"
        got = tuple(block(torch.zeros(2, c_in, 8, 8)).shape)
        assert got == (2, c_out, size, size), f"{said}: expected an output of shape {(2, c_out, size, size)}, got {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What the way around is for: the gradient that arrives at the first of 20 blocks, compared with the one that left the last,
# with your blocks and with the same layers without the addition. (torch starts its weights rather small; a plain stack
# loses a factor with every layer.)
# %%
def same_without():
    return nn.Sequential(nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 3, padding=1), nn.ReLU())


try:
    torch.manual_seed(0)
    plt.figure(figsize=(6, 3.2))
    for name, make in {"with shortcuts": lambda: ResidualBlock(8, 8, 1), "without": same_without}.items():
        levels = [torch.randn(4, 8, 12, 12, requires_grad=True)]
        for _ in range(20):
            levels.append(make()(levels[-1]))
            levels[-1].retain_grad()
        (levels[-1] * torch.randn(levels[-1].shape)).sum().backward()
        plt.semilogy([float(level.grad.norm()) + 1e-30 for level in levels], "o-", markersize=3, label=name)
    plt.xlabel("block")
    plt.ylabel("norm of the gradient")
    plt.legend()
except (TypeError, AttributeError):
    plt.close()
    print("answer question 6 to see how far the gradient gets")
# %% [markdown]
# ## To go on (not graded)
#
# Your `dx` enlarges: from a small `dout` it makes an image $s$ times as large. Decoders and image generators use it as a layer
# of its own, called *transposed convolution*. Compare `conv2d_backward(x, w, dout, 2, 1)[0]` with
# `torch.nn.functional.conv_transpose2d` on the same numbers (which shape must `w` have there, and what is `output_padding`
# for?). Then enlarge `dout` = ones with a 3×3 kernel of ones and stride 2, and plot the result. Where does the checkerboard
# come from, and with which kernel sizes does it vanish?
# %%
# Your experiment.
