# /// solution
# why = "One helper that names the windows, one that counts them; recursion over axes; matrices of zeros and ones for the mean."
# ///
# %% q1
def starts(length, size, stride):
    """Where the windows along one axis begin."""
    return [a for a in range(0, length, stride) if a + size <= length]


def along(x, axis, size, stride, reduce):
    """Reduces windows along one axis only."""
    slabs = [reduce(np.take(x, range(a, a + size), axis), axis) for a in starts(x.shape[axis], size, stride)]
    return np.stack(slabs, axis)


def max_pool2d(x, size, stride):
    # the maximum of a square is the maximum of its rows' maxima
    rows = along(x, 3, size, stride, np.amax)
    return along(rows, 2, size, stride, np.amax)

# %% q2
def corners(x, size, stride):
    tops = [a for a in range(0, x.shape[2], stride) if a + size <= x.shape[2]]
    lefts = [a for a in range(0, x.shape[3], stride) if a + size <= x.shape[3]]
    return [(i, j, t, l) for i, t in enumerate(tops) for j, l in enumerate(lefts)]


def max_pool2d_backward(x, dout, size, stride):
    samples, channels = np.ogrid[: x.shape[0], : x.shape[1]]
    gradient = 0 * x
    for i, j, top, left in corners(x, size, stride):
        flat = x[:, :, top : top + size, left : left + size].reshape(*x.shape[:2], -1)
        u, v = divmod(np.argmax(flat, axis=-1), size)
        gradient[samples, channels, top + u, left + v] += dout[:, :, i, j]
    return gradient

# %% q3
def averager(length, size, stride):
    """The matrix that takes an axis to the means of its windows."""
    count = 1 + (length - size) // stride
    M = np.zeros((count, length))
    for i in range(count):
        M[i, i * stride : i * stride + size] = 1.0 / size
    return M


def avg_pool2d(x, size, stride):
    down, across = (averager(n, size, stride).astype(x.dtype) for n in x.shape[2:])
    return down @ x @ across.T


def avg_pool2d_backward(x, dout, size, stride):
    down, across = (averager(n, size, stride).astype(x.dtype) for n in x.shape[2:])
    return down.T @ dout @ across

# %% q4
def channel_means(image):
    return [np.average(channel) for channel in image]


def global_avg_pool(x):
    return np.array([channel_means(image) for image in x])
