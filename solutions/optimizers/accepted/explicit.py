# /// solution
# why = "Explicit loops and state in a dictionary."
# ///
# %% q1
def gd_step(theta, grad, lr):
    new = theta.copy()
    for index in np.ndindex(*theta.shape):
        new[index] = theta[index] - lr * grad[index]
    return new

# %% q2
def minibatches(perm, batch_size):
    batches, current = [], []
    for i in perm:
        current.append(int(i))
        if len(current) == batch_size:
            batches.append(np.array(current))
            current = []
    if current:
        batches.append(np.array(current))
    return batches

# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    new_delta = delta.copy()
    new_delta *= beta
    new_delta += lr * grad
    return theta - new_delta, new_delta

# %% q4
class Adam:
    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
        self.settings = dict(lr=lr, b1=beta1, b2=beta2, eps=eps, correct=bias_correction)
        self.state = None

    def step(self, theta, grad):
        s = self.settings
        if self.state is None:
            self.state = {"m": np.zeros_like(theta), "v": np.zeros_like(theta), "t": 0}
        self.state["t"] += 1
        for index in np.ndindex(*theta.shape):
            self.state["m"][index] = s["b1"] * self.state["m"][index] + (1 - s["b1"]) * grad[index]
            self.state["v"][index] = s["b2"] * self.state["v"][index] + (1 - s["b2"]) * grad[index] ** 2
        m, v = self.state["m"].copy(), self.state["v"].copy()
        if s["correct"]:
            m /= 1 - s["b1"] ** self.state["t"]
            v /= 1 - s["b2"] ** self.state["t"]
        return theta - s["lr"] * m / (v**0.5 + s["eps"])

# %% q5
def train(X, y, seed):
    rng = np.random.default_rng(seed)
    w, b = Adam(lr=0.05), Adam(lr=0.05)
    mean, spread = X.mean(axis=0), X.std(axis=0)
    Z = (X - mean) / spread
    weights, bias = np.zeros(X.shape[1]), np.zeros(1)
    for epoch in range(10):
        for batch in minibatches(rng.permutation(len(Z)), 10):
            p = 1 / (1 + np.exp(-(Z[batch] @ weights + bias)))
            error = p - y[batch]
            weights = w.step(weights, Z[batch].T @ error / len(batch))
            bias = b.step(bias, np.array([error.mean()]))
    weights = weights / spread
    return weights, float(bias[0] - weights @ mean)
