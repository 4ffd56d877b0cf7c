# /// solution
# why = "Sliding-window views, no Python loop over pixels."
# ///
# %% q1
from numpy.lib.stride_tricks import sliding_window_view

def windows(x, size, stride):
    return sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]

def max_pool2d(x, size, stride):
    return windows(x, size, stride).max(axis=(4, 5))

# %% q2
def max_pool2d_backward(x, dout, size, stride):
    N, C, rows, cols = dout.shape
    views = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    first = views.reshape(N, C, rows, cols, -1).argmax(axis=-1)
    n, c, i, j = np.indices(dout.shape)
    dx = np.zeros_like(x)
    np.add.at(dx, (n, c, i * stride + first // size, j * stride + first % size), dout)
    return dx

# %% q3
def avg_pool2d(x, size, stride):
    return np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride].mean(axis=(-1, -2))

def avg_pool2d_backward(x, dout, size, stride):
    N, C, rows, cols = dout.shape
    dx = np.zeros_like(x)
    for u in range(size):
        for v in range(size):
            dx[:, :, u : u + stride * (rows - 1) + 1 : stride, v : v + stride * (cols - 1) + 1 : stride] += dout
    return dx / size**2

# %% q4
def global_avg_pool(x):
    return np.einsum("nchw->nc", x) / (x.shape[2] * x.shape[3])
