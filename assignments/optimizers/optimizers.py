# %% [markdown]
# # Optimizers
#
# Backpropagation tells you which way is downhill; an optimizer decides how to walk. You will write four of them, the last
# one as a class, and train a model with what you wrote.
#
# Names: parameters $\theta$, gradient $g = \nabla L(\theta)$, learning rate $\alpha$ (`lr`). All parameters are float arrays
# of any shape. **Never change an array that you were given**: return new ones, and nothing more than is asked for.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: gradient descent
#
# $$\theta \leftarrow \theta - \alpha\, g$$
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 2
# %% [markdown]
# Write `gd_step(theta, grad, lr)` → the new `theta`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def gd_step(theta, grad, lr):
    """One step of gradient descent, arrays of any shape."""
    return theta - lr * grad  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one step
points: 0.5
""" # END TEST CONFIG
def test_public_one_step(gd_step):
    import numpy as np
    theta = np.array([1.0, 2.0])
    got = gd_step(theta, np.array([0.5, 0.0]), 1.0)
    assert np.array_equal(theta, [1, 2]), "gd_step changed the array that it was given: return a new one"
    assert np.shape(got) == (2,), f"theta keeps its shape (2,), got {np.shape(got)}"
    assert np.allclose(got, [0.5, 2.0]), "with a learning rate of 1, the gradient (0.5, 0) takes (1, 2) to (0.5, 2)"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 2: mini-batches
#
# The full gradient looks at all samples before every step. Mini-batches look at a few, so one pass over the data (an epoch)
# makes many steps. Shuffle first, then cut the shuffled order into pieces; **the last piece may be smaller, keep it**.
#
# ```
#   perm = 4 0 3 1 2 6 5,  batch_size = 3   →   [4 0 3] [1 2 6] [5]
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 3
# %% [markdown]
# Write `minibatches(perm, batch_size)`: `perm` is an integer array `(n,)`; return a list of integer arrays.
# %% [raw]
# # BEGIN SOLUTION
# %%
def minibatches(perm, batch_size):
    """Cuts a shuffled order into batches → list of integer arrays."""
    return [perm[k : k + batch_size] for k in range(0, len(perm), batch_size)]  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: an even cut
points: 1
""" # END TEST CONFIG
def test_public_even(minibatches):
    import numpy as np
    got = minibatches(np.array([0, 1, 2, 3]), 2)
    assert len(got) == 2, f"four samples in batches of two make two batches, got {len(got)}"
    assert np.array_equal(got[0], [0, 1]) and np.array_equal(got[1], [2, 3]), "expected [0 1] and [2 3]"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 3: momentum
