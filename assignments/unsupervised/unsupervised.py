# %% [markdown]
# # Before deep networks: bumps, edges, voices and maps (optional, for bonus points)
#
# **This assignment is optional.** What you earn here is added to what you have; who leaves it out loses nothing.
#
# A network learns what to look at. For decades people looked for good descriptions of data without one, and most of the ideas are still inside the networks: fixed features with a linear layer on top,
# codes in which nearly everything is 0, directions that are independent, neighbours on a map that stay neighbours. You will fit a curve with bumps, watch edges appear in a dictionary that has only seen
# random patches, pull two voices apart that were recorded together, and let a crumpled net unfold. Each of the five methods is a few lines. (The lecture notes, `001_93c4fdc1f7522504.txt`, name basis
# functions, independent components and sparse representations in the catalogue of topics, and Kohonen's map among the milestones, 1980.)
#
# Arrays hold floats unless the text says otherwise; samples are rows. **Never change an array that you were given**, and return what is asked for and nothing more. <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: a straight line, bent
#
# Linear regression draws straight lines. But it is only linear in the *weights*. Replace the number $x$ by a row of $M$ fixed functions of it, $\phi(x) = (\phi_0(x), \dots, \phi_{M-1}(x))$, and the same method draws curves:
# $f(x) = \phi(x)\, w$. Two families:
#
# ```
#    powers            φ_j(x) = x^j,  j = 0 … degree       global: each weight moves the whole curve
#    Gaussian bumps    φ_j(x) = exp(−(x − c_j)² / (2s²))   local: a weight moves the curve near its centre c_j
#
#                  x = 2, degree 3            x = 2, centres (1, 2, 4), s = 1
#    Φ, a row      [ 1   2   4   8 ]          [ 0.607   1   0.135 ]
# ```
#
# All rows together are $\Phi$, $(N, M)$. The weights make $\|\Phi w - y\|^2 + \lambda \|w\|^2$ as small as possible; its gradient $2\,\Phi^\top(\Phi w - y) + 2 \lambda w$ is 0 where
#
# $$(\Phi^\top \Phi + \lambda I)\, w = \Phi^\top y .$$
#
# With $\lambda > 0$ there is always exactly one solution. With $\lambda = 0$ and, say, more functions than samples there are many, and the matrix on the left has no inverse. Then take **the shortest one**:
# `np.linalg.lstsq` and `np.linalg.pinv` know it. A worked number: $x = (0, 1, 2, 3)$ and $y = (1, 2, 5, 10)$ lie on $1 + x^2$, so powers up to 2 give $w = (1, 0, 1)$; $\lambda = 1$ pulls it to $(0.601, 0.380, 0.908)$.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 4
# %% [markdown]
# Write
#
# * `polynomial_features(x, degree)`: `x` is `(N,)`; return `(N, degree + 1)`, the constant first;
# * `rbf_features(x, centers, s)`: `centers` is `(M,)`, `s > 0` the width; return `(N, M)`;
# * `fit_linear_basis(Phi, y, lam=0.0)`: `Phi` is `(N, M)`, `y` `(N,)`, `lam` ≥ 0; return `w`, `(M,)`. All weights are penalised, that of a constant, too.
# %% [raw]
# # BEGIN SOLUTION
# %%
def polynomial_features(x, degree):
    """Powers of x from 0 to degree, x: (N,) → (N, degree + 1)."""
    return x[:, None] ** np.arange(degree + 1)  # SOLUTION


def rbf_features(x, centers, s):
    """Gaussian bumps of width s at the centres, x: (N,), centers: (M,) → (N, M)."""
    return np.exp(-((x[:, None] - centers) ** 2) / (2 * s**2))  # SOLUTION


def fit_linear_basis(Phi, y, lam=0.0):
    """The shortest w with the least ‖Φw − y‖² + λ‖w‖², Phi: (N, M), y: (N,) → (M,)."""
    # BEGIN SOLUTION
    if lam == 0:
        return np.linalg.pinv(Phi) @ y
    return np.linalg.solve(Phi.T @ Phi + lam * np.eye(Phi.shape[1]), Phi.T @ y)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: rows of features
