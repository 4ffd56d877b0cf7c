# %% [markdown]
# # Regression losses, softmax and the logistic cost
#
# A loss turns "how wrong?" into a number, and its gradient turns that number into advice. You will write three families:
# powers of an error, the cross-entropy of several classes, and the logistic cost of two. Then you will let
# cross-validation choose between models and train a classifier that is judged by how much it trusts itself.
#
# Shapes: a batch is `(N, ...)`, one sample a row. Numbers are floats, class labels integers from 0. Logarithms are natural.
# **Never change an array that you were given**, and return what is asked for and nothing more.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: powers of the error
#
# A prediction $s_i$ has $C$ outputs, and so has its target $y_i$. Raise the size of each error to a power $q \ge 1$, add
# over the outputs of a sample, and average over the **samples**:
#
# $$L = \frac1N \sum_{i=1}^N \sum_{j=1}^C |s_{ij} - y_{ij}|^q, \qquad
# \frac{\partial L}{\partial s_{ij}} = \frac1N\, q\, |s_{ij} - y_{ij}|^{q-1}\, \mathrm{sign}(s_{ij} - y_{ij})$$
#
# ```
#         s            y          |s − y|     q = 1     q = 2
#    2   0  −1     0   0   1     2   0   2       4         8
#    1   1   3     1   4   3     0   3   0       3         9
#                                      mean:   3.5       8.5     two samples, so divide by 2 (not by 6)
# ```
#
# Where an error is exactly 0, take 0 for the gradient, also at the kink of $q = 1$.
#
# For $q = 2$ authors like to add constants that make their gradients prettier. Our lectures have three forms, all with the
# sum over **all** entries and with $N$ the number of samples, `len(y)`:
#
# | `form` | loss |
# |---|---|
# | `"mean"` | $\frac1N \sum (\hat y - y)^2$ |
# | `"half_sum"` | $\frac12 \sum (\hat y - y)^2$ |
# | `"half_mean"` | $\frac1{2N} \sum (\hat y - y)^2$ |
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 5
# %% [markdown]
# Write
#
# * `lq_loss(s, y, q)`: both `(N, C)`, returns a number;
# * `lq_grad(s, y, q)`: the gradient of that loss with respect to `s`, `(N, C)`;
# * `mse_loss(y_hat, y, form)`: both of the same shape `(N,)` or `(N, C)`, returns a number. Shapes that differ are a
#   `ValueError`.
#
# *The usual trap:* `(4,)` minus `(4, 1)` is no error to NumPy. It is a table of shape `(4, 4)`, and its mean looks like a loss.
# %% [raw]
# # BEGIN SOLUTION
# %%
def lq_loss(s, y, q):
    """Mean over samples of the summed q-th powers of the errors, s and y: (N, C) → number."""
    return np.sum(np.abs(s - y) ** q) / len(s)  # SOLUTION


def lq_grad(s, y, q):
    """Gradient of `lq_loss` with respect to s, s and y: (N, C) → (N, C)."""
    # BEGIN SOLUTION
    error = s - y
    return q * np.abs(error) ** (q - 1) * np.sign(error) / len(s)
    # END SOLUTION


