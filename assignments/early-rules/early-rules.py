# %% [markdown]
# # Boolean networks and early learning rules
#
# The perceptron finds a line when there is one. Here you will see when there is none, build by hand the networks that
# help, and then write three rules that learn in other ways: Adaline, which measures *how far* it is off, and the rules of
# Hebb and Oja, which have no right answers to compare with at all.
#
# Shapes: `X` is `(N, D)`, one sample a row; `y` is `(N,)`; `w` is `(D,)`; `b` is a number. All arrays hold floats unless
# a question says otherwise. Leave the arrays that you are given as they are, and
# return what is asked for and nothing more.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: separating lines
#
# A threshold unit with two inputs fires on one side of the line where its net input is zero:
#
# $$w_1 x_1 + w_2 x_2 + b = 0 \qquad\Longleftrightarrow\qquad x_2 = \text{slope} \cdot x_1 + \text{intercept}$$
#
# Solve for $x_2$ to get both numbers. For $w = (3, -2)$ and $b = 1$ the line is $x_2 = 1.5\, x_1 + 0.5$: put in $x_1 = 1$,
# $x_2 = 2$ and the net input is $3 - 4 + 1 = 0$.
#
# A set of samples is **linearly separable** if some line (a plane or hyperplane with more inputs) has all samples of class
# 1 on one side and all of class 0 on the other. (When all samples have the same label nothing has to be kept apart, and they are
# separable.) The perceptron can tell: its convergence theorem promises that it stops
# making mistakes if and only if such a boundary exists. For at most four binary inputs 200 epochs are enough to know: of all the
# tables that a unit can compute, the slowest takes 38 (from zero weights, row by row), and another order takes hardly more.
#
# ```
#     AND               XOR
#   x2                x2
#    1 ○  \  ●         1 ●     ○        ● 1   ○ 0
#    |      \          |    ?
#    0 ○─────○─\ x1    0 ○─────● x1     no straight line has both ● on one side
#      0     1           0     1
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 5
# %% [markdown]
# 1. Write `decision_line(w, b)` → the tuple `(slope, intercept)`, for `w` of shape `(2,)`. A vertical boundary has no
#    slope: raise a `ValueError` when $w_2$ is exactly 0 (a very small $w_2$ is a steep line).
# 2. Write `is_separable(X, y)` → `True` or `False` (Python's or NumPy's), for `X` of shape `(N, D)` with entries 0 and 1, D at most 4, and labels
#    `y` in {0, 1}. `X` need not hold all $2^D$ rows. You may use your perceptron, or any other method that is right.
#
# *The usual traps:* $w_1$ belongs to the horizontal axis, so which weight goes below the fraction bar? And XOR is not the
# only function of two inputs that defeats a single unit.
# %% [raw]
# # BEGIN SOLUTION
# %%
def decision_line(w, b):
    """The line w[0] * x1 + w[1] * x2 + b = 0 as (slope, intercept), w: (2,), b: number."""
    # BEGIN SOLUTION
    if w[1] == 0:
        raise ValueError("the boundary is vertical: w[1] is 0")
    return -w[0] / w[1], -b / w[1]
    # END SOLUTION