#
# In a long narrow valley plain steps zigzag. Momentum remembers the last move and adds a part of it to the next:
#
# $$\delta^{t} = \alpha\, g + \beta\, \delta^{t-1}, \qquad \theta \leftarrow \theta - \delta^{t}$$
#
# This is the lecture's form: no factor $(1-\beta)$ anywhere, and $\alpha$ is already inside $\delta$.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 4
# %% [markdown]
# Write `momentum_step(theta, delta, grad, lr, beta)` → the new `(theta, delta)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def momentum_step(theta, delta, grad, lr, beta):
    """One step with momentum → (theta, delta)."""
    # BEGIN SOLUTION
    move = lr * grad + beta * delta
    return theta - move, move
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: from rest
points: 1
""" # END TEST CONFIG
def test_public_from_rest(momentum_step):
    import numpy as np
    theta, delta = momentum_step(np.array([1.0]), np.array([0.0]), np.array([1.0]), 0.1, 0.9)
    assert np.shape(theta) == (1,) and np.shape(delta) == (1,), "theta and delta keep their shape (1,)"
    assert np.allclose(theta, 0.9) and np.allclose(delta, 0.1), "the first step from rest is a plain one: 1 - 0.1 * 1"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 4: Adam, as a class
#
# Adam keeps two running means per parameter, of the gradient and of its square, and divides one by the root of the other:
#
# $$m \leftarrow \beta_1 m + (1-\beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1-\beta_2)\, g \odot g, \qquad
# \theta \leftarrow \theta - \alpha \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$
#
# The lecture uses $\hat m = m$, $\hat v = v$. The paper corrects for the start at zero, $\hat m = m / (1 - \beta_1^t)$,
# $\hat v = v / (1 - \beta_2^t)$, where $t = 1, 2, \dots$ counts the steps.
#
# *The usual traps:* $\epsilon$ is added **after** the root, $t$ starts at 1, and two optimizers must not share their means.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 6
# %% [markdown]
# Write the class `Adam(lr, beta1, beta2, eps, bias_correction)` with a method `step(theta, grad)` that returns the new
# `theta` and keeps `m`, `v` and `t` for the next call (an optimizer sees arrays of one shape only). `bias_correction=True` is the paper's form, `False` the lecture's.
# Keep the defaults of the header, which are the paper's: `Adam()` should work, too.
# %% [raw]
# # BEGIN SOLUTION
# %%
class Adam:
    """Adam for one parameter array."""

    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
        # BEGIN SOLUTION
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.bias_correction = bias_correction
        self.m, self.v, self.t = 0.0, 0.0, 0
        # END SOLUTION

    def step(self, theta, grad):
        """The new theta after one step."""
        # BEGIN SOLUTION
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2
        m_hat, v_hat = self.m, self.v
        if self.bias_correction:
            m_hat, v_hat = m_hat / (1 - self.beta1**self.t), v_hat / (1 - self.beta2**self.t)
        return theta - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: first step of the paper form
points: 1
""" # END TEST CONFIG
def test_public_first_step(Adam):
    import numpy as np
    optimizer = Adam(lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True)
    got = optimizer.step(np.array([1.0]), np.array([1.0]))
    assert got is not None, "step returns the new theta"
    assert np.shape(got) == (1,), f"theta keeps its shape (1,), got {np.shape(got)}"
    assert np.allclose(got, 0.9), "with the correction, the first step has length lr: 1 - 0.1"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Four ways down the same valley, $L(\theta) = \frac12(\theta_1^2 + 20\,\theta_2^2)$, and the loss on the way. Who zigzags,
# who overshoots, and who slows down near the minimum? Change the rates and look again.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt


def slope(theta):
    return np.array([1.0, 20.0]) * theta


def walk(step, n=60):
    path = [np.array([-4.0, 1.2])]
    for _ in range(n):
        path.append(step(path[-1], slope(path[-1])))
    return np.array(path)


try:
    velocity = {"d": np.zeros(2)}

    def with_momentum(theta, g):
        theta, velocity["d"] = momentum_step(theta, velocity["d"], g, 0.03, 0.8)
        return theta

    paths = {
        "gradient descent": walk(lambda theta, g: gd_step(theta, g, 0.03)),
        "momentum": walk(with_momentum),
        "Adam (lecture)": walk(Adam(0.3, bias_correction=False).step),
        "Adam (paper)": walk(Adam(0.3, bias_correction=True).step),
    }
    a, b = np.meshgrid(np.linspace(-5, 5, 100), np.linspace(-2, 2, 100))
    figure, (valley, losses) = plt.subplots(1, 2, figsize=(11, 3.5))
    valley.contour(a, b, 0.5 * (a**2 + 20 * b**2), levels=15, cmap="Greys", alpha=0.6)
    for name, path in paths.items():
        valley.plot(*path.T, ".-", label=name, markersize=3, linewidth=1)
        losses.semilogy(0.5 * path**2 @ [1, 20])
    valley.set(xlim=(-5, 5), ylim=(-2, 2))
    valley.legend()
    losses.set(xlabel="step", ylabel="loss")
except (TypeError, AttributeError):
    print("answer questions 1, 3 and 4 to see the paths")