def mse_loss(y_hat, y, form):
    """Squared error, form: "mean", "half_sum" or "half_mean" → number."""
    # BEGIN SOLUTION
    if np.shape(y_hat) != np.shape(y):
        raise ValueError(f"y: expected the shape of y_hat, {np.shape(y_hat)}, got {np.shape(y)}")
    squares = np.sum((y_hat - y) ** 2)
    return squares / {"mean": len(y), "half_sum": 2, "half_mean": 2 * len(y)}[form]
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the table above
points: 0.5
""" # END TEST CONFIG
def test_public_table(lq_loss, lq_grad):
    import numpy as np
    s, y = np.array([[2.0, 0.0, -1.0], [1.0, 1.0, 3.0]]), np.array([[0.0, 0.0, 1.0], [1.0, 4.0, 3.0]])
    for q, right in ((1, 3.5), (2, 8.5)):
        got = lq_loss(s, y, q)
        assert np.shape(got) == (), f"lq_loss returns one number, got shape {np.shape(got)}"
        assert np.allclose(got, right), f"q = {q}: the rows of the table add up to {2 * right}, and there are two samples"
    assert s[0, 0] == 2 and y[1, 1] == 4, "lq_loss changed an array that it was given: work on a copy"
    assert np.shape(lq_grad(s, y, 2)) == (2, 3), "the gradient has an entry for each entry of s: shape (2, 3)"
# %%
""" # BEGIN TEST CONFIG
name: four numbers
points: 0.5
""" # END TEST CONFIG
def test_public_four(mse_loss):
    import numpy as np
    got = mse_loss(np.array([2.0, 4.0, 7.0, 1.0]), np.array([1.0, 4.0, 5.0, 3.0]), "mean")
    assert np.shape(got) == (), f"mse_loss returns one number, got shape {np.shape(got)}"
    assert np.allclose(got, 2.25), "the errors are 1, 0, 2 and -2; their squares sum to 9, and N is 4"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What does the power do? Left: the price of one error. Right: five numbers, one of them an outlier, predicted by one constant
# $c$. The dot is the best $c$: with $q = 1$ the median, with $q = 2$ the mean; the larger $q$, the more the outlier pulls.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

try:
    errors, numbers = np.linspace(-2, 2, 81), np.array([[1.0], [2.0], [2.0], [3.0], [10.0]])
    constants, zero, powers = np.linspace(0, 11, 221), np.array([[0.0]]), (1, 2, 4)
    prices = [np.array([float(lq_loss(np.array([[e]]), zero, q)) for e in errors]) for q in powers]
    totals = [np.array([float(lq_loss(np.full((5, 1), c), numbers, q)) for c in constants]) for q in powers]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.3))
    for q, price, total in zip(powers, prices, totals):
        left.plot(errors, price, label=f"q = {q}")
        price = total / total.max()
        right.plot(constants, price)
        right.plot(constants[price.argmin()], price.min(), "ko", markersize=4)
    left.set(xlabel="s − y", ylabel="loss", ylim=(0, 4))
    left.legend()
    right.plot(numbers.ravel(), np.zeros(5), "k|", markersize=14)
    right.set(xlabel="c", ylabel="loss, scaled to 1")
except TypeError:
    print("answer question 1 to see the curves")
# %% [markdown]
# ## Question 2: probabilities from scores
#
# Scores (*logits*) $z_1, \dots, z_C$ can be any numbers. The softmax makes them positive and lets them sum to 1:
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \qquad \log p_k = z_k - \log \sum_j e^{z_j}$$
#
# A worked number: $z = (0, \log 2, \log 5)$ has exponentials $1, 2, 5$, so $p = (\frac18, \frac28, \frac58)$.
#
# $e^{1000}$ is `inf`. But nothing changes when the same number is subtracted from all logits of a sample (why?). So subtract
# their maximum $m$ first: the largest exponential is then 1, and none can overflow:
#
# $$\log \sum_j e^{z_j} = m + \log \sum_j e^{z_j - m}$$
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 4
# %% [markdown]
# Write `softmax(z, axis=-1)` and `log_softmax(z, axis=-1)`: `z` has any number of axes, and `axis` runs over the classes. Both
# return the shape of `z` and are finite for logits of ±1000.
#
# *A hint:* `keepdims=True` saves you from thinking about shapes. *The usual trap:* the logarithm of a probability that has
# already been rounded to 0.
# %% [raw]
# # BEGIN SOLUTION
# %%
def softmax(z, axis=-1):
    """Probabilities along `axis`, z: any shape → the same shape."""
    # BEGIN SOLUTION
    powers = np.exp(z - z.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)
    # END SOLUTION


def log_softmax(z, axis=-1):
    """Logarithms of the probabilities along `axis`, z: any shape → the same shape."""
    # BEGIN SOLUTION
    below = z - z.max(axis=axis, keepdims=True)
    return below - np.log(np.exp(below).sum(axis=axis, keepdims=True))
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one two five
points: 0.5
""" # END TEST CONFIG
def test_public_one_two_five(softmax, log_softmax):
    import numpy as np
    z = np.log(np.array([[1.0, 2.0, 5.0]]))
    p = softmax(z)
    assert np.shape(p) == (1, 3), f"the result has the shape of z, (1, 3), got {np.shape(p)}"
    assert np.allclose(p, [[0.125, 0.25, 0.625]]), "the exponentials are 1, 2 and 5: divide each by their sum, 8"
    assert np.allclose(log_softmax(z), np.log([[0.125, 0.25, 0.625]])), "log_softmax is the logarithm of the softmax"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Only differences of logits matter, and their scale is confidence: divide them by a *temperature* $T$ and watch.