def is_separable(X, y):
    """Whether a hyperplane separates the classes, X: (N, D) of 0 and 1, y: (N,) of 0 and 1 → bool."""
    # BEGIN SOLUTION
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(200):
        mistakes = 0
        for x_i, y_i in zip(X, y):
            miss = float(y_i) - float(w @ x_i + b >= 0)
            w, b, mistakes = w + miss * x_i, b + miss, mistakes + abs(miss)
        if mistakes == 0:
            return True
    return False
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the worked line
points: 0.5
""" # END TEST CONFIG
def test_public_line(decision_line):
    import numpy as np
    w = np.array([3.0, -2.0])
    got = decision_line(w, 1.0)
    assert got is not None and len(got) == 2, "return two numbers, the slope and the intercept"
    slope, intercept = got
    assert np.array_equal(w, [3, -2]), "decision_line changed the array that it was given: work on a copy"
    assert np.isclose(slope, 1.5), "3 * x1 - 2 * x2 + 1 = 0 means x2 = 1.5 * x1 + 0.5: the slope is 1.5"
    assert np.isclose(intercept, 0.5), "3 * x1 - 2 * x2 + 1 = 0 means x2 = 1.5 * x1 + 0.5: the intercept is 0.5"
# %%
""" # BEGIN TEST CONFIG
name: AND is, XOR is not
points: 0.5
""" # END TEST CONFIG
def test_public_separable(is_separable):
    import numpy as np
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    got = is_separable(X, np.array([0, 0, 0, 1]))
    assert got is not None, "return True or False"
    assert got, "x1 + x2 = 1.5 separates AND: expected True"
    assert not is_separable(X, np.array([0, 1, 1, 0])), "no line separates XOR: expected False"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# All sixteen functions of two inputs, as your function judges them. Can you see at a glance why each verdict is right?
# %%
# %matplotlib inline
import itertools

import matplotlib.pyplot as plt

corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
tables = [np.array(table) for table in itertools.product((0, 1), repeat=4)]
verdicts = [is_separable(corners, table) for table in tables]
if None in verdicts:
    print("answer question 1 to see the sixteen functions")
else:
    figure, panels = plt.subplots(2, 8, figsize=(10, 3.2), layout="tight")
    for panel, table, verdict in zip(panels.flat, tables, verdicts):
        panel.set_facecolor("honeydew" if verdict else "mistyrose")
        panel.scatter(*corners[table == 1].T, c="black", s=60)
        panel.scatter(*corners[table == 0].T, facecolors="white", edgecolors="black", s=60)
        panel.set(xlim=(-0.4, 1.4), ylim=(-0.4, 1.4), xticks=[0, 1], yticks=[0, 1], aspect="equal")
        panel.set_title("".join(map(str, table)), fontsize=10)
    figure.suptitle(f"a single unit computes {sum(map(bool, verdicts))} of 16 (green background)")
# %% [markdown]
# ## Question 2: XOR with two hidden units
#
# One line is not enough, so draw two. A hidden unit for each, and an output unit that combines them:
#
# $$h = f(W_1 x + b_1), \qquad \text{output} = g(W_2 h + b_2)$$
#
# | | shape | |
# |---|---|---|
# | `W1` | `(H, 2)` | one row a hidden unit |
# | `b1` | `(H,)` | |
# | `W2` | `(1, H)` | one output unit |
# | `b2` | `(1,)` | |
#
# There are two kinds, and they are different networks with different numbers:
#
# * `"step"`: both $f$ and $g$ are the step function. XOR is "at least one, but not both": what would a hidden unit have to
#   see for each half of that sentence? Some lectures fire at net ≥ 0, others at net > 0; **yours must be right for both**, so
#   keep every net input away from 0. OR with weights 1, 1 and bias −½ has nets −½, ½, ½, 1½ and never meets the question;
#   with bias −1 it does.
# * `"relu"`: $f(z) = \max(0, z)$ and the output is linear, $g(z) = z$. The output must be exactly 0, 1, 1, 0. A rectified unit
#   is not off or on: for $x = (1, 1)$, $\max(0, x_1 + x_2)$ is 2. How much must a second unit take away, and for which
#   inputs only?
#
# Here is a network of step units to try your numbers with; `x` is `(N, n)`.
# %%
def step_network(x, network):
    """What a network of step units (firing at net >= 0) answers, x: (N, n) → (N,)."""
    W1, b1, W2, b2 = (np.asarray(part) for part in network)
    fired = x @ W1.T + b1 >= 0
    return (fired @ W2.T + b2 >= 0)[:, 0].astype(float)
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 3
# %% [markdown]
# Write `xor_network(kind)` → `(W1, b1, W2, b2)`, with `kind` either `"step"` or `"relu"`; arrays, or lists of numbers in these
# shapes. Two hidden units are enough; any network that computes XOR is accepted.
#
# *The usual trap:* three corners come out right almost by themselves. Check the fourth, (1, 1).
# %% [raw]
# # BEGIN SOLUTION
# %%
def xor_network(kind):
    """A network with one hidden layer that computes XOR, kind: "step" or "relu" → (W1, b1, W2, b2)."""
    # BEGIN SOLUTION
    if kind == "relu":
        return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[1.0, -2.0]]), np.zeros(1)
    return np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([[1.0, -1.0]]), np.array([-0.5])
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
def test_public_three_corners(xor_network):
    import numpy as np
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    network = xor_network("step")
    assert network is not None and len(network) == 4, "return the four arrays (W1, b1, W2, b2)"
    W1, b1, W2, b2 = (np.asarray(part, dtype=float) for part in network)
    H = len(b1)
    shapes = [part.shape for part in (W1, b1, W2, b2)]
    assert shapes == [(H, 2), (H,), (1, H), (1,)], f"expected shapes (H, 2), (H,), (1, H), (1,), got {shapes}"
    got = ((x @ W1.T + b1 >= 0) @ W2.T + b2 >= 0)[:, 0]
    assert np.array_equal(got, [0, 1, 1]), "XOR of 00, 01, 10 is 0, 1, 1: follow each of them through your step network"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Left, where your step network fires. Right, what the hidden units of your ReLU network make of the four corners: in *their*
# plane, one straight line is enough.
# %%
try:
    area = np.stack(np.meshgrid(np.linspace(-0.5, 1.5, 200), np.linspace(-0.5, 1.5, 200)), axis=-1)
    fires = step_network(area.reshape(-1, 2), xor_network("step")).reshape(200, 200)
    W1, b1, W2, b2 = (np.asarray(part) for part in xor_network("relu"))
    hidden = np.maximum(0, corners @ W1.T + b1)
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3.6), layout="tight")
    left.contourf(area[..., 0], area[..., 1], fires, levels=[-0.5, 0.5, 1.5], colors=["white", "lightsteelblue"])
    left.scatter(*corners.T, c=[0, 1, 1, 0], cmap="Greys", edgecolors="black", s=80)
    left.set(title="the inputs: two lines", xlabel="$x_1$", ylabel="$x_2$")
    right.scatter(*hidden[:, :2].T, c=[0, 1, 1, 0], cmap="Greys", edgecolors="black", s=80)
    for (h1, h2), label in zip(hidden[:, :2], ("00", "01", "10", "11")):
        right.annotate(label, (h1, h2), xytext=(8, 12 if label == "10" else -4), textcoords="offset points")
    right.margins(0.25)
    right.set(title="the hidden units: one line", xlabel="$h_1$", ylabel="$h_2$", xlim=right.get_xlim(), ylim=right.get_ylim())
    if len(b1) == 2:
        slope, intercept = decision_line(W2[0], b2[0] - 0.5)  # where the output is ½
        right.plot([-9, 9], [intercept - 9 * slope, intercept + 9 * slope], "k--", linewidth=1)
except (TypeError, ValueError):
    plt.close("all")
    print("answer questions 1 and 2 to see your networks")
# %% [markdown]
# ## Question 3: a network for every truth table
#
# What worked for XOR works for every Boolean function. Its *disjunctive normal form* is an OR of ANDs: one AND for each row
# of the truth table whose output is 1, and that AND is true for its row and no other. As a network, hidden unit $m$ is the
# AND of row $m$ and the output unit is the OR.
#
# Take $f = 1$ for 01 and 11 only, as a table `[0, 1, 0, 1]`:
#
# ```
#   row   x1 x2   f        AND unit                 W1        b1
#    0    0  0    0
#    1    0  1    1   →    (not x1) and x2        −1   1     −½
#    2    1  0    0
#    3    1  1    1   →    x1 and x2               1   1    −1½
# ```
#
# Row number $r$ read in binary *is* the input: $x_1$ is the most significant bit. For an AND unit of some row, the net input
# must be ½ for that row and at most −½ for all others. Work out the first unit above for 00, 01, 10, 11: −½, ½, −1½, −½.
# Which part of the row decides the bias: all inputs, or only those that are 1?
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 4
# %% [markdown]
# Write `dnf_network(truth_table)` → `(W1, b1, W2, b2)` for an integer array of shape `(2**n,)`, with `W1` of shape `(M, n)` and
# the others as in question 2. Your network is run on all inputs, once with net ≥ 0 and once with net > 0; any network
# that gets every row right is accepted. The constant 0 needs no hidden unit (M = 0); a unit that never fires is fine, too.
#
# *A hint:* try it on a table that is not symmetric in its inputs. XOR reads the same when the bits are the wrong way round.
# %% [raw]
# # BEGIN SOLUTION
# %%
def dnf_network(truth_table):
    """A network of step units for a truth table of 2**n rows → (W1, b1, W2, b2)."""
    # BEGIN SOLUTION
    n = len(truth_table).bit_length() - 1
    ones = np.flatnonzero(truth_table)
    literals = ones[:, None] >> np.arange(n)[::-1] & 1
    return 2.0 * literals - 1, 0.5 - literals.sum(axis=1), np.ones((1, len(ones))), np.array([-0.5])
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: exclusive or from its table
points: 1
""" # END TEST CONFIG
def test_public_dnf_xor(dnf_network):
    import numpy as np
    network = dnf_network(np.array([0, 1, 1, 0]))
    assert network is not None and len(network) == 4, "return the four arrays (W1, b1, W2, b2)"
    W1, b1, W2, b2 = (np.asarray(part, dtype=float) for part in network)
    M = len(b1)
    shapes = [part.shape for part in (W1, b1, W2, b2)]
    assert shapes == [(M, 2), (M,), (1, M), (1,)], f"expected shapes (M, 2), (M,), (1, M), (1,), got {shapes}"
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    got = ((x @ W1.T + b1 >= 0) @ W2.T + b2 >= 0)[:, 0]
    for row, output, right in zip(x.astype(int), got, [0, 1, 1, 0]):
        assert output == right, f"for the input {row} your network answers {int(output)}, the table says {right}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 4: Adaline, cost and gradient
