# /// solution
# why = "Functional: reduce over samples, labels of both signs inside, numbers of NumPy outside; the widest margin in question 5."
# ///
# %% q1
def mcp_neuron(x, w, b):
    return np.where(np.einsum("nd,d->n", x, w) < -b, 0, 1).astype(x.dtype)

# %% q2
def perceptron_predict(X, w, b, threshold="ge", labels="01"):
    side = np.sign(np.einsum("nd,d->n", X, w) + b)
    side[side == 0] = 1 if threshold == "ge" else -1
    return side if labels == "pm1" else (side + 1) / 2

# %% q3
def perceptron_update(w, b, x, y, eta):
    guess = perceptron_predict(x[np.newaxis], w, b)
    step = (eta * (y - guess)).astype(w.dtype)
    return w + step * x, b + step[0]

# %% q4
from collections import namedtuple
from functools import partial, reduce
from itertools import count

State = namedtuple("State", "w b updates")

def see(eta, state, sample):
    x, label = sample
    w, b = perceptron_update(state.w, state.b, x, label, eta)
    return State(w, b, state.updates + int(b != state.b))

def perceptron_fit(X, y, eta, max_epochs):
    state = State(np.zeros_like(X[0]), np.float64(0), 0)
    for epoch in count(1):
        after = reduce(partial(see, eta), zip(X, y), state)
        if after.updates == state.updates or epoch == max_epochs:
            return [after.w, after.b, epoch, after.updates]
        state = after

# %% q5
def learn(X, y, seed):
    """Logistic regression: no sample pulls with more than its own length, so that wrong labels do little."""
    A = np.column_stack([X, np.ones(len(X))])
    v = reduce(lambda v, _: v + A.T @ (y - 1 / (1 + np.exp(-A @ v))) / len(A), range(1000), np.zeros(A.shape[1]))
    return v[:-1], v[-1]