# %%
try:
    heights = {T: 1.0 * softmax(np.array([2.0, 1.0, 0.5, -1.0]) / T) for T in (0.25, 1.0, 4.0)}
    figure, panels = plt.subplots(1, 3, figsize=(9, 2.4), sharey=True)
    for panel, (T, p) in zip(panels, heights.items()):
        panel.bar(range(4), p)
        panel.set(title=f"T = {T:g}", xlabel="class", xticks=range(4), ylim=(0, 1))
    panels[0].set_ylabel("probability")
except (TypeError, ValueError):
    print("answer question 2 to see the bars")
# %% [markdown]
# ## Question 3: cross-entropy
#
# How surprised is the model by the truth? Take minus the logarithm of the probability that it gave to the true class:
#
# $$L = -\frac1N \sum_i \log p_{i,y_i}, \qquad \frac{\partial L}{\partial z_{ik}} = \frac1N \bigl(p_{ik} - \mathbb 1(k = y_i)\bigr)$$
#
# A certain and right model pays 0; one that gives all of $C$ classes the same pays $\log C$; one that is certain and wrong
# pays without limit. The gradient is simple: what you said minus what was true.
#
# ```
#   z = (0, log 2, log 5), y = 2:   p = (0.125, 0.25, 0.625)      loss  −log 0.625 = 0.470
#                                       −(0,    0,    1    )
#                            gradient   (0.125, 0.25, −0.375)     each row sums to 0
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 4
# %% [markdown]
# Write `cross_entropy(logits, y)` → a number and `cross_entropy_grad(logits, y)` → `(N, C)`. `logits` is `(N, C)`, **before** the
# softmax, `y` is `(N,)` integers. For float32 logits the gradient is float32. <!-- graded: dtype -->
#
# *Two hints:* `a[np.arange(N), y]` picks one entry a row. And start from a logarithm that is finite: logits of ±1000 do occur.
# %% [raw]
# # BEGIN SOLUTION
# %%
def cross_entropy(logits, y):
    """Mean of −log p of the true class, logits: (N, C), y: (N,) int → number."""
    # BEGIN SOLUTION
    top = logits.max(axis=1)
    log_sums = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return np.mean(log_sums - logits[np.arange(len(y)), y])
    # END SOLUTION


def cross_entropy_grad(logits, y):
    """Gradient of `cross_entropy` with respect to the logits → (N, C)."""
    # BEGIN SOLUTION
    said = np.exp(logits - logits.max(axis=1, keepdims=True))
    said /= said.sum(axis=1, keepdims=True)
    said[np.arange(len(y)), y] -= 1
    return said / len(y)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one sample, two labels
