# /// solution
# why = "Classes and closures: a schedule is built, a scaler is fitted, a monitor watches; the answers only call them."
# ///
# %% q1
from functools import partial
from math import cos, pi


def decay_inverse(t, k):
    return (1 + k * t) ** -1


def decay_steps(t, gamma, s=1):
    drops, _ = divmod(t, s)
    return gamma**drops


def decay_cosine(t, T):
    return cos(pi * t / T / 2) ** 2  # half of 1 + cos(2a)


def decay_warm(t, T, w):
    warm = (t + 1) / w
    return warm if t < w else decay_cosine(t - w, T - w)


DECAYS = {
    "constant": lambda t: 1,
    "inverse": decay_inverse,
    "exponential": partial(decay_steps, s=1),
    "step": decay_steps,
    "cosine": decay_cosine,
    "warmup_cosine": decay_warm,
}


def lr_schedule(kind, t, lr0, **kw):
    try:
        decay = DECAYS[kind]
    except KeyError:
        raise ValueError(f"no schedule is called {kind}; known: {sorted(DECAYS)}") from None
    return lr0 * decay(t, **kw)

# %% q2
class Scaler:
    """Learns mean and deviation once, applies them to anything."""

    def __init__(self, mean=None, std=None):
        self.mean, self.std = mean, std

    def fit(self, X):
        self.mean = X.sum(axis=0) / len(X)
        centred = X - self.mean
        self.std = np.sqrt((centred * centred).sum(axis=0) / len(X))
        return self

    def __call__(self, X):
        divisor = self.std.copy()
        divisor[divisor == 0] = 1
        return (X - self.mean) / divisor


def standardize(X, mean=None, std=None):
    scaler = Scaler(mean, std) if mean is not None else Scaler().fit(X)
    return scaler(X), scaler.mean, scaler.std


def scale_splits(train, val, test):
    return list(map(Scaler().fit(train), (train, val, test)))

# %% q3
def root(x):
    return x**0.5


def uniform_bound(variance):
    return root(3 * variance)


def xavier_bound(fan_in, fan_out):
    average = (fan_in + fan_out) / 2
    return uniform_bound(variance=1 / average)


def he_std(fan_in):
    return root(1 / fan_in) * root(2)


def he_weights(noise):
    outputs, inputs = np.shape(noise)
    return np.array([row * he_std(inputs) for row in noise])

# %% q4
def survivors(values, mask, p_drop):
    kept = values.copy()
    kept[np.logical_not(mask)] = 0
    kept /= 1 - p_drop
    return kept


def dropout(x, mask, p_drop, train):
    return {True: survivors, False: lambda values, *_: values.copy()}[train](x, mask, p_drop)


def dropout_backward(dout, mask, p_drop):
    return survivors(dout, mask, p_drop)

# %% q5
def improvements(val, min_delta):
    """(epoch, whether it improved) one after the other."""
    best = np.inf
    for epoch, loss in enumerate(val):
        improved = bool(loss < best - min_delta)
        best = loss if improved else best
        yield epoch, improved


def early_stopping(val, patience, min_delta=0.0):
    kept, left = 0, patience
    for epoch, improved in improvements(val, min_delta):
        left = patience if improved else left - 1
        kept = epoch if improved else kept
        if not left:
            break
    return kept, epoch


def finite(*curves):
    return all(np.all(np.isfinite(c)) for c in curves)


def rose(curve):
    return curve[-1] > curve[0]


def rose_since_best(val, tol):
    return max(val[-1] - min(val), 0) > tol


def diagnose_run(train, val, tol):
    best = list(val).index(min(val)) if finite(val) else 0
    flat = is_flat(train, tol) and is_flat(val, tol)
    rules = {
        "diverging": not finite(train, val) or rose(train),
        "overfitting": rose_since_best(val, tol) and train[best] > train[-1],
        "underfitting": flat and train[-1] > 0.9 * train[0],
        "converged": flat,
    }
    return next((word for word, holds in rules.items() if holds), "still_improving")

# %% q6
class Monitor:
    """Keeps the best weights, and says when to stop."""

    def __init__(self, patience):
        self.patience, self.best, self.weights, self.waited = patience, np.inf, None, 0

    def is_over(self, loss, net):
        self.waited += 1
        if loss < self.best:
            self.best, self.weights, self.waited = loss, [np.copy(p) for p in net], 0
        return self.waited > self.patience


def error(net, X, y):
    return np.mean((forward(net, X) - y) ** 2)


def train(X, y, X_val, y_val, seed):
    rng = np.random.default_rng(seed)
    low, high = X.min(axis=0), X.max(axis=0)

    def ready(A):  # into [-2, 2], as seen in training
        return 4 * (A - low) / (high - low) - 2

    units = 80
    net = [rng.normal(size=(units, X.shape[1])) * 0.5, rng.normal(size=units), rng.normal(size=units) * 0.1, np.array(0.0)]
    velocity = [np.zeros_like(p) for p in net]
    monitor, batches, mean = Monitor(30), 5, y.mean()
    while not monitor.is_over(error(net, ready(X_val), y_val - mean), net):
        for batch in np.array_split(rng.permutation(len(X)), batches):
            for p, v, g in zip(net, velocity, gradients(net, ready(X[batch]), y[batch] - mean)):
                v *= 0.8
                v -= 0.004 * g
                p += v
    return lambda X_new: forward(monitor.weights, ready(X_new)) + mean
