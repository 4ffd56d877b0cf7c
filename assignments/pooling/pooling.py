# %% [markdown]
# # Pooling
#
# Pooling slides a window over each channel of an image and keeps one number per position. It has no weights, but it has a
# backward pass, and that is where most mistakes are made.
#
# Images are `(N, C, H, W)`: sample, channel, row, column. They hold floats, negative and huge ones among them. A window of `size` × `size` moves by `stride`; windows that would
# stick out are left away, so
#
# $$H' = \lfloor (H - size) / stride \rfloor + 1$$
#
# **Never change an array that you were given**, and return what is asked for and nothing more.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ```
#    size 2, stride 2             size 2, stride 1: windows overlap
#   ┌─────┬─────┐                 ┌─────┐
#   │ 1 3 │ 2 0 │    4 5          │ 1 3 │ 2 0        4 4 5
#   │ 4 4 │ 1 5 │ →               │ 4 4 │ 1 5    →   4 6 6
#   ├─────┼─────┤                 └─────┘            2 6 6
#   │ 0 2 │ 6 6 │    2 6            0 2   6 6
#   │ 1 2 │ 6 3 │                   1 2   6 3
#   └─────┴─────┘
# ```
#
# ## Question 1: max pooling
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 4
# %% [markdown]
# Write `max_pool2d(x, size, stride)` → `(N, C, H′, W′)` with the maximum of each window. `size` and `stride` are integers
# and need not be equal.
# %% [raw]
# # BEGIN SOLUTION
# %%
def max_pool2d(x, size, stride):
    """Maximum of each window, x: (N, C, H, W) → (N, C, H', W')."""
    # BEGIN SOLUTION
    N, C, H, W = x.shape
    rows, cols = (H - size) // stride + 1, (W - size) // stride + 1
    pooled = np.empty((N, C, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            pooled[:, :, i, j] = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size].max(axis=(2, 3))
    return pooled
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the picture above
points: 1
""" # END TEST CONFIG
def test_public_picture(max_pool2d):
    import numpy as np
    x = np.array([[1.0, 3, 2, 0], [4, 4, 1, 5], [0, 2, 6, 6], [1, 2, 6, 3]]).reshape(1, 1, 4, 4)
    got = max_pool2d(x, 2, 2)
    assert np.shape(got) == (1, 1, 2, 2), f"a 4×4 image with size 2 and stride 2 gives 2×2, got shape {np.shape(got)}"
    assert np.allclose(np.asarray(got)[0, 0], [[4, 5], [2, 6]]), "the four windows have the maxima 4, 5, 2, 6"
    assert np.array_equal(x[0, 0, :, 0], [1, 4, 0, 1]), "max_pool2d changed x: work on a copy"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What it does to a picture: the stripes stay visible at half and at a third of the size.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

yy, xx = np.mgrid[0:36, 0:36]
picture = np.cos(xx / 3.0 + yy / 5.0) + 0.4 * np.cos(yy / 2.0)
try:
    views = [picture] + [max_pool2d(picture[None, None], k, k)[0, 0] for k in (2, 3)]
    figure, axes = plt.subplots(1, 3, figsize=(8, 2.8))
    for ax, view in zip(axes, views):
        ax.imshow(view, cmap="gray")
        ax.set_title(f"{view.shape[0]} × {view.shape[1]}")
        ax.axis("off")
except TypeError:
    print("answer question 1 to see the pictures")
# %% [markdown]
# ## Question 2: its backward pass
#
# Only the maximum of a window had any influence on the output, so only it receives the window's gradient:
#
# $$\frac{\partial L}{\partial x_p} = \sum_{\text{windows } k \,:\, p = \operatorname{argmax}_k} \frac{\partial L}{\partial out_k}$$
#
# Two rules settle the rest. **Ties:** the first maximum of the window, row by row, takes it all. **Overlap:** a position that
# wins several windows collects the gradients of all of them. A position that no window sees has gradient 0.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 6
# %% [markdown]
# Write `max_pool2d_backward(x, dout, size, stride)` → `(N, C, H, W)`; `dout` is `(N, C, H′, W′)`.
#
# *A hint:* `np.argmax` of a flattened window gives the first maximum, row by row.
# %% [raw]
# # BEGIN SOLUTION
# %%
def max_pool2d_backward(x, dout, size, stride):
    """Gradient of max pooling with respect to x, (N, C, H, W)."""
    # BEGIN SOLUTION
    grad = np.zeros_like(x)
    N, C, rows, cols = dout.shape
    for n in range(N):
        for c in range(C):
            for i in range(rows):
                for j in range(cols):
                    window = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size]
                    u, v = np.unravel_index(np.argmax(window), window.shape)
                    grad[n, c, i * stride + u, j * stride + v] += dout[n, c, i, j]
    return grad
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: no ties, no overlap
points: 1
""" # END TEST CONFIG
def test_public_simple(max_pool2d_backward):
    import numpy as np
    x = np.array([[1.0, 3, 2, 0], [4, 0, 1, 5]]).reshape(1, 1, 2, 4)
    got = max_pool2d_backward(x, np.array([10.0, 20.0]).reshape(1, 1, 1, 2), 2, 2)
    assert np.shape(got) == (1, 1, 2, 4), f"the gradient has the shape of x, (1, 1, 2, 4), got {np.shape(got)}"
    assert np.allclose(np.asarray(got)[0, 0], [[0, 0, 0, 0], [10, 0, 0, 20]]), "the maxima 4 and 5 receive 10 and 20, all others 0"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 3: average pooling, both ways
#
# Here every position of the window counts equally: the output is the mean, and each position gets an equal share,
# $\frac{1}{size^2}$, of the window's gradient. Shares from overlapping windows add up.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 6
# %% [markdown]
# Write `avg_pool2d(x, size, stride)` → `(N, C, H′, W′)` and `avg_pool2d_backward(x, dout, size, stride)` → `(N, C, H, W)`; `dout` is
# `(N, C, H′, W′)`. Each call starts anew: nothing of an earlier call may be left in a result.
# %% [raw]
# # BEGIN SOLUTION
# %%
def avg_pool2d(x, size, stride):
    """Mean of each window, x: (N, C, H, W) → (N, C, H', W')."""
    # BEGIN SOLUTION
    down, across = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    means = np.zeros(x.shape[:2] + (down, across), dtype=x.dtype)
    for u in range(size):
        for v in range(size):
            means += x[:, :, u : u + stride * down : stride, v : v + stride * across : stride][:, :, :down, :across]
    return means / size**2
    # END SOLUTION


def avg_pool2d_backward(x, dout, size, stride):
    """Gradient of average pooling with respect to x, (N, C, H, W)."""
    # BEGIN SOLUTION
    shares = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            shares[:, :, i * stride : i * stride + size, j * stride : j * stride + size] += dout[:, :, i : i + 1, j : j + 1] / size**2
    return shares
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: four equal windows
points: 1
""" # END TEST CONFIG
def test_public_means(avg_pool2d):
    import numpy as np
    x = np.arange(16.0).reshape(1, 1, 4, 4)
    got = avg_pool2d(x, 2, 2)
    assert np.shape(got) == (1, 1, 2, 2), f"expected shape (1, 1, 2, 2), got {np.shape(got)}"
    assert np.allclose(np.asarray(got)[0, 0, 0, 0], 2.5), "the first window holds 0, 1, 4 and 5: their mean is 2.5"
# %%
""" # BEGIN TEST CONFIG
name: one window backward
points: 1
""" # END TEST CONFIG
def test_public_share(avg_pool2d_backward):
    import numpy as np
    got = avg_pool2d_backward(np.zeros((1, 1, 2, 2)), np.full((1, 1, 1, 1), 8.0), 2, 2)
    assert np.shape(got) == (1, 1, 2, 2), f"the gradient has the shape of x, got {np.shape(got)}"
    assert np.allclose(np.sum(np.asarray(got)), 8.0), "the four shares of one window sum to its gradient, 8"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Where does the gradient go? Every window (here 4×4, moving by 2, so that they overlap) sends back a gradient of 1. Max
# pooling gives all of it to few pixels, average pooling gives a little to each. Why is the border of the last picture
# darker than its middle?
# %%
ones = np.ones((1, 1, 17, 17))
try:
    views = {
        "picture": picture,
        "max pooling": max_pool2d_backward(picture[None, None], ones, 4, 2)[0, 0],
        "average pooling": avg_pool2d_backward(picture[None, None], ones, 4, 2)[0, 0],
    }
    figure, axes = plt.subplots(1, 3, figsize=(9, 2.8))
    for ax, (name, view) in zip(axes, views.items()):
        shown = ax.imshow(view, cmap="gray")
        figure.colorbar(shown, ax=ax)
        ax.set_title(name)
        ax.axis("off")
except TypeError:
    print("answer questions 2 and 3 to see where the gradient goes")
# %% [markdown]
# ## Question 4: global average pooling
#
# Modern networks end with one window as large as the image: each channel becomes a single number, whatever the image size.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 2
# %% [markdown]
# Write `global_avg_pool(x)`: `(N, C, H, W)` → `(N, C)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def global_avg_pool(x):
    """Mean of each channel, (N, C, H, W) → (N, C)."""
    return x.mean(axis=(2, 3))  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: constant channels
points: 1
""" # END TEST CONFIG
def test_public_constant(global_avg_pool):
    import numpy as np
    x = np.ones((2, 3, 4, 5)) * np.arange(3.0).reshape(1, 3, 1, 1)
    got = np.squeeze(global_avg_pool(x))
    assert np.shape(got) == (2, 3), f"two images with three channels have six means, got shape {np.shape(got)}"
    assert np.allclose(got, [[0, 1, 2], [0, 1, 2]]), "a constant channel keeps its value"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## To go on (not graded)
#
# Pooling is said to make a network blind to small shifts. Is it? Move `picture` to the right by 0, 1, …, 8 pixels (`np.roll`)
# and plot how far its pooled version is from that of the unmoved picture (the norm of the difference, divided by the norm of
# the pooled picture), for max pooling, average pooling, and plain `picture[::4, ::4]`, all with size and stride 4. Which
# curve rises slowest? Then set the stride to 1. What do the curves tell about a network that halves its image five times?
# %%
# Your experiment.