points: 0.5
""" # END TEST CONFIG
def test_public_labels(cross_entropy):
    import numpy as np
    z = np.log(np.array([[1.0, 2.0, 5.0]]))
    for label, p in ((2, 0.625), (0, 0.125)):
        got = cross_entropy(z, np.array([label]))
        assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
        assert np.allclose(got, -np.log(p)), f"class {label} has probability {p}: the loss is -log {p} = {-np.log(p):.4f}"
# %%
""" # BEGIN TEST CONFIG
name: said minus true
points: 0.5
""" # END TEST CONFIG
def test_public_said(cross_entropy_grad):
    import numpy as np
    got = cross_entropy_grad(np.log(np.array([[1.0, 2.0, 5.0]])), np.array([2]))
    assert np.shape(got) == (1, 3), f"the gradient has the shape of the logits, (1, 3), got {np.shape(got)}"
    assert np.allclose(got, [[0.125, 0.25, -0.375]]), "expected the row of the text: (0.125, 0.25, -0.375)"
    small = cross_entropy_grad(np.zeros((1, 3), dtype="float32"), np.array([2]))
    assert str(getattr(small, "dtype", "float32")).endswith("float32"), f"float32 logits have a float32 gradient, got {small.dtype}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 4: the logistic cost
#
# With two classes one logit is enough: $z = w \cdot x + b$, and $a = \sigma(z) = 1/(1 + e^{-z})$ is the probability of class 1.
# With labels $y \in \{0, 1\}$ and a penalty on the weights (never on the bias)
#
# $$J = -\sum_i \bigl[\, y_i \log a_i + (1 - y_i) \log (1 - a_i) \,\bigr] + \frac\lambda2 \lVert w \rVert^2, \qquad
# \frac{\partial J}{\partial w} = X^\top (a - y) + \lambda w, \qquad \frac{\partial J}{\partial b} = \sum_i (a_i - y_i)$$
#
# One lecture **sums** over samples, as above; another takes the **mean**. Here `reduction`, `"sum"` or `"mean"`, decides: `"mean"` divides the data term and its gradient by $N$, and leaves the penalty alone.
#
# A worked number: $z = (\log 3, -\log 3)$ gives $a = (\frac34, \frac14)$. With $y = (1, 1)$ the sum is
# $-\log\frac34 - \log\frac14 = 0.288 + 1.386 = 1.674$, the mean $0.837$.
#
# For large $|z|$ the sigmoid rounds to 0 or 1 and its logarithm is lost. One sample costs, for every $z$ safely,
#
# $$\max(z, 0) - z\,y + \log\bigl(1 + e^{-|z|}\bigr)$$
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 5
# %% [markdown]
# Write `logistic_cost(X, y, w, b, lam=0.0, reduction="sum")` → a number and, with the same arguments, `logistic_gradient(...)` →
# `(dw, db)`: `X` is `(N, D)`, `y` `(N,)`, `w` and `dw` `(D,)`, `b` and `db` numbers. Both are finite for $z = \pm 1000$.
#
# *The usual trap:* where does $a(1-a)$, the slope of the sigmoid, go? The logarithm cancels it: do not put it back.
# %% [raw]
# # BEGIN SOLUTION
# %%
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    """Logistic cost with an L2 penalty, X: (N, D), y: (N,) of 0 and 1, w: (D,), b: number → number."""
    # BEGIN SOLUTION
    z = X @ w + b
    costs = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    return (costs.sum() if reduction == "sum" else costs.mean()) + lam / 2 * np.sum(w**2)
    # END SOLUTION


def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    """Gradient of `logistic_cost` → (dw (D,), db number)."""
    # BEGIN SOLUTION
    z = X @ w + b
    small = np.exp(-np.abs(z))
    dz = np.where(z >= 0, 1, small) / (1 + small) - y
    if reduction == "mean":
        dz = dz / len(y)
    return dz @ X + lam * w, dz.sum()
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three quarters and one quarter
points: 0.5
""" # END TEST CONFIG
def test_public_quarters(logistic_cost):
    import numpy as np
    X, y, w = np.eye(2), np.array([1.0, 1.0]), np.log(3.0) * np.array([1.0, -1.0])
    got = logistic_cost(X, y, w, 0.0)
    assert np.shape(got) == (), f"the cost is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 1.6739764), "a = (3/4, 1/4) and y = (1, 1): the sum is 0.288 + 1.386 = 1.674"
    assert np.allclose(logistic_cost(X, y, w, 0.0, reduction="mean"), 0.8369882), "the mean is half of the sum here"