points: 0.5
""" # END TEST CONFIG
def test_public_rows(polynomial_features, rbf_features):
    import numpy as np
    x = np.array([2.0, -1.0])
    got = polynomial_features(x, 3)
    assert np.shape(got) == (2, 4), f"two samples, powers 0 to 3: shape (2, 4), got {np.shape(got)}"
    assert np.allclose(got, [[1, 2, 4, 8], [1, -1, 1, -1]]), "the row of 2 is 1, 2, 4, 8"
    got = rbf_features(x, np.array([1.0, 2.0, 4.0]), 1.0)
    assert np.shape(got) == (2, 3), f"two samples, three centres: shape (2, 3), got {np.shape(got)}"
    assert np.allclose(got[0], [0.606531, 1, 0.135335], atol=1e-6), "2 is 1, 0 and 2 away from the centres: exp(-1/2), 1, exp(-2)"
    assert x[0] == 2, "x has changed: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: the parabola
points: 0.5
""" # END TEST CONFIG
def test_public_parabola(fit_linear_basis):
    import numpy as np
    Phi, y = np.array([[1.0, 0, 0], [1, 1, 1], [1, 2, 4], [1, 3, 9]]), np.array([1.0, 2, 5, 10])
    got = fit_linear_basis(Phi, y)
    assert np.shape(got) == (3,), f"a weight for each of three features: shape (3,), got {np.shape(got)}"
    assert np.allclose(got, [1, 0, 1]), "the four points lie on 1 + x²"
    assert np.allclose(fit_linear_basis(Phi, y, 1.0), [0.601227, 0.380368, 0.907975], atol=1e-6), "with λ = 1 the weights are drawn towards 0"
    assert np.allclose(fit_linear_basis(np.array([[1.0, 1.0]]), np.array([2.0])), [1, 1]), "w₀ + w₁ = 2 has many solutions: (1, 1) is the shortest"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Noisy samples of a curve with a step in it, and a gap without data. Twelve powers, and twelve bumps of three widths (grey: each with its weight). Who rings at the step? Who says what in the gap? And what happens to the narrow bumps where no sample is near?
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

try:
    rng = np.random.default_rng(0)
    x = np.sort(np.concatenate([rng.uniform(0, 0.6, 26), rng.uniform(0.75, 1, 10)]))
    y = (x > 0.35) + 0.3 * np.sin(9 * x) + 0.06 * rng.normal(size=36)
    line, spots = np.linspace(0, 1, 400), np.linspace(0, 1, 12)
    figure, panels = plt.subplots(1, 4, figsize=(13, 2.8), sharey=True, layout="constrained")
    w = fit_linear_basis(polynomial_features(x, 11), y)
    panels[0].plot(line, np.asarray(polynomial_features(line, 11)) @ np.asarray(w))
    panels[0].set_title("powers up to 11")
    for panel, s in zip(panels[1:], (0.3, 0.08, 0.015)):
        w = np.asarray(fit_linear_basis(rbf_features(x, spots, s), y, 0.01))
        bumps = np.asarray(rbf_features(line, spots, s))
        panel.plot(line, bumps * w, color="0.8", linewidth=0.8)
        panel.plot(line, bumps @ w)
        panel.set_title(f"bumps, s = {s}")
    for panel in panels:
        panel.plot(x, y, "k.", markersize=5)
        panel.set(xlabel="x", ylim=(-1.5, 2.6))
except (IndexError, TypeError, ValueError):
    print("answer question 1 to see the curves")
