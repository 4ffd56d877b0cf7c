# /// solution
# why = "Everything in as few lines as NumPy allows: broadcasting, split, a state array with both means, matrix products."
# ///
# %% q1
gd_step = lambda theta, grad, lr: np.subtract(theta, np.multiply(grad, lr))

# %% q2
def minibatches(perm, batch_size):
    return np.array_split(perm, range(batch_size, len(perm), batch_size))

# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    return theta - (delta := beta * delta + lr * grad), delta

# %% q4
class Adam:
    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
        vars(self).update({k: v for k, v in locals().items() if k != "self"})
        self.betas, self.means, self.t = np.array([beta1, beta2]), None, 0

    def step(self, theta, grad):
        betas = self.betas.reshape(2, *[1] * np.ndim(grad))
        new = (1 - betas) * np.stack([grad, np.square(grad)])
        self.means, self.t = new + (0 if self.means is None else betas * self.means), self.t + 1
        m, v = self.means / np.where(self.bias_correction, 1 - betas**self.t, 1)
        return theta - self.lr * m / (v**0.5 + self.eps)

# %% q5
def train(X, y, seed):
    # every step looks at 32 samples drawn anew; the mean of all weights of the second half is kept
    rng, (mean, std) = np.random.default_rng(seed), (X.mean(0), X.std(0))
    A, weights = np.c_[(X - mean) / std, np.ones(len(X))], [np.zeros(X.shape[1] + 1)]
    for batch in rng.integers(len(X), size=(200, 32)):
        weights.append(weights[-1] - 2.0 * (0.5 * (1 + np.tanh(A[batch] @ weights[-1] / 2)) - y[batch]) @ A[batch] / 32)
    *w, b = np.mean(weights[100:], axis=0)
    return np.array(w) / std, b - np.dot(w, mean / std)