# %%
""" # BEGIN TEST CONFIG
name: a step for each weight
points: 0.5
""" # END TEST CONFIG
def test_public_step(logistic_gradient):
    import numpy as np
    dw, db = logistic_gradient(np.eye(2), np.array([1.0, 1.0]), np.log(3.0) * np.array([1.0, -1.0]), 0.0)
    assert np.shape(dw) == (2,) and np.shape(db) == (), "expected dw of shape (2,) and a number db"
    assert np.allclose(dw, [-0.25, -0.75]) and np.allclose(db, -1.0), "a - y = (3/4 - 1, 1/4 - 1), and X is the identity"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Two clouds that overlap, and your gradient with a small and a large λ. The line is $a = \frac12$; the shades are $a$. A penalty
# moves the line a little. What does it change more?
# %%
rng = np.random.default_rng(1)
cloud = np.concatenate([rng.normal(size=(40, 2)) + [1.2, 0.6], rng.normal(size=(40, 2)) - [1.2, 0.6]])
side = np.repeat([1.0, 0.0], 40)
across, up = np.meshgrid(np.linspace(-4, 4, 90), np.linspace(-4, 4, 90))
try:
    fits = {}
    for lam in (0.01, 50.0):
        w, b = np.zeros(2), 0.0
        for _ in range(400):
            dw, db = logistic_gradient(cloud, side, w, b, lam)
            w, b = w - 0.01 * dw, b - 0.01 * db
        fits[lam] = w, b
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.6), sharey=True)
    for panel, (lam, (w, b)) in zip(panels, fits.items()):
        a = 1 / (1 + np.exp(-(across * w[0] + up * w[1] + b)))
        panel.contourf(across, up, a, levels=np.linspace(0, 1, 11), cmap="RdBu", alpha=0.6)
        panel.contour(across, up, a, levels=[0.5], colors="k")
        panel.scatter(*cloud.T, c=side, cmap="RdBu", edgecolors="w", s=24)
        panel.set_title(f"λ = {lam:g}, ‖w‖ = {np.linalg.norm(w):.2f}")
except TypeError:
    print("answer question 4 to see the line")
# %% [markdown]
# ## Question 5: cross-validation
#
# Which λ, which degree, which model? Not the one with the best training loss: the largest model always wins there. In
# $k$-fold cross-validation every sample is kept out of training once, and is then judged by a model that has not seen it:
#
# ```
#   n = 7, k = 3, perm = 5 0 3 | 6 1 | 4 2          train              val
#                                          fold 1   6 1 4 2            5 0 3
#                                          fold 2   5 0 3 4 2          6 1
#                                          fold 3   5 0 3 6 1          4 2
# ```
#
# Cut the shuffled order `perm` into `k` consecutive folds. If $n$ is no multiple of $k$, the first $n \bmod k$ folds have one
# sample more, so that sizes differ by at most one. Each model then has $k$ scores, and the best **mean** wins.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 4
# %% [markdown]
# Write
#
# * `kfold_indices(n, k, perm)`: `perm` is an integer array with 0…n−1 in any order; return a list of `k` pairs `(train, val)` of
#   integer arrays (the order inside an array does not matter);
# * `select_model(cv_scores, higher_is_better)`: `cv_scores` is `(M, K)`, a row a model and a column a fold; return the index of
#   the best model, the first one of a tie. Accuracies are better when high, losses when low.
# %% [raw]
# # BEGIN SOLUTION
# %%
def kfold_indices(n, k, perm):
    """k folds of a shuffled order → list of (train, val), integer arrays."""
    # BEGIN SOLUTION
    folds = np.array_split(np.asarray(perm), k)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), fold) for i, fold in enumerate(folds)]
    # END SOLUTION


