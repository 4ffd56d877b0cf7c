# %% [markdown]
# # Linear classifiers and the hinge loss
#
# A linear classifier gives each class a score; the hinge loss asks that the right class win by a margin. You will write
# the scores, the loss, its gradient and the penalty that keeps the weights small, each in a few lines of NumPy.
#
# Shapes: `X` is `(N, D)`, one sample a row. `W` is `(C, D)`, **one row a class**. `b` is `(C,)`, labels `y` are `(N,)`
# integers from 0 to C−1. All other arrays hold floats (whole numbers, too, come as floats), $\Delta$ (`delta`) and $\lambda$ (`lam`) are numbers ≥ 0, and no two of
# N, D and C need to differ.
#
# Two rules for every question: never change an array that you were given, and return what is asked for and nothing more.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: scores and predictions
#
# Each row $w_j$ of $W$ is a template: the score of class $j$ says how well a sample matches it.
#
# $$s_j = w_j \cdot x + b_j \qquad\text{for a batch:}\qquad S = X W^\top + b$$
#
# ```
#    X (N, D)        Wᵀ (D, C)          S (N, C)
#   ┌───────┐       ┌─────────┐       ┌─────────┐
#   │ x_1 → │   @   │ w_1 ↓ … │  + b  │ s_11 …  │   a row per sample,
#   │ x_2 → │       │         │       │ s_21 …  │   a column per class
#   └───────┘       └─────────┘       └─────────┘
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 3
# %% [markdown]
# Write `linear_scores(X, W, b)` → `(N, C)`.
#
# *The usual trap:* when C equals D, a forgotten transpose gives no error, just wrong scores.
# %% [raw]
# # BEGIN SOLUTION
# %%
def linear_scores(X, W, b):
    """Scores of all classes, X: (N, D), W: (C, D), b: (C,) → (N, C)."""
    return X @ W.T + b  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the cat picture
points: 1
""" # END TEST CONFIG
def test_public_cat(linear_scores):
    import numpy as np
    W = np.array([[0.2, -0.5, 0.1, 2.0], [1.5, 1.3, 2.1, 0.0], [0.0, 0.25, 0.2, -0.3]])
    got = linear_scores(np.array([[56.0, 231.0, 24.0, 2.0]]), W, np.array([1.1, 3.2, -1.2]))
    assert np.shape(got) == (1, 3), f"one sample and three classes give shape (1, 3), got {np.shape(got)}"
    assert np.allclose(got, [[-96.8, 437.9, 60.75]]), "the scores of cat, dog and ship are -96.8, 437.9 and 60.75"
    assert W[0, 0] == 0.2 and W[2, 3] == -0.3, "linear_scores changed an array that it was given: work on a copy"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 2: the hinge loss
#
# The true class should beat every other class by at least $\Delta$. Each class that comes closer adds what is missing:
#
# $$L_i = \sum_{j \ne y_i} \max(0,\; s_j - s_{y_i} + \Delta), \qquad L = \frac1N \sum_i L_i$$
#
# ```
#   score
#     s_y ─────────────●──────────  the true class
#          ↑ Δ         :
#     s_y−Δ ···········:··········  below this line: no loss
#     s_1 ──●  above the line: adds s_1 − s_y + Δ
#     s_2        ●  below: adds nothing
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 5
# %% [markdown]
# Write `multiclass_hinge(scores, y, delta)`: the mean over samples, a number.
#
# *The usual traps:* the true class is not one of the competitors, and all competitors count, not only the worst.
# %% [raw]
# # BEGIN SOLUTION
# %%
def multiclass_hinge(scores, y, delta):
    """Mean multiclass hinge loss, scores: (N, C), y: (N,) int, delta: number → number."""
    # BEGIN SOLUTION
    rows = np.arange(len(y))
    margins = np.maximum(0, scores - scores[rows, y][:, None] + delta)
    margins[rows, y] = 0
    return margins.sum() / len(y)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the slide
points: 1
""" # END TEST CONFIG
def test_public_slide(multiclass_hinge):
    import numpy as np
    got = multiclass_hinge(np.array([[13.0, -7.0, 11.0]]), np.array([0]), 10.0)
    assert np.shape(got) == (), f"the mean over samples is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 8.0), "max(0, -7 - 13 + 10) + max(0, 11 - 13 + 10) = 8"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 3: its gradient with respect to the scores