# %% [markdown]
# ## Question 2: as few words as possible
#
# Now the features are not functions but *atoms*: the columns of a dictionary $D$, $(M, K)$, each of length 1. A signal $x$ is to be written as $Da$, and **nearly all of the $K$ entries of $a$ should be 0**. So there is a price for each entry:
#
# $$\min_a\; \tfrac12 \|x - Da\|^2 + \lambda \sum_k |a_k| .$$
#
# The absolute value has a corner at 0. A squared penalty would shrink everything a little and make nothing 0; the corner does. For a single number, the minimum of $\frac12 (u - a)^2 + t |a|$ is the *soft threshold* of $u$:
#
# ```
#    S_t(u) = sign(u) · max(|u| − t, 0)                       S_t(u)
#                                                                │         ╱
#    S₁(3)    =  2     the rest is shorter by t                  │       ╱
#    S₁(−0.5) =  0     below t nothing is worth its price  ──────┼─────╱──── u
#    S₁(−2)   = −1                                        ╱  −t  │    t
#                                                       ╱        │
# ```
#
# With more atoms the entries get in each other's way. *ISTA* goes down the slope of the first term, whose gradient is $-D^\top(x - Da)$, and then pays the price. Let $L$ be the largest eigenvalue of $D^\top D$: no direction curves more. So the first term lies
# below its linear part plus $\frac L2 \|a - a_{\text{old}}\|^2$, and that bound falls apart into one problem for each entry, the one above with $t = \lambda / L$:
#
# $$a \;\leftarrow\; S_{\lambda / L}\!\left( a + \tfrac1L D^\top (x - D a) \right), \qquad a = 0 \text{ at the start.}$$
#
# The cost never rises. With atoms at right angles $L = 1$, and one step is the answer: each product $D^\top x$, soft-thresholded with $\lambda$.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 4
# %% [markdown]
# Write
#
# * `soft_threshold(u, t)`: `u` is an array of any shape, `t` ≥ 0 a number; return the shape of `u`;
# * `ista(D, x, lam, n_iter)`: `D` is `(M, K)` with columns of length 1, `x` `(M,)`; return $a$, `(K,)`, after `n_iter` ≥ 0 steps.
#
# *The usual trap:* the step has $1/L$ in two places.
# %% [raw]
# # BEGIN SOLUTION
# %%
def soft_threshold(u, t):
    """sign(u) · max(|u| − t, 0), u: any shape → the same shape."""
    return np.sign(u) * np.maximum(np.abs(u) - t, 0)  # SOLUTION


def ista(D, x, lam, n_iter):
    """A sparse code of x, D: (M, K), x: (M,) → (K,)."""
    # BEGIN SOLUTION
    L = np.linalg.norm(D, 2) ** 2
    a = np.zeros(D.shape[1])
    for _ in range(n_iter):
        a = soft_threshold(a + D.T @ (x - D @ a) / L, lam / L)
    return a
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three numbers
points: 0.5
""" # END TEST CONFIG
def test_public_soft(soft_threshold):
    import numpy as np
    u = np.array([[3.0, -0.5, -2.0]])
    got = soft_threshold(u, 1.0)
    assert np.shape(got) == (1, 3), f"the result has the shape of u, (1, 3), got {np.shape(got)}"
    assert np.allclose(got, [[2, 0, -1]]), "3 becomes 2, -0.5 becomes 0, -2 becomes -1"
    assert u[0, 0] == 3, "u has changed: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: atoms at right angles, and two alike
points: 0.5
""" # END TEST CONFIG
def test_public_ista(ista):
    import numpy as np
    x = np.array([3.0, -1.0])
    got = ista(np.eye(2), x, 1.5, 4)
    assert np.shape(got) == (2,), f"an entry for each of two atoms: shape (2,), got {np.shape(got)}"
    assert np.allclose(got, [1.5, 0]), "L = 1: each entry of x, thresholded with 1.5, and further steps change nothing"
    twice = np.array([[1.0, 1.0], [0.0, 0.0]])
    assert np.allclose(ista(twice, x, 1.0, 1), [1, 1]), "L = 2: (3, 3) / 2, thresholded with 1 / 2"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Where do good atoms come from? From the data. A picture in which things cover each other is cut into patches of 8 × 8. The dictionary starts as *noise*. Then, in turn: code the patches with your `ista`, and let each atom move to where it would have fitted
# best (least squares again). Nobody says "edge". When Olshausen and Field did this in 1996 with photographs, the atoms looked like what cells in the visual cortex answer to.
# %%
def fallen_leaves(rng, side=120, leaves=110):
    """A picture (side, side) of discs and rectangles that cover each other."""
    picture, (y, x) = np.full((side, side), 0.5), np.mgrid[0:side, 0:side]
    for radius in np.sort(rng.uniform(9, 40, leaves))[::-1]:
        v, u, turn = y - rng.uniform(0, side), x - rng.uniform(0, side), rng.uniform(0, np.pi)
        along, across = u * np.cos(turn) + v * np.sin(turn), v * np.cos(turn) - u * np.sin(turn)
        disc, box = radius - np.hypot(along, across), np.minimum(radius - abs(along), 0.6 * radius - abs(across))
        cover = np.clip((disc if rng.random() < 0.4 else box) / 2 + 0.5, 0, 1)
        picture = picture + cover * (rng.random() - picture)
    return picture