def select_model(cv_scores, higher_is_better):
    """Index of the model with the best mean score, cv_scores: (M, K) → int."""
    # BEGIN SOLUTION
    means = np.mean(cv_scores, axis=1)
    return int(means.argmax() if higher_is_better else means.argmin())
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: seven samples in three folds
points: 0.5
""" # END TEST CONFIG
def test_public_seven(kfold_indices):
    import numpy as np
    folds = kfold_indices(7, 3, np.array([5, 0, 3, 6, 1, 4, 2]))
    assert len(folds) == 3, f"three folds give three pairs, got {len(folds)}"
    train, val = folds[0]
    assert sorted(int(i) for i in val) == [0, 3, 5], "the first fold validates on the first three of perm: 5, 0 and 3"
    assert sorted(int(i) for i in train) == [1, 2, 4, 6], "and trains on the other four"
# %%
""" # BEGIN TEST CONFIG
name: two models
points: 0.5
""" # END TEST CONFIG
def test_public_two(select_model):
    import numpy as np
    scores = np.array([[0.5, 0.5, 0.5], [0.75, 0.5, 1.0]])
    assert select_model(scores, True) == 1, "the means are 0.5 and 0.75; as accuracies, the second model is better"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Your folds at work: polynomials of degree 0 to 9 through 20 noisy points. The training error only falls; the error on samples
# that were kept out turns around. The line marks the choice of `select_model`.
# %%
rng = np.random.default_rng(3)
x = rng.uniform(-1, 1, size=20)
t = np.sin(3 * x) + 0.2 * rng.normal(size=20)
try:
    seen, unseen = np.zeros((10, 5)), np.zeros((10, 5))
    for fold, (train, val) in enumerate(kfold_indices(20, 5, rng.permutation(20))):
        for degree in range(10):
            curve = np.polynomial.Polynomial.fit(x[train], t[train], degree)
            seen[degree, fold] = np.mean((curve(x[train]) - t[train]) ** 2)
            unseen[degree, fold] = np.mean((curve(x[val]) - t[val]) ** 2)
    best = float(select_model(unseen, False))
    plt.figure(figsize=(6, 3))
    plt.semilogy(seen.mean(axis=1), "o-", label="trained on")
    plt.semilogy(unseen.mean(axis=1), "s-", label="kept out")
    plt.axvline(best, color="k", linewidth=0.8)
    plt.xlabel("degree")
    plt.ylabel("mean squared error")
    plt.legend()
except TypeError:
    print("answer question 5 to see the two errors")
# %% [markdown]
# ## Question 6: a classifier that may not be too sure
#
# Put everything together: softmax regression, $z = W x + b$ with $W$ of shape `(C, D)`, trained by gradient descent on
#
# $$\frac1N \sum_i -\log p_{i,y_i} + \frac\lambda2 \lVert W \rVert^2, \qquad
# \frac{\partial}{\partial W} = G^\top X + \lambda W, \qquad \frac{\partial}{\partial b} = \sum_i G_i$$
#
# where $G$ is the `(N, C)` gradient of question 3. You are judged with only 45 samples of 12 features, **sorted by class**, and most
# of the features are noise. (The public test and the picture have two features: take N, D from `X`.) Such data can be learnt by heart: without a penalty the training loss goes to 0, and the model is sure
# of things it does not know. Every sample that it is wrong about then costs dearly.
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 3
# %% [markdown]
# Write `fit_softmax(X, y, C, seed)` → `(W, b)`. `X` is `(N, D)`, `y` are integers from 0 to C−1, `seed` is for your shuffling; all
# classes are equally frequent.
#
# Judged by new samples: the geometric mean of the probability that you give to the true class, $e^{-\text{cross-entropy}}$, is to
# reach a mark for four of five data sets, of three kinds. You are not told which kind you are given, so **let the data choose λ**:
#
# | data | mark | with the best λ | with others | guessing |
# |---|---|---|---|---|
# | 3 classes | 0.5 | 0.61 | 0.48 (λ = 1) | 0.33 |
# | 3 classes, noisier | 0.42 | 0.48 | 0.38 (λ = 0.01, which has the lowest training loss) | 0.33 |
# | 5 classes | 0.5 | 0.65 | 0.39 (λ = 1) | 0.2 |
#
# Five data sets together have 20 seconds; one of them should take no more than one or two.
#
# *A way:* choose λ from 1, 0.1 and 0.01 by five folds and the cross-entropy of the samples kept out. Then train on all. 150 full
# steps with a learning rate of 0.5 are enough. And shuffle: what does a fold of sorted samples hold?
# %% [raw]
# # BEGIN SOLUTION
# %%
def fit_softmax(X, y, C, seed):
    """Softmax regression with a penalty, X: (N, D), y: (N,) int → (W (C, D), b (C,))."""
    # BEGIN SOLUTION
    Y, candidates = np.eye(C)[y], (1.0, 0.1, 0.01)

    def log_p(A, W, b):
        scores = A @ W.T + b
        return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)

    def descend(A, T, weight):
        W, b = np.zeros((C, A.shape[1])), np.zeros(C)
        for _ in range(150):
            push = (np.exp(log_p(A, W, b)) - T) / len(A)
            W, b = W - 0.5 * (push.T @ A + weight * W), b - 0.5 * push.sum(axis=0)
        return W, b

    parts = np.array_split(np.random.default_rng(seed).permutation(len(X)), 5)
    kept_out = np.zeros(len(candidates))
    for part in parts:
        others = np.setdiff1d(np.arange(len(X)), part)
        for k, weight in enumerate(candidates):
            kept_out[k] -= np.sum(Y[part] * log_p(X[part], *descend(X[others], Y[others], weight)))
    return descend(X, Y, candidates[kept_out.argmin()])
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three corners
points: 1
""" # END TEST CONFIG
def test_public_corners(fit_softmax):
    import numpy as np
    corners = np.array([[4.0, 0.0], [-2.0, 3.5], [-2.0, -3.5]])
    y = np.repeat(np.arange(3), 15)
    X = corners[y] + np.random.default_rng(0).normal(size=(45, 2))
    fitted = fit_softmax(X, y, 3, 0)
    assert fitted is not None and len(fitted) == 2, "return the pair (W, b)"
    W, b = np.asarray(fitted[0]), np.asarray(fitted[1])
    assert W.shape == (3, 2) and b.shape == (3,), f"expected W of shape (3, 2) and b of shape (3,), got {W.shape} and {b.shape}"
    assert np.all(np.isfinite(W)) and np.all(np.isfinite(b)), "the parameters must be finite"
    right = np.mean((X @ W.T + b).argmax(axis=1) == y)
    assert right > 0.9, f"three clouds far apart: expected more than 90 % of them right, got {right:.0%}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# How sure is your model, and where? Three clouds that overlap; the shade is the largest of the three probabilities. Right: the