#
# Nudge a score and watch the loss: a violating class ($s_j - s_y + \Delta > 0$) pushes the loss up one for one, and each
# of them pulls on the true class's score as well. For one sample
#
# $$\frac{\partial L_i}{\partial s_j} = \mathbb 1(s_j - s_{y_i} + \Delta > 0)\quad (j \ne y_i), \qquad
# \frac{\partial L_i}{\partial s_{y_i}} = -\sum_{j \ne y_i} \mathbb 1(s_j - s_{y_i} + \Delta > 0)$$
#
# At a margin of exactly 0 the loss has a kink; this course takes 0 there (the inequality is strict).
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 4
# %% [markdown]
# Write `hinge_grad_scores(scores, y, delta)` → `(N, C)`, one row a sample, **not** divided by N.
# %% [raw]
# # BEGIN SOLUTION
# %%
def hinge_grad_scores(scores, y, delta):
    """Gradient of each sample's hinge loss, scores: (N, C), y: (N,) int → (N, C)."""
    # BEGIN SOLUTION
    rows = np.arange(len(y))
    hits = (scores - scores[rows, y][:, None] + delta > 0).astype(scores.dtype)
    hits[rows, y] = 0
    hits[rows, y] = -hits.sum(axis=1)
    return hits
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one violation
points: 1
""" # END TEST CONFIG
def test_public_one_violation(hinge_grad_scores):
    import numpy as np
    got = hinge_grad_scores(np.array([[13.0, -7.0, 11.0]]), np.array([0]), 10.0)
    assert np.shape(got) == (1, 3), f"expected the shape of the scores, (1, 3), got {np.shape(got)}"
    assert np.allclose(np.asarray(got)[0, 1:], [0, 1]), "class 1 keeps its distance, class 2 does not: their entries are 0 and 1"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 4: loss and gradient of the weights
#
# Put it together, with the penalty of the lecture (no ½ anywhere):
#
# $$L = \frac1N\sum_i L_i + \lambda \lVert W\rVert^2, \qquad
# \frac{\partial L}{\partial W} = \frac1N\, G^\top X + 2\lambda W, \qquad
# \frac{\partial L}{\partial b} = \frac1N \sum_i G_i$$
#
# with $G$ the `(N, C)` gradient of question 3. Biases are not penalised.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 5
# %% [markdown]
# Write `svm_loss_and_grad(W, b, X, y, delta, lam)` → `(loss, dW, db)` with `dW` of shape `(C, D)` and `db` of shape `(C,)`.
#
# *A hint:* before you go on, compare your `dW` with finite differences of your own loss.
# %% [raw]
# # BEGIN SOLUTION
# %%
def svm_loss_and_grad(W, b, X, y, delta, lam):
    """Regularised mean hinge loss and its gradients → (loss, dW, db)."""
    # BEGIN SOLUTION
    S, rows = X @ W.T + b, np.arange(len(y))
    violations = np.maximum(0, S - S[rows, y][:, None] + delta)
    violations[rows, y] = 0
    pulls = (violations > 0).astype(X.dtype) / len(y)
    pulls[rows, y] = -pulls.sum(axis=1)
    return violations.sum() / len(y) + lam * np.sum(W * W), pulls.T @ X + 2 * lam * W, pulls.sum(axis=0)
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
def test_public_shapes(svm_loss_and_grad):
    import numpy as np
    W, X = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([[2.0, -1.0, 1.0], [0.0, 1.0, 1.0]])
    loss, dW, db = svm_loss_and_grad(W, np.zeros(2), X, np.array([0, 1]), 1.0, 0.0)
    assert np.shape(loss) == () and np.shape(dW) == (2, 3) and np.shape(db) == (2,), "expected a number, (2, 3) and (2,)"
    assert np.allclose(loss, 1.5), "the scores are 4, -2 and 2, 0: sample 0 has no loss, sample 1 has 2 - 0 + 1 = 3; the mean is 1.5"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Watch your gradient work: 100 steps on three clouds of points. The loss should fall and the regions should fit.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
centres = np.array([[0.0, 2.0], [2.0, -1.0], [-2.0, -1.0]])
labels = np.repeat(np.arange(3), 30)
points = centres[labels] + 0.8 * rng.normal(size=(90, 2))
W, b, losses = np.zeros((3, 2)), np.zeros(3), []
try:
    for _ in range(100):
        loss, dW, db = svm_loss_and_grad(W, b, points, labels, 1.0, 1e-3)
        W, b = W - 0.1 * dW, b - 0.1 * db
        losses.append(loss)
    grid = np.stack(np.meshgrid(np.linspace(-5, 5, 120), np.linspace(-4, 5, 120)), axis=-1)
    region = linear_scores(grid.reshape(-1, 2), W, b).argmax(axis=1).reshape(120, 120)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5))
    left.contourf(grid[..., 0], grid[..., 1], region, levels=[-0.5, 0.5, 1.5, 2.5], alpha=0.25)
    left.scatter(*points.T, c=labels)
    left.set_title("regions")
    right.plot(losses)
    right.set_title("loss")
except TypeError:
    print("answer questions 1 to 4 to see the regions")
# %% [markdown]
# ## Question 5: two forms of the penalty
#
# One lecture writes $R = \lambda \sum_l \lVert W_l\rVert^2$ (call it `"lam"`), another $R = \frac{\lambda}{2} \sum_l \lVert W_l\rVert^2$
# (call it `"half"`). Both sum over the weights of **all** layers and leave the biases out. Papers and libraries use both:
# a λ is meaningless until you know the form.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 3
# %% [markdown]
# Write `l2_penalty(Ws, lam, form)`: `Ws` is a list of weight arrays, `form` is `"lam"` or `"half"`; return a number.
# %% [raw]
# # BEGIN SOLUTION
# %%
def l2_penalty(Ws, lam, form):
    """L2 penalty of a list of weight arrays → number."""
    # BEGIN SOLUTION
    total = sum(np.sum(W**2) for W in Ws)
    return lam * total if form == "lam" else lam / 2 * total
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one layer
points: 1
""" # END TEST CONFIG
def test_public_one_layer(l2_penalty):
    import numpy as np
    W = np.array([[1.0, -2.0], [3.0, 0.5]])
    got = l2_penalty([W], 0.1, "lam")
    assert np.shape(got) == (), f"the penalty is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 1.425), "the squares sum to 14.25, and λ is 0.1"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What does λ do to a classifier? The three clouds again, trained with three λ. The colours are the regions, the lines the places where