# %% [markdown]
# ## Question 5: train a model
#
# Logistic regression: $p = \sigma(Xw + b)$, mean cross-entropy $L$, gradient $\frac1n X^\top (p - y)$ for $w$ and the mean of
# $p - y$ for $b$. You are judged with 300 samples of 5 features that differ in scale by a factor of 100 (the picture below has 2
# features: take N and D from `X`). Plain gradient descent needs thousands of passes over such data; one of your optimizers, with
# mini-batches and a fair learning rate, gets there in **10 epochs**. Which? (More epochs are allowed; five trainings together have 8 seconds.)
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 4
# %% [markdown]
# Write `train(X, y, seed)` → `(w, b)`, for `X` as it was given, unscaled. Draw everything random from
# `np.random.default_rng(seed)`: the same seed must give the same model. It is judged on 1000 new samples, for four of five
# data sets at least, and twice:
#
# * 93 % of the new samples are on the right side, $Xw + b > 0$ where $y = 1$;
# * the model is sure where it is right and careful where it is not: $e^{-L}$ is at least 0.85. (This is the probability that
#   the model gives to the right answer, as a geometric mean over the samples; a coin has 0.5, a good training 0.9 and more.)
# %% [raw]
# # BEGIN SOLUTION
# %%
def train(X, y, seed):
    """Logistic regression by mini-batches, X: (N, D), y: (N,) in {0, 1} → (w, b)."""
    # BEGIN SOLUTION
    shuffler = np.random.default_rng(seed)
    spread = X.std(axis=0)
    Z = np.column_stack([X / spread, np.ones(len(X))])  # the last weight is the bias
    params, move = np.zeros((2, Z.shape[1]))
    for _ in range(10):
        for part in np.array_split(shuffler.permutation(len(Z)), 20):
            miss = 1 / (1 + np.exp(-Z[part] @ params)) - y[part]
            move = 0.3 * miss @ Z[part] / len(part) + 0.9 * move
            params = params - move
    return params[:-1] / spread, params[-1]
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: shapes
points: 1
""" # END TEST CONFIG
def test_public_shapes(train):
    import numpy as np
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 5))
    w, b = map(np.asarray, train(X, (X[:, 0] > 0).astype(float), 0))
    assert np.shape(w) == (5,) and np.shape(b) == (), "expected w of shape (5,) and a number b"
    assert np.all(np.isfinite(w)) and np.isfinite(b), "the parameters must be finite"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Your training on two features, where one can look at it: how probable is a cross, from blue (0) to red (1)? The black line
# is where the model cannot decide. Is the colour pale where crosses and dots are mixed, and only there?
# %%
rng = np.random.default_rng(6)
points = rng.normal(size=(200, 2)) * [1.0, 30.0] + [2.0, 0.0]
labels = (points @ [1.5, 0.08] - 3.0 + 0.8 * rng.normal(size=200) > 0).astype(float)
plt.figure(figsize=(5.5, 3.5))
for kind, marker in ((0.0, "."), (1.0, "x")):
    plt.plot(*points[labels == kind].T, marker, color="k", markersize=5)
try:
    w, b = train(points, labels, 0)
    across, up = np.meshgrid(np.linspace(-1.5, 5.5, 80), np.linspace(-90, 90, 80))
    probability = 1 / (1 + np.exp(-(w[0] * across + w[1] * up + b)))
    plt.contourf(across, up, probability, levels=np.linspace(0, 1, 11), cmap="coolwarm", alpha=0.6)
    plt.contour(across, up, probability, levels=[0.5], colors="k")
except TypeError:
    plt.title("answer question 5 to see what your model thinks")
# %% [markdown]
# ## To go on (not graded)
#
# An optimizer that works at one learning rate only is of little use. Walk down the valley above with each of the four, 60 steps,
# for 30 rates from $10^{-4}$ to 10 (`np.logspace`), and plot the last loss against the rate, both axes logarithmic. Whose curve
# has the widest bottom? Where exactly does plain descent explode, and what has the number 20 to do with it? Then turn
# the valley by 45 degrees (start point, loss and slope) and plot again: two of the four walk as before, turned, and two do
# not, although the valley is the same. Why these two?
# %%
# Your experiment.
