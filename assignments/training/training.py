# %% [markdown]
# # Training in practice
#
# A network, a gradient and an optimizer are not yet a model that works. Around them stand a few small decisions, and most
# failed runs fail in one of these: how the learning rate falls, how the data are scaled, where the weights start, what
# keeps the network from learning the noise, and when to stop. You write each of them, then train a network with all.
#
# Arrays hold floats (masks are bool) and **are never changed in place**: return new ones, and nothing more than is asked for.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: learning-rate schedules
#
# Large steps are right at the start, when the minimum is far, and wrong at the end, when mini-batch noise kicks the weights
# out of the valley at every step. So let the rate fall. Steps (or epochs) count from $t = 0$; each schedule is a function
# of $t$ alone and starts from $\eta_0$ (`lr0`):
#
# | `kind` | keywords | $\eta_t$ |
# |---|---|---|
# | `"constant"` | | $\eta_0$ |
# | `"inverse"` | `k` | $\eta_0 \,/\, (1 + k t)$ |
# | `"exponential"` | `gamma` | $\eta_0\, \gamma^t$ |
# | `"step"` | `gamma`, `s` | $\eta_0\, \gamma^{\lfloor t / s \rfloor}$: constant for $s$ steps, then a drop |
# | `"cosine"` | `T` | $\tfrac12\, \eta_0\, (1 + \cos(\pi t / T))$ for $t \le T$ |
# | `"warmup_cosine"` | `T`, `w` | for $t < w$ the ramp $\eta_0\,(t+1)/w$; then a cosine from $\eta_0$ down over the $T - w$ steps left |
#
# With $\eta_0 = 0.1$, the inverse schedule for $k = \tfrac12$ is $0.1,\ 0.0667,\ 0.05,\ 0.04, \dots$, and a warm-up of
# $w = 4$ is $0.025,\ 0.05,\ 0.075,\ 0.1$ at $t = 0 \dots 3$, followed by $0.1$ again at $t = 4$, where the cosine starts.
#
# Which one to take? All rates of an exponential schedule together, $\sum_t \eta_t = \eta_0 / (1 - \gamma)$, are finite: with
# gradients no longer than $G$ the weights cannot get further than $G$ times that. The rates of an inverse schedule add up to infinity, but their squares do not:
# every place can be reached, and the noise still dies out.
#
# *The usual traps:* $\eta_0$ is divided, not the rate of the step before. And after a warm-up the cosine has to begin
# anew: which $t$ and which $T$ does it see?
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 4
# %% [markdown]
# Write `lr_schedule(kind, t, lr0, **kw)` → a number. `kw` is a dict with the keywords of the kind: after the call
# `lr_schedule("inverse", 3, 0.1, k=0.5)`, `kw["k"]` is `0.5`. Any other `kind` is a `ValueError`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def lr_schedule(kind, t, lr0, **kw):
    """The learning rate of step t = 0, 1, 2, …; kw holds the numbers that this kind needs."""
    if kind == "constant":
        return lr0
    # BEGIN SOLUTION
    if kind == "inverse":
        return lr0 / (1 + kw["k"] * t)
    if kind == "exponential":
        return lr0 * kw["gamma"] ** t
    if kind == "step":
        return lr0 * kw["gamma"] ** (t // kw["s"])
    if kind == "cosine":
        return lr0 * (1 + np.cos(np.pi * t / kw["T"])) / 2
    if kind == "warmup_cosine":
        if t < kw["w"]:
            return lr0 * (t + 1) / kw["w"]
        return lr_schedule("cosine", t - kw["w"], lr0, T=kw["T"] - kw["w"])
    raise ValueError(f"unknown kind of schedule: {kind!r}")
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: inverse decay, four steps
points: 0.5
""" # END TEST CONFIG
def test_public_inverse(lr_schedule):
    import numpy as np
    got = [lr_schedule("inverse", t, 0.1, k=0.5) for t in range(4)]
    assert None not in got, "lr_schedule returns None for the kind 'inverse': is a return missing?"
    assert np.isclose(got[0], 0.1), f"at t = 0 the rate is lr0 itself, 0.1, got {got[0]}"
    assert np.allclose(got, [0.1, 0.1 / 1.5, 0.05, 0.04]), f"expected 0.1, 0.0667, 0.05, 0.04, got {got}"
# %%
""" # BEGIN TEST CONFIG
name: half-way down a cosine
points: 0.5
""" # END TEST CONFIG
def test_public_cosine(lr_schedule):
    import numpy as np
    got = lr_schedule("cosine", 5, 0.1, T=10)
    assert got is not None, "lr_schedule returns None for the kind 'cosine': is a return missing?"
    assert np.isclose(got, 0.05), f"after 5 of 10 steps half of the rate 0.1 is left, got {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# The schedules side by side, and what they do: 300 noisy descents on $\tfrac12 \theta^2$, their mean distance from the
# minimum. Compare the start of the curves with their end.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

schedules = {
    "constant": {},
    "inverse": {"k": 0.1},
    "exponential": {"gamma": 0.9},
    "step": {"gamma": 0.3, "s": 25},
    "cosine": {"T": 100},
    "warmup_cosine": {"T": 100, "w": 15},
}
fig, (left, right) = plt.subplots(1, 2, figsize=(10, 3.5))
try:
    for kind, numbers in schedules.items():
        rates = [float(lr_schedule(kind, t, 0.4, **numbers)) for t in range(100)]
        left.plot(rates, label=kind)
        noise, theta, distance = np.random.default_rng(0), np.full(300, 20.0), []
        for rate in rates:
            theta = theta - rate * (theta + noise.normal(size=300))
            distance.append(np.abs(theta).mean())
        right.semilogy(distance, label=kind)
except TypeError:
    left.set_title("answer question 1 to see the schedules")
left.set(xlabel="t", ylabel="learning rate")
right.set(xlabel="t", ylabel="distance from the minimum")
left.legend();
# %% [markdown]
# ## Question 2: scaling without leakage
#
# One feature in millimetres, one in kilometres: the loss is a valley a million times longer than wide, and no single
# learning rate suits both directions. So give every feature (a column of $X$, shape `(N, D)`) mean 0 and deviation 1:
#
# $$z_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j}, \qquad \mu_j = \frac1N \sum_i x_{ij}, \qquad
# \sigma_j = \sqrt{\frac1N \sum_i (x_{ij} - \mu_j)^2}$$
#
# Take the two samples $(0, 10)$ and $(4, 30)$: $\mu = (2, 20)$, $\sigma = (2, 10)$, and they become $(-1, -1)$ and $(1, 1)$.
# A new sample $(6, 20)$ becomes $(2, 0)$: it is measured **with the numbers of the training data**. It could not be done
# otherwise, for one sample alone has no deviation, and a model must treat a sample the same way whatever comes with it.
#
# *The usual traps:*
#
# * Whatever is measured on validation or test data and used in training has leaked: the test is no longer a test. That
#   includes their mean.
# * A feature that never changes has $\sigma_j = 0$. Subtract its mean and do not divide it. (With $\sigma_j + 10^{-8}$ instead,
#   the first new sample in which it does change becomes a number of nine digits.)
# * NumPy's `std` divides by $N$, as the formula does; torch's and pandas' divide by $N - 1$ unless told.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 4
# %% [markdown]
# 1. Write `standardize(X, mean=None, std=None)` → `(Z, mean, std)` with shapes `(N, D)`, `(D,)`, `(D,)`. Measure mean and
#    std on `X` when they are not given (both are, or neither is); use and return them as they are when they are. A deviation of 0 is
#    returned as 0, measured or given (the division alone leaves it out); `Z` holds no nan and no inf.
# 2. Write `scale_splits(train, val, test)` → the three scaled arrays, ready for a training that nobody can call unfair.
# %% [raw]
# # BEGIN SOLUTION
# %%
def standardize(X, mean=None, std=None):
    """Features with mean 0 and deviation 1 → (Z, mean, std)."""
    # BEGIN SOLUTION
    if mean is None:
        mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / np.where(std == 0, np.ones_like(std), std), mean, std
    # END SOLUTION


def scale_splits(train, val, test):
    """Three arrays (N, D) with the same features → the three, scaled."""
    # BEGIN SOLUTION
    scaled, mean, std = standardize(train)
    return scaled, standardize(val, mean, std)[0], standardize(test, mean, std)[0]
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two samples, then a new one
points: 0.5
""" # END TEST CONFIG
def test_public_two_samples(standardize):
    import numpy as np
    got = standardize(np.array([[0.0, 10.0], [4.0, 30.0]]))
    assert got is not None and len(got) == 3, "standardize returns three values: Z, mean, std"
    Z, mean, std = map(np.asarray, got)
    assert np.shape(mean) == (2,) and np.shape(std) == (2,), f"mean and std have one number a feature, (2,), got {np.shape(mean)} and {np.shape(std)}"
    assert np.allclose(mean, [2, 20]), f"the features have the means 2 and 20, got {mean}"
    assert np.allclose(std, [2, 10]), f"the features have the deviations 2 and 10, got {std}"
    assert np.allclose(Z, [[-1, -1], [1, 1]]), "the two samples should become (-1, -1) and (1, 1)"
    new = standardize(np.array([[6.0, 20.0]]), mean, std)[0]
    assert np.allclose(new, [[2, 0]]), "with these numbers the new sample (6, 20) should become (2, 0)"
    std = standardize(np.array([[3.0, 10.0], [3.0, 30.0]]))[2]
    assert np.allclose(std, [0, 10]), f"a feature that never changes has the deviation 0, and 0 is returned: expected 0 and 10, got {std}"
# %%
""" # BEGIN TEST CONFIG
name: three parts, three arrays
points: 0.5
""" # END TEST CONFIG
def test_public_splits(scale_splits):
    import numpy as np
    X = np.array([[0.0, 10.0], [4.0, 30.0], [2.0, 20.0], [8.0, 0.0]])
    got = scale_splits(X, X[:1], X[:3])
    assert got is not None and len(got) == 3, "scale_splits returns three arrays"
    got = [np.asarray(part) for part in got]
    assert [part.shape for part in got] == [(4, 2), (1, 2), (3, 2)], "every part keeps its shape"
    assert np.allclose(np.mean(got[0], axis=0), 0) and np.allclose(np.std(got[0], axis=0), 1), "the training part should have mean 0 and deviation 1"
    assert np.array_equal(X[0], [0, 10]), "scale_splits changed an array that it was given: return new ones"
    assert np.allclose(got[1], got[0][:1]) and np.allclose(got[2], got[0][:3]), "equal samples of two parts should stay equal"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Why it matters. A model was trained on the blue data; the new data, in orange, come from another instrument with an
# offset. On the right each part was scaled by itself: the offset, which the model would have to see, is gone.
# %%
rng = np.random.default_rng(3)
blue = rng.normal(size=(150, 2)) * [1.0, 300.0] + [5.0, 900.0]
orange = rng.normal(size=(60, 2)) * [0.5, 300.0] + [7.5, 500.0]
fig, panels = plt.subplots(1, 3, figsize=(10, 3.3), layout="constrained")
try:
    Z, mean, std = standardize(blue)
    pictures = {
        "raw": (blue, orange),
        "training statistics": (Z, standardize(orange, mean, std)[0]),
        "each its own": (Z, standardize(orange)[0]),
    }
    for panel, (title, parts) in zip(panels, pictures.items()):
        for part, marker in zip(parts, "o^"):
            panel.scatter(*part.T, s=10, marker=marker, alpha=0.7)
        panel.set_title(title)
except (TypeError, IndexError):
    panels[0].set_title("answer question 2")
# %% [markdown]
# ## Question 3: start weights
#
# Two neurons of a layer that start with equal weights get equal gradients and stay equal forever. So start weights are
# drawn at random. How large? A neuron adds up `in` terms, so the variance of its sum is `in` times the variance of a term.
# With weights too large the signal grows from layer to layer, with weights too small it dies; in a deep network both are
# fatal. The variance is kept
#
# * before a ReLU, which throws away half of the signal, by **He**'s rule: normal weights with standard deviation
#   $\sigma = \sqrt{2 / \text{in}}$;
# * for the signal on its way forward *and* the gradient on its way back (a compromise), by **Xavier**'s rule: a variance of
#   $2 / (\text{in} + \text{out})$. A uniform draw from $[-a, a]$ has variance $a^2/3$, which gives
#   $a = \sqrt{6 / (\text{in} + \text{out})}$.
#
# A layer from 200 to 400 units has $a = \sqrt{6/600} = 0.1$ by Xavier, and $\sigma = \sqrt{2/200} = 0.1$ by He.
#
# *The usual traps:* a variance is not a deviation, and a deviation is not the bound of a uniform draw. And our weights have
# shape `(out, in)`: which axis is `in`?
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 3
# %% [markdown]
# Write `xavier_bound(fan_in, fan_out)` → $a$, `he_std(fan_in)` → $\sigma$, and `he_weights(noise)` → start weights by He's
# rule, made from `noise` of shape `(out, in)`, which was drawn from the standard normal distribution.
# %% [raw]
# # BEGIN SOLUTION
# %%
def xavier_bound(fan_in, fan_out):
    """The bound a of weights drawn uniformly from [-a, a]."""
    return np.sqrt(6 / (fan_in + fan_out))  # SOLUTION


def he_std(fan_in):
    """The standard deviation of normal weights in front of a ReLU."""
    return np.sqrt(2 / fan_in)  # SOLUTION


def he_weights(noise):
    """Weights (out, in) in front of a ReLU, from standard normal noise of that shape."""
    return noise * he_std(noise.shape[1])  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: 200 units to 400
points: 0.5
""" # END TEST CONFIG
def test_public_numbers(xavier_bound, he_std, he_weights):
    import numpy as np
    a, sigma = xavier_bound(200, 400), he_std(200)
    assert a is not None and sigma is not None, "xavier_bound or he_std returns None: is a return missing?"
    assert np.isclose(a, 0.1), f"from 200 to 400 units Xavier's bound is 0.1, got {a}"
    assert np.isclose(sigma, 0.1), f"with 200 inputs He's deviation is 0.1, got {sigma}"
    assert np.shape(he_weights(np.ones((3, 8)))) == (3, 8), "the weights have the shape of the noise"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A signal on its way through 30 layers of 100 ReLU units, for three sizes of the weights. Only one of them would let a
# gradient come back, too.
# %%
rng = np.random.default_rng(1)
signal = rng.normal(size=(50, 100))
plt.figure(figsize=(6, 3.5))
try:
    for factor, label in ((0.6, "0.6 σ"), (1.0, "σ of He"), (1.6, "1.6 σ")):
        h, sizes = signal, []
        for _ in range(30):
            h = np.maximum(h @ (factor * he_weights(rng.normal(size=(100, 100)))).T, 0)
            sizes.append(np.sqrt(np.mean(h**2)))
        plt.semilogy(range(1, 31), sizes, label=label)
    plt.xlabel("layer")
    plt.ylabel("size of the signal")
    plt.legend()
except (TypeError, AttributeError):
    plt.title("answer question 3 to see the signal")
# %% [markdown]
# ## Question 4: dropout, forward and backward
#
# In training, each unit is dropped (set to 0) with probability $p$, anew in every step, so that no unit can rely on another
# one being there. In the test every unit works. A mask $m$ says which units live: **`True` keeps, `False` drops**.
# Since only $1 - p$ of the signal survives, the survivors are made larger, and the next layer sees the same mean as in the
# test. This form is called *inverted* dropout:
#
# $$y = \frac{x \odot m}{1 - p} \quad\text{(training)}, \qquad y = x \quad\text{(test)}, \qquad
# \frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \odot \frac{m}{1 - p}$$
#
# With $p = \tfrac14$, $x = (3, 6, 9, 12)$ and $m = (1, 0, 1, 1)$ training gives $(4, 0, 12, 16)$. Its mean is 8, that of $x$ is 7.5; it
# depends on the mask, and on the average over all masks it is 7.5, too.
#
# *The usual trap:* at $p = \tfrac12$ dividing by $p$ looks right. Check your code at another $p$. (In the first papers $p$ is
# the probability of *keeping* a unit, and the test shrinks the values instead; torch drops with $p$, as we do.)
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 4
# %% [markdown]
# Write `dropout(x, mask, p_drop, train)`, where `mask` is a bool array with the shape of `x` and `train` is `True` or `False`
# (in the test the mask has no say; return `x` itself or a copy of it), and `dropout_backward(dout, mask, p_drop)`, the gradient of the training form.
# %% [raw]
# # BEGIN SOLUTION
# %%
def dropout(x, mask, p_drop, train):
    """Inverted dropout of an array of any shape; True in the mask keeps a unit."""
    # BEGIN SOLUTION
    if not train:
        return x.copy()
    return x * mask / (1 - p_drop)
    # END SOLUTION


def dropout_backward(dout, mask, p_drop):
    """The gradient for x from the gradient dout for the output, in training."""
    return dout * mask / (1 - p_drop)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: four units, one dropped
points: 0.5
""" # END TEST CONFIG
def test_public_four_units(dropout):
    import numpy as np
    x, mask = np.array([3.0, 6.0, 9.0, 12.0]), np.array([True, False, True, True])
    got = dropout(x, mask, 0.25, True)
    assert np.shape(got) == (4,), f"the shape (4,) of x stays, got {np.shape(got)}"
    assert got[1] == 0, "the mask is False at index 1: this unit should be 0"
    assert np.allclose(got, [4, 0, 12, 16]), f"expected (4, 0, 12, 16), got {got}"
# %%
""" # BEGIN TEST CONFIG
name: gradient of four units
points: 0.5
""" # END TEST CONFIG
def test_public_gradient(dropout_backward):
    import numpy as np
    got = dropout_backward(np.array([3.0, -3.0, 0.0, 6.0]), np.array([True, False, True, True]), 0.25)
    assert np.shape(got) == (4,), f"the shape (4,) of dout stays, got {np.shape(got)}"
    assert got[1] == 0, "a unit that was dropped did not change the loss: its gradient is 0"
    assert np.allclose(got, [4, 0, 0, 8]), "a unit that was kept and enlarged by 4/3 gets its gradient enlarged by 4/3"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What the next layer sees: the mean of 40 units under 2000 masks, and (dashed) the same mean in the test. With the right
# factor the dashed line stands in the middle of the histogram, for every $p$.
# %%
rng = np.random.default_rng(2)
units = np.tile(rng.uniform(0.5, 1.5, size=40), (2000, 1))
plt.figure(figsize=(6, 3.3))
try:
    for p_drop in (0.1, 0.3, 0.7):
        means = dropout(units, rng.random(units.shape) >= p_drop, p_drop, True).mean(axis=1)
        plt.hist(means, bins=40, density=True, histtype="stepfilled", alpha=0.6, label=f"p = {p_drop}")
    plt.axvline(dropout(units, np.ones(units.shape, bool), 0.3, False).mean(), color="k", linestyle="--", label="test")
    plt.xlabel("mean of the units")
    plt.legend()
except AttributeError:
    plt.title("answer question 4 to see the histograms")
# %% [markdown]
# ## Question 5: reading training curves
#
# **Early stopping.** The training loss may fall forever; the validation loss has a minimum, and behind it the network learns
# the noise. So after every epoch look at the validation loss. An epoch *improves* if its loss is below `best - min_delta`,
# where `best` is the loss of the last epoch that improved (before the first epoch: $\infty$). Stop as soon as `patience` epochs
# in a row have not improved, or when there are no more epochs. Kept are the weights of the best epoch, not the last ones
# (and those of epoch 0 if no epoch ever improved).
#
# ```
#   epoch   0     1     2     3     4     5     6         patience 2, min_delta 0
#   loss    5.0   3.0   4.0   2.0   2.0   2.5   1.0
#           best  best   1    best   1     2 → stop       best epoch 3, stop epoch 5; the 1.0 is never seen
# ```
#
# An equal loss is no improvement, and neither is nan (which is not smaller than anything), not even in the first epoch.
#
# **Diagnosis.** Two curves, the losses after each epoch, tell what a run needs. The first rule that fits decides:
#
# | | if | then |
# |---|---|---|
# | 1 | a value of either curve is nan or infinite, or the last training loss exceeds the first one | `"diverging"` |
# | 2 | validation ends more than `tol` above its own minimum, and training ends lower than in the epoch of that minimum (the first one, where several are equal) | `"overfitting"` |
# | 3 | both curves are flat at the end, and the last training loss is above 90 % of the first one | `"underfitting"` |
# | 4 | both curves are flat at the end | `"converged"` |
# | 5 | otherwise | `"still_improving"` |
#
# *Flat* is what the function `is_flat` below says. What to do then: a smaller learning rate (1), less capacity, more data,
# dropout or an earlier stop (2), more capacity or a larger learning rate (3), nothing (4), patience (5).
# %%
def is_flat(curve, tol):
    """Whether a curve moves by less than tol over the last quarter of its steps. Given."""
    tail = curve[-((len(curve) + 2) // 4 + 1) :]
    return tail.max() - tail.min() < tol
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 6
# %% [markdown]
# Write `early_stopping(val, patience, min_delta=0.0)` → `(best_epoch, stop_epoch)`, two ints: the epoch whose weights are kept
# and the last epoch that was run. `val` has shape `(T,)`, one loss an epoch.
#
# Write `diagnose_run(train, val, tol)` → one of the five words. Both curves have shape `(T,)` with $T \ge 2$.
# %% [raw]
# # BEGIN SOLUTION
# %%
def early_stopping(val, patience, min_delta=0.0):
    """The epoch to keep and the epoch to stop after, counted from 0."""
    # BEGIN SOLUTION
    best, best_epoch, bad = np.inf, 0, 0
    for epoch, loss in enumerate(val):
        if loss < best - min_delta:
            best, best_epoch, bad = loss, epoch, 0
        else:
            bad += 1
        if bad == patience:
            break
    return best_epoch, epoch
    # END SOLUTION


def diagnose_run(train, val, tol):
    """What two loss curves say about a run, in one word."""
    # BEGIN SOLUTION
    if not (np.isfinite(train).all() and np.isfinite(val).all()) or train[-1] > train[0]:
        return "diverging"
    lowest = np.argmin(val)
    if val[-1] > val[lowest] + tol and train[-1] < train[lowest]:
        return "overfitting"
    if is_flat(train, tol) and is_flat(val, tol):
        return "underfitting" if train[-1] > 0.9 * train[0] else "converged"
    return "still_improving"
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: patience of two
points: 0.5
""" # END TEST CONFIG
def test_public_patience(early_stopping):
    import numpy as np
    got = early_stopping(np.array([5.0, 3.0, 4.0, 2.0, 2.0, 2.5, 1.0]), 2)
    assert got is not None and len(got) == 2, "early_stopping returns two epochs"
    assert tuple(got) == (3, 5), f"the example above: best epoch 3, stop epoch 5, got {tuple(got)}"
    got = early_stopping(np.array([3.0, 2.0, 1.0]), 2)
    assert tuple(got) == (2, 2), f"patience never runs out on 3, 2, 1: best and stop epoch are the last one, 2, got {tuple(got)}"
# %%
""" # BEGIN TEST CONFIG
name: two plain cases
points: 0.5
""" # END TEST CONFIG
def test_public_diagnosis(diagnose_run):
    import numpy as np
    fall = np.array([4.0, 2.0, 1.0, 0.5, 0.25])
    got = diagnose_run(fall, fall + 0.1, 0.01)
    assert got is not None, "diagnose_run returns None: is a return missing?"
    assert got == "still_improving", f"both curves still fall by much more than 0.01: 'still_improving', got {got!r}"
    got = diagnose_run(fall[::-1].copy(), fall, 0.01)
    assert got == "diverging", f"the training loss rises from 0.25 to 4: 'diverging', got {got!r}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Four runs. Do you agree with your functions? The dotted line is the epoch kept, the grey area was never run.
# %%
epochs = np.arange(40)
wobble = 0.015 * np.random.default_rng(5).normal(size=(2, 40))
down = np.exp(-epochs / 6)
runs = {
    "A": (0.1 + down, 0.3 + down + 0.0006 * np.clip(epochs - 12, 0, None) ** 2),
    "B": (0.2 + down, 0.3 + down),
    "C": (0.98 + 0.05 * down, 1.02 + 0.05 * down),
    "D": (0.5 + 0.02 * epochs, 0.6 + 0.03 * epochs),
}
fig, panels = plt.subplots(1, 4, figsize=(12, 3), sharey=True)
for panel, (letter, curves) in zip(panels, runs.items()):
    train_curve, val_curve = curves + wobble
    panel.plot(train_curve, label="training")
    panel.plot(val_curve, label="validation")
    panel.set(xlabel="epoch", title=letter)
    try:
        kept_epoch, last_epoch = early_stopping(val_curve, 8, 0.01)
        panel.axvline(kept_epoch, color="k", linestyle=":")
        panel.axvspan(last_epoch, 40, color="grey", alpha=0.2)
        panel.set_title(f"{letter}: {diagnose_run(train_curve, val_curve, 0.1)}")
    except TypeError:
        panel.set_title("answer question 5")
panels[0].legend();
# %% [markdown]
# ## Question 6: train with early stopping
#
# Now all of it together. The data: 80 samples for training, 80 for validation, 6 features with very different scales, one
# number $y$ to predict, and a lot of noise on it. A network with one hidden layer of ReLU units is large enough to learn
# this noise by heart, if you let it. It and its gradients are given; `net` is a list of $W$ `(H, D)`, $b$ `(H,)`, $v$ `(H,)`
# and a number $c$:
#
# $$\hat y = \mathrm{relu}(X W^\top + b)\, v + c, \qquad L = \frac1N \sum_i (\hat y_i - y_i)^2$$
# %%
def forward(net, X):
    """Predictions (N,) of the network for X: (N, D). Given."""
    W, b, v, c = net
    return np.maximum(X @ W.T + b, 0) @ v + c


def gradients(net, X, y):
    """The gradients of the mean squared error, a list like net. Given."""
    W, b, v, c = net
    hidden = np.maximum(X @ W.T + b, 0)
    d_out = 2 * (hidden @ v + c - y) / len(y)
    d_hidden = np.outer(d_out, v) * (hidden > 0)
    return [d_hidden.T @ X, d_hidden.sum(axis=0), hidden.T @ d_out, d_out.sum()]


# A fair start for your training. Change what you like.
HIDDEN, RATE, BATCHES, PATIENCE, EPOCHS = 50, 0.01, 8, 25, 300
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 4
# %% [markdown]
# Write `train(X, y, X_val, y_val, seed)` → a **function** `predict(X_new)` that gives predictions `(N,)` for new samples
# `(N, D)`, in the units of the data that you were given. Draw everything random from `np.random.default_rng(seed)`: the same
# seed must give the same model. The validation data decide when to stop and nothing else: no gradient sees them, and no mean or
# deviation that you scale with. And a sample gets the same prediction alone as in a batch of a thousand.
#
# It is judged by $R^2 = 1 - \frac{\text{mean squared error}}{\text{variance of } y}$ on 1000 new samples without noise: at
# least **0.58** for four of five data sets. The best plane reaches 0.5, a network trained for 300 epochs 0.4, a good early
# stop 0.7. Five trainings together have 30 seconds; one of them should take no more than two.
#
# *Hints:* `predict` has to scale, too. And a list that holds the best weights must not be the list that the next step changes.
# %% [raw]
# # BEGIN SOLUTION
# %%
def train(X, y, X_val, y_val, seed):
    """Trains on X: (N, D), y: (N,) and stops by the validation data → predict, a function (M, D) → (M,)."""
    # BEGIN SOLUTION
    draw = np.random.default_rng(seed)
    centre, spread = X.mean(axis=0), X.std(axis=0)
    A, B = (X - centre) / spread, (X_val - centre) / spread
    start = draw.normal(size=(HIDDEN, X.shape[1])) * np.sqrt(2 / X.shape[1])
    net = [start, np.zeros(HIDDEN), draw.normal(size=HIDDEN) / np.sqrt(HIDDEN), y.mean()]
    seen, losses = [], []
    for epoch in range(EPOCHS):
        for part in np.array_split(draw.permutation(len(A)), BATCHES):
            net = [p - RATE * g for p, g in zip(net, gradients(net, A[part], y[part]))]
        seen.append(net)
        losses.append(np.mean((forward(net, B) - y_val) ** 2))
        lowest = int(np.argmin(losses))
        if epoch == lowest + PATIENCE:
            break
    return lambda X_new: forward(seen[lowest], (X_new - centre) / spread)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a function that predicts
points: 0.5
""" # END TEST CONFIG
def test_public_predicts(train):
    import numpy as np
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 3))
    predict = train(X[:40], X[:40, 0], X[40:], X[40:, 0], 0)
    assert callable(predict), "train returns a function; write `return predict`, without brackets"
    got = predict(X[:7])
    assert np.shape(got) == (7,), f"seven samples, seven predictions: expected shape (7,), got {np.shape(got)}"
    assert np.all(np.isfinite(got)), "a prediction is nan or infinite: is the learning rate too large?"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Your training on one feature, where one can look at it. A curve that visits every dot has learned the noise.
# %%
rng = np.random.default_rng(8)
x = rng.uniform(100, 700, size=80)
y = np.sin(x / 80) + 0.4 * rng.normal(size=80)
grid = np.linspace(100, 700, 300)
plt.figure(figsize=(6.5, 3.5))
plt.plot(x[:40], y[:40], "o", markersize=4, label="training")
plt.plot(x[40:], y[40:], "x", markersize=4, label="validation")
plt.plot(grid, np.sin(grid / 80), "k--", linewidth=1, label="without noise")
try:
    predict = train(x[:40, None], y[:40], x[40:, None], y[40:], 0)
    plt.plot(grid, predict(grid[:, None]), label="your network")
except TypeError:
    plt.title("answer question 6 to see your network")
plt.ylim(-2.2, 2.2)
plt.legend(ncols=2);
# %% [markdown]
# ## To go on (not graded)
#
# Put your `dropout` behind the hidden layer of `forward` and your `dropout_backward` into `gradients`, and train without
# stopping early. Which $p$ does as well as the early stop? Then leave dropout **on** while predicting, 200 times with
# fresh masks, and plot mean and standard deviation of the predictions over `grid` above, to 300 on either side of the data.
# Where is the band wide, and where would you like it to be wider?
# %%
# Your experiment.