# the two best scores differ by $\Delta = 1$. In the street between these lines every sample costs something, whichever its class;
# outside it only those do that lie in the region of a wrong class.
# %%
try:
    figure, panels = plt.subplots(1, 3, figsize=(10, 3.4), sharey=True, layout="tight")
    for panel, lam in zip(panels, (0.0, 0.1, 1.0)):
        W, b = np.zeros((3, 2)), np.zeros(3)
        for _ in range(100):
            _, dW, db = svm_loss_and_grad(W, b, points, labels, 1.0, lam)
            W, b = W - 0.1 * dW, b - 0.1 * db
        there = linear_scores(grid.reshape(-1, 2), W, b)
        lead = np.diff(np.sort(there, axis=1), axis=1)[:, -1].reshape(120, 120)
        panel.contourf(grid[..., 0], grid[..., 1], there.argmax(axis=1).reshape(120, 120), levels=[-0.5, 0.5, 1.5, 2.5], alpha=0.25)
        panel.contour(grid[..., 0], grid[..., 1], lead, levels=[1.0], colors="black", linewidths=0.8)
        panel.scatter(*points.T, c=labels, s=12)
        panel.set_title(f"λ = {lam:g}, penalty {l2_penalty([W], lam, 'lam'):.2f}")
except (TypeError, NameError):
    plt.close("all")
    print("answer questions 1, 4 and 5 to see what the penalty does")
# %% [markdown]
# ## To go further (not graded)
#
# 1. *Margin or penalty?* Train with $\Delta = 1$ and with $\Delta = 10$, without a penalty and without biases. How do the two $W$ differ,
#    and how the regions? Then add $\lambda$ to both. Which pairs of $\Delta$ and $\lambda$ give the same regions?
# 2. *Squared.* Square each $\max(0, \ldots)$ of question 2. Derive the new gradient and check it with finite differences. Does the kink of
#    question 3 still matter?
# 3. *Only the worst.* Count only the class that comes closest: $\max_{j \ne y} \max(0, s_j - s_y + \Delta)$. Train with both losses and
#    compare the regions. For which data would you expect the largest difference?
# %%
# your experiments