#
# The perceptron learns from its *label*: right or wrong. Adaline (adaptive linear neuron) looks one step earlier, at the
# activation $a$ before the threshold, and so knows how far off it is:
#
# ```
#    x ──►  a = w·x + b  ──►  threshold  ──►  label
#                 │
#                 └──►  y − a  drives the learning
# ```
#
# A smooth error has a slope, and one can walk down:
#
# $$J = \frac12 \sum_i (y_i - a_i)^2, \qquad
# \frac{\partial J}{\partial w_j} = -\sum_i (y_i - a_i)\, x_{ij}, \qquad
# \frac{\partial J}{\partial b} = -\sum_i (y_i - a_i)$$
#
# A **sum** over samples, not a mean; the ½ is there so that no 2 is left over after differentiating. With $x = 1, 2, 3$,
# $y = x$ and $w = b = 0$ all activations are 0, the errors are 1, 2, 3, and so $J = \frac12(1 + 4 + 9) = 7$,
# $\partial J/\partial w = -(1 + 4 + 9) = -14$ and $\partial J/\partial b = -6$.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 4
# %% [markdown]
# Write `adaline_cost(X, y, w, b)` → a number, and `adaline_gradient(X, y, w, b)` → `(dw, db)` with `dw` of shape `(D,)` and
# `db` a number. Targets `y` are any real numbers, shape `(N,)`.
#
# *The usual trap:* a formula from another book. Papers and libraries also use the mean, or no ½; then all numbers differ by
# a factor. Nudge one weight by $10^{-6}$ and look at what your cost does: does your gradient agree?
# %% [raw]
# # BEGIN SOLUTION
# %%
def adaline_cost(X, y, w, b):
    """Half the sum of squared errors of a linear neuron, X: (N, D), y: (N,), w: (D,), b: number → number."""
    return 0.5 * np.sum((y - (X @ w + b)) ** 2)  # SOLUTION