def tiles(columns, size=8):
    """Patches side by side, columns: (size², K), each in its own shades."""
    columns = columns / abs(columns).max(axis=0)
    across = round(columns.shape[1] ** 0.5)
    wall = np.ones((across * (size + 1) + 1, across * (size + 1) + 1))
    for k, patch in enumerate(columns.T):
        top, left = 1 + (size + 1) * (k // across), 1 + (size + 1) * (k % across)
        wall[top : top + size, left : left + size] = patch.reshape(size, size)
    return wall


try:
    rng = np.random.default_rng(1)
    leaves = fallen_leaves(rng)
    patches = np.lib.stride_tricks.sliding_window_view(leaves, (8, 8)).reshape(-1, 64)
    patches = patches - patches.mean(axis=1, keepdims=True)
    patches = patches[patches.std(axis=1) > 0.08]
    patches = patches / np.linalg.norm(patches, axis=1, keepdims=True)
    noise = rng.normal(size=(64, 36))
    D = noise = noise / np.linalg.norm(noise, axis=0)
    AA, AX = 1e-3 * np.eye(36), np.zeros((36, 64))
    for turn in range(12):
        X = rng.permutation(patches)[:120]
        A = np.stack([np.asarray(ista(D, patch, 0.4, 10)) for patch in X])
        AA, AX = 0.7 * AA + A.T @ A, 0.7 * AX + A.T @ X  # older turns count less and less
        D = np.where(np.diag(AA) < 0.01, X[:36].T, np.linalg.solve(AA + 1e-3 * np.eye(36), AX).T)  # what nobody uses starts again
        D = D / np.linalg.norm(D, axis=0)
    blocks = leaves.reshape(15, 8, 15, 8).transpose(0, 2, 1, 3).reshape(225, 64)
    mean = blocks.mean(axis=1, keepdims=True)
    codes = np.stack([np.asarray(ista(D, block, 0.05, 30)) for block in blocks - mean])
    again = (codes @ D.T + mean).reshape(15, 15, 8, 8).transpose(0, 2, 1, 3).reshape(120, 120)
    images = (leaves, tiles(noise), tiles(D), again)
    titles = ("the picture", "the atoms before", "and after 12 turns", f"written with {(codes != 0).sum(axis=1).mean():.1f} atoms a patch")
    figure, panels = plt.subplots(1, 4, figsize=(13, 3.6), layout="constrained")
    for panel, image, title in zip(panels, images, titles):
        panel.imshow(image, cmap="gray")
        panel.set_title(title)
        panel.axis("off")
except (IndexError, TypeError, ValueError):
    print("answer question 2 to see what the atoms become")
# %% [markdown]
# ## Question 3: make it round
#
# A cloud of data has long and short directions. Before looking for anything finer, take that away: turn the cloud into a round one, with mean 0 and the identity as its covariance. Covariances divide by $N$ here:
#
# $$\Sigma = \tfrac1N \sum_i (x_i - \bar x)(x_i - \bar x)^\top = V\, \mathrm{diag}(v_1, \dots, v_D)\, V^\top .$$
#
# The columns of $V$ are the principal components (PCA), at right angles to each other, and $v_k$ is the variance along the $k$-th. Multiplying the centred rows by $V$ makes the columns uncorrelated; dividing by $\sqrt{v_k}$ makes them equally wide. That is white already. But so
# is every rotation of it. The one that moves the data least turns **back** at the end (*ZCA*, zero-phase):
#
# $$Z = (X - \bar X)\; \underbrace{V\, \mathrm{diag}\big(1/\sqrt{v_k}\big)\, V^\top}_{\Sigma^{-1/2}} .$$
#
# ```
#    X − X̄                 · V                   / √v                · Vᵀ
#       ╱╱                                         ╭─╮                 ╭─╮
#     ╱╱╱         →     ── ═══ ──      →           │ │        →        │ │     and white whitened is white
#    ╱╱                                            ╰─╯                 ╰─╯
# ```
#
# By hand: $(3, 1), (1, 3), (-3, -1), (-1, -3)$ has $\Sigma = \begin{pmatrix} 5 & 3 \\ 3 & 5 \end{pmatrix}$, with variance 8 along $(1, 1)$ and 2 along $(1, -1)$. Now $(3, 1) = 2\,(1, 1) + 1\,(1, -1)$ becomes
# $\frac{2}{\sqrt 8}(1, 1) + \frac{1}{\sqrt 2}(1, -1) = (\sqrt 2, 0)$.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 3
# %% [markdown]
# Write `whiten_zca(X)`: `X` is `(N, D)`, and the centred data span all `D` directions; return `(N, D)`.
#
# *A hint:* `np.linalg.eigh` for $\Sigma$, or `np.linalg.svd` for the centred data, whose singular values are $\sqrt{N v_k}$.
# %% [raw]
# # BEGIN SOLUTION
# %%
def whiten_zca(X):
    """The centred data times Σ^(−1/2), X: (N, D) → (N, D)."""
    # BEGIN SOLUTION
    centred = X - X.mean(axis=0)
    v, V = np.linalg.eigh(centred.T @ centred / len(X))
    return centred @ (V / np.sqrt(v)) @ V.T
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a tilted cloud
points: 0.5
""" # END TEST CONFIG
def test_public_tilted(whiten_zca):
    import numpy as np
    X = np.array([[3.0, 1.0], [1.0, 3.0], [-3.0, -1.0], [-1.0, -3.0]])
    got = whiten_zca(X)
    assert np.shape(got) == (4, 2), f"the result has the shape of X, (4, 2), got {np.shape(got)}"
    assert np.allclose(np.mean(np.asarray(got) ** 2, axis=0), 1), "each column has variance 1"
    assert np.isclose(np.mean(np.asarray(got)[:, 0] * np.asarray(got)[:, 1]), 0), "and the columns are uncorrelated"
    assert np.allclose(got, 2**0.5 * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])), "the first row becomes (√2, 0): see the text"
    assert X[0, 0] == 3, "X has changed: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: wherever it lies
points: 0.5
""" # END TEST CONFIG
def test_public_moved(whiten_zca):
    import numpy as np
    X = np.array([[12.0, 7.0], [8.0, 7.0], [10.0, 8.0], [10.0, 6.0]])
    got = whiten_zca(X)
    assert np.shape(got) == (4, 2), f"the result has the shape of X, (4, 2), got {np.shape(got)}"
    assert np.allclose(np.mean(np.asarray(got), axis=0), 0), "the mean of each column is 0"
    assert np.allclose(got[0], [2**0.5, 0]), "the columns are uncorrelated already, with variances 2 and 1/2"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 4: two voices, two microphones
#
# Two people speak, two microphones stand in the room, each hears both. Can you get the voices back without knowing who stood where? Whitening is half of the way: it undoes everything but a rotation. No covariance can tell which rotation: the cloud is round.
# Something else gives it away. **A mixture is more like a bell curve than the voices in it** (sums of dice are, more than a die). So turn until what comes out is as far from a bell curve as possible.
#
# Let $w$ be a direction of length 1 and $u = w^\top z$. FastICA looks for an extreme value of $E[G(u)]$, say $G(u) = \log\cosh u$ with $g = G' = \tanh$. With the condition $\|w\| = 1$ that is where $E[z\, g(u)] = \beta w$ for some number $\beta$. Newton's step for this equation, with the
# one approximation $E[z z^\top g'(u)] \approx E[g'(u)]\, I$ (white data!), becomes, up to the length of $w$,
#
# $$w \;\leftarrow\; E[g(u)\, z] - E[g'(u)]\, w .$$
#
# All rows of $W$ at once, $U = Z W^\top$; and so that they do not all run to the same voice, they are put at right angles after each step, none before the others:
#
# $$W \leftarrow \tfrac1N\, g(U)^\top Z - \mathrm{diag}\big(E[g'(U)]\big)\, W, \qquad W \leftarrow (W W^\top)^{-1/2}\, W .$$
#
# The second is the nearest orthogonal matrix; with the singular value decomposition $W = P\, \mathrm{diag}(s)\, Q^\top$ it is $P Q^\top$: all singular values become 1.
#
# **A case where it can be seen.** Two independent signals that are only $\pm 1$ give four points $(\pm 1, \pm 1)$, white already. With $g(u) = u^3$ and $w = (w_1, w_2)$ the step is, exactly, $-2\,(w_1^3, w_2^3)$ (try it: $E[u^3 z_1] = w_1^3 + 3 w_1 w_2^2$). From $(0.8, 0.6)$ one step leads
# to $-(0.921, 0.389)$, the next to $(0.997, 0.075)$, the next to $-(1.000, 0.0004)$: the ratio of the smaller part to the larger is *cubed* each time. It also shows what cannot be known: the sign flips back and forth, and which of the two signals is called the first depends on the start.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 5
# %% [markdown]
# Write
#
# * `symmetric_decorrelation(W)`: `W` is `(D, D)` of full rank; return $(W W^\top)^{-1/2}\, W$, `(D, D)`;
# * `fast_ica(X, W0, n_iter, fun="tanh")`: `X` is `(N, D)`, `W0` `(D, D)`. Whiten `X`, decorrelate `W0`, take `n_iter` ≥ 0 steps; $g$ is $\tanh$, or $u^3$ for `fun="cube"`. Return `S, W`: the signals $S = Z W^\top$, `(N, D)`, and $W$.
#
# It builds on your answer to question 3.
# %% [raw]
# # BEGIN SOLUTION
# %%
def symmetric_decorrelation(W):
    """The nearest orthogonal matrix, W: (D, D) → (D, D)."""
    # BEGIN SOLUTION
    P, _, Qt = np.linalg.svd(W)
    return P @ Qt
    # END SOLUTION


def fast_ica(X, W0, n_iter, fun="tanh"):
    """Independent components, X: (N, D), W0: (D, D) → S: (N, D), W: (D, D)."""
    # BEGIN SOLUTION
    Z = whiten_zca(X)
    W = symmetric_decorrelation(W0)
    for _ in range(n_iter):
        U = Z @ W.T
        if fun == "tanh":
            g = np.tanh(U)
            slope = 1 - g**2
        else:
            g = U**3
            slope = 3 * U**2
        W = symmetric_decorrelation(g.T @ Z / len(Z) - slope.mean(axis=0)[:, None] * W)
    return Z @ W.T, W
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a slanted pair of rows
points: 0.5
""" # END TEST CONFIG
def test_public_slanted(symmetric_decorrelation):
    import numpy as np
    W = np.array([[1.0, 1.0], [0.0, 1.0]])
    got = symmetric_decorrelation(W)
    assert np.shape(got) == (2, 2), f"the result has the shape of W, (2, 2), got {np.shape(got)}"
    assert np.allclose(np.asarray(got) @ np.asarray(got).T, np.eye(2)), "the rows have length 1 and are at right angles"
    assert np.allclose(got, np.array([[2, 1], [-1, 2]]) / 5**0.5), "both rows turn by the same angle: none keeps its direction"
    assert W[0, 1] == 1, "W has changed: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: cubes
points: 0.5
""" # END TEST CONFIG
def test_public_cubes(fast_ica):
    import numpy as np
    X = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
    W0 = np.array([[0.8, 0.6], [-0.6, 0.8]])
    S, W = fast_ica(X, W0, 1, "cube")
    assert np.shape(S) == (4, 2) and np.shape(W) == (2, 2), f"S has the shape of X and W that of W0, got {np.shape(S)} and {np.shape(W)}"
    c, s = np.array([0.8**3, 0.6**3]) / np.hypot(0.8**3, 0.6**3)
    assert np.allclose(W, [[-c, -s], [s, -c]]), "W after one step: the first row is -(0.8³, 0.6³), brought to length 1"
    assert np.allclose(S[0], [-c - s, s - c]), "S = Z Wᵀ, and these four points are white already"
    assert np.allclose(np.abs(fast_ica(X, W0, 6)[0]), 1), "after six steps with tanh both signals are ±1"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Two voices (a chirping one and a humming one), two microphones. Top: what was said. Middle: what was recorded. Bottom: what your function makes of the recordings alone. On the right the same as clouds of points: the parallelogram, made white, is a square that stands askew; the rest is the right turn.
# %%
try:
    rng = np.random.default_rng(3)
    t = np.arange(1500) / 500
    spoken = np.stack([np.sin(2 * np.pi * (4 * t + 2 * t**2)) * (np.sin(2 * np.pi * t) > -0.2), 2 * ((1.7 * t) % 1) - 1], axis=1)
    spoken = spoken + 0.02 * rng.normal(size=spoken.shape)
    recorded = spoken @ np.array([[0.9, 1.1], [0.2, 0.8]])
    white = np.asarray(whiten_zca(recorded))
    voices = np.asarray(fast_ica(recorded, np.eye(2), 20)[0])
    figure = plt.figure(figsize=(13, 6), layout="constrained")
    grid = figure.add_gridspec(3, 3, width_ratios=(2, 2, 1))
    for row, (name, pair) in enumerate((("said", spoken), ("recorded", recorded), ("found", voices))):
        for column in (0, 1):
            panel = figure.add_subplot(grid[row, column])
            panel.plot(t, pair[:, column], color=("C0", "C3")[column], linewidth=0.9)
            panel.set(xticks=[], yticks=[], ylabel=name if column == 0 else "")
    for row, (name, pair) in enumerate((("recorded", recorded), ("whitened", white), ("found", voices))):
        panel = figure.add_subplot(grid[row, 2])
        panel.plot(*pair.T, ".", markersize=2, alpha=0.5)
        panel.set(ylabel=name, aspect="equal", xticks=[], yticks=[])
    found = np.abs(np.corrcoef(voices.T, spoken.T)[:2, 2:])
    print("|correlation| of each found signal with each voice:\n", found.round(3))
except (IndexError, TypeError, ValueError):
    print("answer questions 3 and 4 to hear the voices apart")
# %% [markdown]
# ## Question 5: a net that unfolds
#
# A self-organising map is a net of $K$ units. Each has **two** places: a fixed one in the net, $g_k$ (row and column, say), and a moving one among the data, $w_k$. A sample $x$ comes:
#
# 1. The winner $c$ is the unit whose $w$ is nearest to $x$; of equally near ones the first.
# 2. The winner moves towards $x$, and so do, less, those that are its neighbours **in the net**, wherever they are among the data:
#
# $$w_k \;\leftarrow\; w_k + \eta\, h_k\, (x - w_k), \qquad h_k = \exp\!\left( -\frac{\|g_k - g_c\|^2}{2 \sigma^2} \right).$$
#
# ```
#   net (rows, columns)           data
#                                  w₂ (0, 1) ─────── w₃ (1, 1)         x = (0.9, 0.2), η = ½, σ = 1
#    g₀ ─ g₁                            │               │
#    │    │                             │               │              winner: unit 1
#    g₂ ─ g₃                            │           x   │              h = (0.607, 1, 0.368, 0.607)
#                                  w₀ (0, 0) ─────── w₁ (1, 0)         w₁ → (0.95, 0.1)
# ```
#
# Units that stand together in the net are drawn to the same samples, so the net smooths itself. With a very small $\sigma$ only the winner moves: that is k-means, one sample at a time, and the net tears into $K$ points that know nothing of each other.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 4
# %% [markdown]
# Write
#
# * `som_bmu(W, x)`: `W` is `(K, D)`, `x` `(D,)`; return the number of the winner;
# * `som_update(W, grid, x, lr, sigma)`: `grid` is `(K, 2)`, the places in the net, `lr` is $\eta$ and `sigma` is $\sigma > 0$; return the new `(K, D)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def som_bmu(W, x):
    """The number of the unit nearest to x, W: (K, D), x: (D,) → int."""
    return int(np.argmin(((W - x) ** 2).sum(axis=1)))  # SOLUTION


def som_update(W, grid, x, lr, sigma):
    """The map after a sample, W: (K, D), grid: (K, 2), x: (D,) → (K, D)."""
    # BEGIN SOLUTION
    steps = ((grid - grid[som_bmu(W, x)]) ** 2).sum(axis=1)
    h = np.exp(-steps / (2 * sigma**2))
    return W + lr * h[:, None] * (x - W)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: winners
points: 0.5
""" # END TEST CONFIG
def test_public_winner(som_bmu):
    import numpy as np
    W = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    assert np.shape(som_bmu(W, np.array([0.9, 0.2]))) == (), "the winner is one number"
    assert som_bmu(W, np.array([0.9, 0.2])) == 1, "(0.9, 0.2) is nearest to (1, 0), unit 1"
    assert som_bmu(W, np.array([0.2, 0.9])) == 2, "(0.2, 0.9) is nearest to (0, 1), unit 2"
    assert som_bmu(W, np.array([0.5, 1.0])) == 2, "(0.5, 1) is as near to unit 2 as to unit 3: the first wins"
# %%
""" # BEGIN TEST CONFIG
name: the net of four
points: 0.5
""" # END TEST CONFIG
def test_public_net(som_update):
    import numpy as np
    W = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    grid = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    got = som_update(W, grid, np.array([0.9, 0.2]), 0.5, 1.0)
    assert np.shape(got) == (4, 2), f"a place for each of four units: shape (4, 2), got {np.shape(got)}"
    assert np.allclose(got[1], [0.95, 0.1]), "the winner goes half of the way"
    assert np.allclose(got[0], [0.272939, 0.060653], atol=1e-6), "unit 0 is 1 away in the net: h = exp(-1/2), and it goes h / 2 of the way"
    assert np.allclose(got[2], [0.165546, 0.852848], atol=1e-6), "unit 2 is √2 away in the net: h = exp(-1)"
    assert W[1, 0] == 1, "som_update changed the map that it was given: work on a copy"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A net of 10 × 10 units starts crumpled into the middle. Samples come from all over a square, one after the other, and $\sigma$ shrinks: first the whole net moves, later only neighbours. In the last picture the samples come from a ring with a hole. What does the net do that has to cross it?
# %%
try:
    rng = np.random.default_rng(5)
    net = np.stack(np.mgrid[0:10, 0:10], axis=-1).reshape(-1, 2)

    def unfold(samples, looks):
        """The map after as many samples as each of looks says."""
        W, kept = 0.5 + 0.05 * rng.normal(size=(100, 2)), []
        for i, x in enumerate(samples):
            if i in looks:
                kept.append(W)
            left = 1 - i / len(samples)
            W = np.asarray(som_update(W, net, x, 0.02 + 0.3 * left, 0.5 + 3.5 * left**2))
        return [*kept, W]

    square = rng.random((3000, 2))
    angle, away = rng.uniform(0, 2 * np.pi, 3000), rng.uniform(0.25, 0.5, 3000)
    ring = 0.5 + np.stack([away * np.cos(angle), away * np.sin(angle)], axis=1)
    looks = (0, 40, 400, 1500)
    maps = [*zip([*looks, 3000], unfold(square, looks), [square] * 5), (3000, unfold(ring, ())[0], ring)]
    figure, panels = plt.subplots(1, 6, figsize=(14, 2.7), layout="constrained")
    for panel, (seen, W, samples) in zip(panels, maps):
        panel.plot(*samples[:800].T, ".", color="0.85", markersize=2)
        shaped = np.asarray(W).reshape(10, 10, 2)
        for lines in (shaped, shaped.transpose(1, 0, 2)):
            panel.plot(lines[..., 0].T, lines[..., 1].T, color="C0", linewidth=0.8)
        panel.set(title=f"{seen} samples", aspect="equal", xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
except (IndexError, TypeError, ValueError):
    print("answer question 5 to see the net unfold")
# %% [markdown]
# ## If you want to go on (not graded)
#
# Mix three voices instead of two. Then replace two of them by bell-shaped noise (`rng.normal`): which one is still found, and why can nothing separate the other two? Or give the map colours instead of places, `rng.random((3000, 3))`, and paint the net in the colours that its units have found.