# same numbers as a histogram, beside the share of samples that are right. Do they agree?
# %%
rng = np.random.default_rng(5)
label = np.repeat(np.arange(3), 25)
spots = 1.3 * np.array([[1.0, 0.0], [-0.5, 0.9], [-0.5, -0.9]])[label] + 0.9 * rng.normal(size=(75, 2))
try:
    W, b = fit_softmax(spots, label, 3, 0)
    p = softmax(np.stack([across, up], axis=-1) @ W.T + b)
    sure = softmax(spots @ W.T + b)
    hits = (sure.argmax(axis=1) == label).mean()
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6))
    shades = left.contourf(across, up, p.max(axis=-1), levels=np.linspace(1 / 3, 1, 9), cmap="Greys", alpha=0.7)
    figure.colorbar(shades, ax=left, format="%.2f")
    left.contour(across, up, p.argmax(axis=-1), levels=[0.5, 1.5], colors="k", linewidths=0.8)
    left.scatter(*spots.T, c=label, s=18)
    right.hist(sure.max(axis=1), bins=np.linspace(1 / 3, 1, 13))
    right.axvline(hits, color="k", label=f"right: {hits:.0%}")
    right.axvline(sure.max(axis=1).mean(), color="k", linestyle="--", label=f"mean confidence: {sure.max(axis=1).mean():.0%}")
    right.set_xlabel("largest probability")
    right.legend(loc="upper left")
except (TypeError, ValueError):
    print("answer questions 2 and 6 to see the regions")
# %% [markdown]
# ## If you want to go on (not graded)
#
# Where does $p - \text{onehot}(y)$ come from? The softmax has a Jacobian, $J = \mathrm{diag}(p) - p\,p^\top$, and $-\log p_y$ has the
# gradient $-1/p_y$ at entry $y$ and 0 elsewhere. Multiply the two on paper and see what cancels. Then do it in NumPy with
# $z = (1000, 0)$ and $y = 1$, once as a product and once with your `cross_entropy_grad`. Which of the two would you ship?
