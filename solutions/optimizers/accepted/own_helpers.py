# /// solution
# why = "Small helpers with names, a base class of optimizers, and a training that is put together from them."
# ///
# %% q1
def scaled(gradient, rate):
    """The move that a gradient asks for."""
    return rate * gradient


def gd_step(theta, grad, lr):
    move = scaled(grad, lr)
    return theta - move

# %% q2
def chunks(sequence, size):
    start = 0
    while start < len(sequence):
        yield sequence[start : start + size]
        start += size


def minibatches(perm, batch_size):
    return list(chunks(perm, batch_size))

# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    fresh = lr * grad
    remembered = beta * delta
    new_delta = fresh + remembered
    new_theta = theta - new_delta
    return [new_theta, new_delta]

# %% q4
from dataclasses import dataclass


class RunningMean:
    """A mean that forgets."""

    def __init__(self, beta):
        self.beta = beta
        self.value = None
        self.count = 0

    def update(self, x):
        old = np.zeros_like(x) if self.value is None else self.value
        self.value = self.beta * old + (1 - self.beta) * x
        self.count += 1

    def corrected(self):
        return self.value / (1 - self.beta**self.count)


@dataclass
class Adam:
    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    bias_correction: bool = True

    def __post_init__(self):
        self.m, self.v = RunningMean(self.beta1), RunningMean(self.beta2)

    def step(self, theta, grad):
        self.m.update(grad)
        self.v.update(grad * grad)
        if self.bias_correction:
            top, bottom = self.m.corrected(), np.sqrt(self.v.corrected())
        else:
            top, bottom = self.m.value, np.sqrt(self.v.value)
        return theta - self.lr * top / (bottom + self.eps)

# %% q5
def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


def gradient(theta, X, y):
    w, b = theta[:-1], theta[-1]
    error = sigmoid(X @ w + b) - y
    return np.concatenate([X.T @ error / len(y), [np.mean(error)]])


def train(X, y, seed):
    # no scaling: Adam gives every weight steps of its own size
    rng = np.random.default_rng(seed)
    optimizer, theta = Adam(lr=0.3), np.zeros(X.shape[1] + 1)
    for epoch in range(20):
        optimizer.lr = 0.5 / (1 + 0.2 * epoch)
        for batch in minibatches(rng.permutation(len(y)), 10):
            theta = optimizer.step(theta, gradient(theta, X[batch], y[batch]))
    return theta[:-1].tolist(), theta[-1]