def adaline_gradient(X, y, w, b):
    """Gradient of `adaline_cost` → (dw, db), dw: (D,), db: number."""
    # BEGIN SOLUTION
    surplus = X @ w + b - y
    return surplus @ X, surplus.sum()
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: cost of three samples
points: 0.5
""" # END TEST CONFIG
def test_public_cost(adaline_cost):
    import numpy as np
    got = adaline_cost(np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0]), np.array([0.0]), 0.0)
    assert np.shape(got) == (), f"the cost is a single number, got shape {np.shape(got)}"
    assert got is not None and np.isclose(got, 7.0), "errors 1, 2, 3: J is half of 1 + 4 + 9, which is 7"
# %%
""" # BEGIN TEST CONFIG
name: gradient of three samples
points: 0.5
""" # END TEST CONFIG
def test_public_gradient(adaline_gradient):
    import numpy as np
    got = adaline_gradient(np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0]), np.array([0.0]), 0.0)
    assert got is not None and len(got) == 2, "return (dw, db)"
    dw, db = got
    assert np.shape(dw) == (1,) and np.shape(db) == (), f"expected shapes (1,) and (), got {np.shape(dw)} and {np.shape(db)}"
    assert np.allclose(dw, -14.0), "errors 1, 2, 3 times inputs 1, 2, 3, summed, with a minus: dw is -14"
    assert np.isclose(db, -6.0), "the bias has the constant input 1: db is -(1 + 2 + 3) = -6"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 5: Adaline, training
#
# Walk against the gradient: $w \leftarrow w - \eta\, \partial J/\partial w$ and $b \leftarrow b - \eta\, \partial J/\partial b$. There are
# two rhythms.
#
# | `mode` | in one epoch | |
# |---|---|---|
# | `"batch"` | **one** step | with the gradient of all samples, every error taken at the same weights |
# | `"sgd"` | **N** steps | sample after sample in the given order; each uses the weights that the one before left behind |
#
# From $w = b = 0$, one batch epoch with $\eta = 0.01$ on the three samples of question 4 gives $w = 0.14$, $b = 0.06$ and the
# cost falls from 7 to 4.873. Sample by sample the same epoch ends at $w \approx 0.134$, $b \approx 0.058$: close, not equal.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 5
# %% [markdown]
# Write `adaline_fit(X, y, eta, epochs, mode="batch")` → `(w, b, costs)`, starting from zero weights and bias. `costs` has
# `epochs + 1` numbers: the cost over **all** samples before training, and then after each epoch.
#
# *A hint:* use your functions of question 4, if they are right. One sample is a set of samples, too: `X[i : i + 1]` and
# `y[i : i + 1]` go into your gradient as they are.
# %% [raw]
# # BEGIN SOLUTION
# %%
def adaline_fit(X, y, eta, epochs, mode="batch"):
    """Adaline training from zero → (w, b, costs), w: (D,), b: number, costs: (epochs + 1,)."""
    # BEGIN SOLUTION
    w, b = np.zeros(X.shape[1]), 0.0
    parts = [slice(None)] if mode == "batch" else [slice(i, i + 1) for i in range(len(X))]
    history = [np.sum(y**2) / 2]
    for _ in range(epochs):
        for part in parts:
            lack = y[part] - X[part] @ w - b
            w, b = w + eta * (lack @ X[part]), b + eta * lack.sum()
        history.append(np.sum((y - X @ w - b) ** 2) / 2)
    return w, b, np.array(history)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one batch epoch
points: 1
""" # END TEST CONFIG
def test_public_one_epoch(adaline_fit):
    import numpy as np
    got = adaline_fit(np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0]), 0.01, 1)
    assert got is not None and len(got) == 3, "return (w, b, costs)"
    w, b, costs = got
    assert np.shape(w) == (1,) and np.shape(b) == (), f"expected w of shape (1,) and a number b, got {np.shape(w)}, {np.shape(b)}"
    assert np.allclose(w, 0.14) and np.isclose(b, 0.06), "one step of 0.01 against the gradient (-14, -6): w is 0.14 and b is 0.06"
    assert np.shape(costs) == (2,), f"one epoch has two costs, before and after it, got {np.size(costs)}"
    assert np.allclose(costs, [7.0, 4.873]), "the cost falls from 7 to 4.873"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Watch it learn. The longest step that batch descent survives is $2/\lambda_{max}$, where $\lambda_{max}$ is the largest eigenvalue
