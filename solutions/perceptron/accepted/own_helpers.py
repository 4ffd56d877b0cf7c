# /// solution
# why = "A small class behind all answers, list comprehensions, a committee of perceptrons in question 5."
# ///
# %% q1
class Neuron:
    """A threshold neuron: weights, bias, and whether a net input of 0 fires."""

    def __init__(self, w, b, zero_fires=True):
        self.w, self.b, self.zero_fires = w, b, zero_fires

    def net(self, x):
        return float(np.dot(self.w, x)) + self.b

    def fires(self, x):
        return self.net(x) > 0 or (self.zero_fires and self.net(x) == 0)

def mcp_neuron(x, w, b):
    neuron = Neuron(w, b)
    return np.array([1.0 if neuron.fires(row) else 0.0 for row in x], dtype=x.dtype)

# %% q2
def perceptron_predict(X, w, b, threshold="ge", labels="01"):
    off, on = {"01": (0.0, 1.0), "pm1": (-1.0, 1.0)}[labels]
    neuron = Neuron(w, b, zero_fires=threshold == "ge")
    return np.array([on if neuron.fires(row) else off for row in X], dtype=X.dtype)

# %% q3
def perceptron_update(w, b, x, y, eta):
    answer = Neuron(w, b).fires(x)
    if answer == bool(y):
        return w.copy(), b
    way = eta if y == 1 else -eta
    return w + way * x, b + way

# %% q4
def perceptron_fit(X, y, eta, max_epochs):
    neuron, updates = Neuron(np.zeros(X.shape[1]), 0.0), 0
    for epoch in range(1, max_epochs + 1):
        mistakes = 0
        for x_i, y_i in zip(X, y):
            if neuron.fires(x_i) != (y_i == 1):
                neuron.w, neuron.b = perceptron_update(neuron.w, neuron.b, x_i, y_i, eta)
                mistakes += 1
        updates += mistakes
        if mistakes == 0:
            return neuron.w, neuron.b, epoch, updates
    return neuron.w, neuron.b, max_epochs, updates

# %% q5
def one_separator(X, y, rng):
    """A perceptron that learns from one of its mistakes at a time, until there is none."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1000):
        wrong = np.flatnonzero((X @ w + b >= 0) != (y == 1))
        if len(wrong) == 0:
            break
        i = rng.choice(wrong)
        w, b = perceptron_update(w, b, X[i], y[i], 1.0)
    return np.append(w, b) / np.linalg.norm(w)

def learn(X, y, seed):
    rng = np.random.default_rng(seed)
    committee = sum(one_separator(X, y, rng) for _ in range(15))
    return committee[:-1], committee[-1]