# of $X^\top X$ (with a column of ones for the bias). Left: a small part of that, half of it, and just below and above it.
# Right: the line $a = 0$ between two clouds with targets −1 and +1, drawn by your `decision_line`.
# %%
rng = np.random.default_rng(4)
target = np.repeat([-1.0, 1.0], 40)
cloud = rng.normal(size=(80, 2)) + target[:, None] * np.array([1.2, 0.6])
with_ones = np.column_stack([cloud, np.ones(80)])
longest = 2 / np.linalg.eigvalsh(with_ones.T @ with_ones)[-1]
try:
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="tight")
    for share in (0.02, 0.5, 0.97, 1.02):
        left.plot(adaline_fit(cloud, target, share * longest, 30)[2], label=f"batch, {share}")
    w, b, costs = adaline_fit(cloud, target, 0.1 * longest, 30, "sgd")
    left.plot(costs, "--", label="sgd, 0.1")
    left.set(title="cost, by share of the longest step", xlabel="epoch", ylim=(0, 1.5 * costs[0]))
    left.legend(fontsize=8)
    slope, intercept = decision_line(w, b)
    right.scatter(*cloud.T, c=target, cmap="coolwarm")
    right.plot([-4, 4], [-4 * slope + intercept, 4 * slope + intercept], "k-")
    right.set(title="after 30 epochs of sgd", xlim=(-4, 4), ylim=(-4, 4))
except (TypeError, ValueError):
    plt.close("all")
    print("answer questions 1, 4 and 5 to see Adaline learn")
# %% [markdown]
# ## Question 6: Hebb and Oja
#
# What can a neuron learn without being told what is right? Hebb's answer: a connection grows when both of its ends are active
# together. With input $x$ and the output $y$ that *happened*,
#
# $$\Delta w = \eta\, x\, y$$
#
# There is no error and no target in it. Starting from $w = 0$, the patterns are added up, one after the other. For the patterns
# (1, −1) with output 1 and (1, 1) with output −1 and $\eta = 0.5$: $\Delta w$ is (½, −½), then (−½, −½), together $w = (0, -1)$.
#
# Let the neuron produce its own output, $y = w \cdot x$, and Hebb's rule feeds itself: larger weights, larger outputs, larger
# steps, without end. Oja's rule adds a decay that grows with the *square* of the output, just strong enough to hold the length
# of $w$ near 1:
#
# $$y = w \cdot x, \qquad \Delta w = \eta\, y\,(x - y\, w) = \eta\,(y\,x - y^2 w)$$
#
# For $w = (0.6, 0.8)$, $x = (1, 2)$, $\eta = 0.1$: $y = 2.2$, $x - y w = (-0.32, 0.24)$, and the new $w$ is $(0.5296, 0.8528)$.
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 4
# %% [markdown]
# Write
#
# 1. `hebb_fit(X, Y, eta)` → `w` of shape `(D,)`: one pass of Hebb's rule over the patterns `X` `(N, D)` with their outputs `Y`
#    `(N,)`, starting from zero;
# 2. `oja_update(w, x, eta)` → the **new** `w` of shape `(D,)` after one input `x` `(D,)`.
#
# *The usual trap:* Oja's decay has $y$ twice. With $y$ once, the weights no longer settle at length 1.
# %% [raw]
# # BEGIN SOLUTION
# %%
def hebb_fit(X, Y, eta):
    """One pass of Hebb's rule from zero weights, X: (N, D), Y: (N,), eta: number → (D,)."""
    return eta * (Y @ X)  # SOLUTION


def oja_update(w, x, eta):
    """One step of Oja's rule, w: (D,), x: (D,), eta: number → the new w, (D,)."""
    # BEGIN SOLUTION
    output = w @ x
    return w + eta * output * (x - output * w)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two patterns
points: 0.5
""" # END TEST CONFIG
def test_public_two_patterns(hebb_fit):
    import numpy as np
    got = hebb_fit(np.array([[1.0, -1.0], [1.0, 1.0]]), np.array([1.0, -1.0]), 0.5)
    assert np.shape(got) == (2,), f"one weight for each of two inputs: expected shape (2,), got {np.shape(got)}"
    assert np.allclose(got, [0.0, -1.0]), "(0.5, -0.5) from the first pattern, (-0.5, -0.5) from the second: (0, -1)"
# %%
""" # BEGIN TEST CONFIG
name: one step of Oja
points: 0.5
""" # END TEST CONFIG
def test_public_oja(oja_update):
    import numpy as np
    got = oja_update(np.array([0.6, 0.8]), np.array([1.0, 2.0]), 0.1)
    assert np.shape(got) == (2,), f"expected the shape of w, (2,), got {np.shape(got)}"
    assert np.allclose(got, [0.5296, 0.8528]), "y = 2.2, so w moves by 0.1 * 2.2 * ((1, 2) - 2.2 * (0.6, 0.8))"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Both rules on the same long cloud of points, each with its own output $y = w \cdot x$. Oja's neuron turns into the direction in
# which the cloud is longest, its first principal axis: nobody told it to. Plain Hebb turns as well, and explodes.
# %%
rng = np.random.default_rng(8)
turn = np.array([[np.cos(0.6), np.sin(0.6)], [-np.sin(0.6), np.cos(0.6)]])
long_cloud = rng.normal(size=(400, 2)) * np.array([1.5, 0.4]) @ turn
try:
    with_oja, with_hebb = [np.array([-0.2, 0.5])], [np.array([-0.2, 0.5])]
    for point in long_cloud:
        with_oja.append(oja_update(with_oja[-1], point, 0.03))
        with_hebb.append(with_hebb[-1] + hebb_fit(point[None], with_hebb[-1][None] @ point, 0.03))
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.8), layout="tight")
    left.scatter(*long_cloud.T, s=6, c="lightgrey")
    left.plot(*np.array(with_oja).T, ".-", markersize=3, linewidth=1, label="path of w (Oja)")
    left.plot([-3 * turn[0, 0], 3 * turn[0, 0]], [-3 * turn[0, 1], 3 * turn[0, 1]], "k--", linewidth=1, label="longest axis")
    left.set(xlim=(-4, 4), ylim=(-3, 3), aspect="equal", title="direction")
    left.legend(fontsize=8)
    right.semilogy(np.linalg.norm(with_hebb, axis=1), label="Hebb")
    right.semilogy(np.linalg.norm(with_oja, axis=1), label="Oja")
    right.set(title="length of w", xlabel="inputs seen")
    right.legend()
except (TypeError, ValueError):
    plt.close("all")
    print("answer question 6 to see both rules")
# %% [markdown]
# ## To go further (not graded)
#
# A single unit computes 14 of the 16 functions of two inputs. How many of the 256 functions of three inputs does it compute?
# Count them with `is_separable` (a published count says 104). The share falls fast: for four inputs it is 1882 of 65 536. Then
# look at the other end: `dnf_network` spends a hidden unit on each 1 of the table. For which function of $n$ inputs is that
# most wasteful, and can you compute the parity of $n$ inputs with only $n$ hidden units? *(A hint: let hidden unit $k$ ask
# whether at least $k$ inputs are 1.)*
# %%
# your experiments
