# %% [markdown]
# # Near and far: metric learning and self-supervision
#
# A classifier knows the classes that it was shown. An **embedding** knows something more useful: what is like what. It sends each picture to a point, so that like lies near like, and then a new class needs no
# training, only a neighbour. All six losses below are about one picture: pull these two together, push those apart.
#
# ```
#            who says what is near?                     who pushes apart?
#   Q1 triplet            labels                        the margin of each triplet
#   Q2 multi-similarity   labels                        all negatives of the batch, weighed
#   Q3 SimCLR             two views of one picture      all other views of the batch
#   Q4 MoCo               two views of one picture      a queue of earlier pictures
#   Q5 BYOL, SimSiam      two views of one picture      nobody (!)
#   Q6 VICReg             two views of one picture      a rule for the spread of each feature
# ```
#
# From question 3 on there are no labels at all, and clusters come nevertheless, before your eyes. (In the lecture notes, `001_93c4fdc1f7522504.txt`, the first two losses stand in week 1 as a page to be read; SimCLR, MoCo, BYOL, SimSiam and
# VICReg are the stations of weeks 12 and 13.)
#
# Arrays and tensors hold floats unless the text says otherwise. **Never change an argument**, and return what is asked for and nothing more. <!-- graded: mutation, outputs --> Questions 1 and 2 are about NumPy arrays, and you derive the gradients
# yourself. From question 3 on arguments are tensors of torch, float32 or float64, and `backward()` has to find its way: compute with torch's operations, and make no new tensor out of old numbers.
#
# Given: coloured pictures of 12 × 12 pixels to play with, and a function that lays them out at their embeddings.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
SHAPES = ("ring", "plus", "cross", "bars", "tee", "wedge")


def random_colours(rng, N):
    """Colours (N, 3) from all around the colour wheel, all equally bright."""
    hue = rng.uniform(0, 2 * np.pi, size=(N, 1))
    return 0.5 + 0.45 * np.cos(hue + 2 * np.pi / 3 * np.arange(3))


def draw_shapes(seed, each, shapes):
    """Pictures (N, 3, 12, 12), `each` of every shape, in any colour, and their labels (N,)."""
    rng, pictures = np.random.default_rng(seed), []
    labels = np.repeat(np.arange(len(shapes)), each)
    for k in labels:
        y, x = np.mgrid[0:12, 0:12] - 5.5 - rng.uniform(-1.2, 1.2, size=(2, 1, 1))
        half, reach = rng.uniform(0.7, 1.2), rng.uniform(3.4, 4.6)
        box = np.maximum(abs(x), abs(y)) < reach
        pictures.append({
            "ring": abs(np.hypot(x, y) - reach + 0.5) < half,
            "plus": box & (np.minimum(abs(x), abs(y)) < half),
            "cross": box & (np.minimum(abs(x + y), abs(x - y)) < 1.4 * half),
            "bars": box & (abs(abs(x) - reach / 2) < half),
            "tee": box & ((abs(x) < half) | (y < 2 * half - reach)),
            "wedge": box & (x < y - half),
        }[shapes[k]])
    ink = np.stack(pictures)[:, None] * random_colours(rng, len(labels))[:, :, None, None]
    return ink + 0.05 * rng.normal(size=ink.shape), labels


def lay_out(panel, points, pictures, title, scale=None):
    """Pictures (N, 3, 12, 12) at their points (N, 2), which fill the panel unless a scale is given."""
    points, sheet = np.asarray(points, dtype=float), np.ones((252, 252, 3))
    low, high = points.min(axis=0), points.max(axis=0)
    if scale is not None:
        low, high = points.mean(axis=0) - scale, points.mean(axis=0) + scale
    places = (points - low) / np.maximum(high - low, 1e-9)
    for (x, y), picture in zip((places.clip(0, 1) * 240).astype(int), np.clip(np.asarray(pictures), 0, 1)):
        part = sheet[240 - y : 252 - y, x : x + 12]
        part[:] = np.where(picture.max(axis=0)[:, :, None] > 0.4, picture.transpose(1, 2, 0), part)
    panel.imshow(sheet)
    panel.set(xticks=[], yticks=[])
    panel.set_title(title, fontsize=9)


# %% [markdown]
# ## Question 1: three points and a margin
#
# An *anchor* $a$, a *positive* $p$ of its class, a *negative* $n$ of another one, each already sent to its embedding. The negative should be farther away than the positive, and not by a hair:
#
# $$L = \sum \bigl[\, \lVert f_a - f_p \rVert^2 - \lVert f_a - f_n \rVert^2 + \alpha \,\bigr]_+$$
#
# with **squared** distances, a **sum** over triplets, and each bracket clipped at 0 by itself. A triplet whose bracket is above 0 is *active*; all others cost nothing and teach nothing.
#
# How does an active triplet move? From $\lVert u - v \rVert^2$ the derivative by $u$ is $2(u - v)$ and by $v$ it is $-2(u - v)$. So
#
# $$\frac{\partial L}{\partial f_a} = 2(f_a - f_p) - 2(f_a - f_n) = 2(f_n - f_p), \qquad
# \frac{\partial L}{\partial f_p} = -2(f_a - f_p), \qquad
# \frac{\partial L}{\partial f_n} = 2(f_a - f_n)$$
#
# Look at the first: the anchor has dropped out of its own gradient. And the three sum to zero: nobody moves the triplet as a whole.
#
# A worked number: $f_a = (0, 0)$, $f_p = (1, 0)$ and $f_n = (1, 1)$ have the squared distances 1 and 2. With $\alpha = \frac15$ the loss is 0. With $\alpha = \frac32$ it is $\frac12$, and the gradients are $(0, 2)$, $(2, 0)$ and $(-2, -2)$: step against them,
# and $p$ comes closer while $n$ runs away.
#
# Most triplets of a batch are inactive after a while, so one goes looking for good ones (*mining*), at the distances of the moment:
#
# ```
#   a ●─────────────p                           D_ap = 1.0,  α = 0.5
#     ├────────n₁                               0.7  harder than the positive
#     ├────────────────n₂                       1.2  semi-hard: farther than p, and inside the margin
#     ├───────────────────n₃                    1.4  semi-hard, too, but n₂ is nearer
#     ├──────────────────────────────n₄         2.3  easy: inactive
# ```
#
# * **hard**: for each anchor one triplet: its farthest positive and its nearest negative (the picture: $n_1$);
# * **semi-hard**: for each anchor and *each* of its positives one triplet, with the nearest negative for which $D_{ap} < D_{an} < D_{ap} + \alpha$, where there is one (the picture: $n_2$).
#
# Hard ones teach most and are easily fooled by a wrong label; semi-hard ones are the compromise that made face recognition work.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 5
# %% [markdown]
# Write
#
# * `triplet_loss(f_a, f_p, f_n, alpha)`: three arrays `(N, d)`; return the sum $L$, a number;
# * `triplet_loss_grad(f_a, f_p, f_n, alpha)` → `(da, dp, dn)`, each `(N, d)`. A triplet whose bracket is exactly 0 has no gradient;
# * `mine_triplets(D, labels, kind, alpha)`: `D` is `(N, N)`, row $a$ holds the (squared) distances from $a$; `labels` are integers `(N,)`; `kind` is `"hard"` or `"semi_hard"`. Return integers `(M, 3)`, rows `(a, p, n)`, ordered by $a$ and then by $p$; an
#   array of shape `(0, 3)` if there are none. <!-- graded: list --> Of equally far ones take the first. An anchor without a positive, or without a negative, has no triplet.
# %% [raw]
# # BEGIN SOLUTION
# %%
def triplet_loss(f_a, f_p, f_n, alpha):
    """Σ [‖a − p‖² − ‖a − n‖² + α]₊, f_a, f_p, f_n: (N, d) → number."""
    # BEGIN SOLUTION
    near, far = ((f_a - f_p) ** 2).sum(axis=1), ((f_a - f_n) ** 2).sum(axis=1)
    return np.maximum(near - far + alpha, 0).sum()
    # END SOLUTION


def triplet_loss_grad(f_a, f_p, f_n, alpha):
    """The derivatives by anchors, positives and negatives, each (N, d)."""
    # BEGIN SOLUTION
    near, far = ((f_a - f_p) ** 2).sum(axis=1), ((f_a - f_n) ** 2).sum(axis=1)
    active = (near - far + alpha > 0)[:, None]
    return 2 * active * (f_n - f_p), -2 * active * (f_a - f_p), 2 * active * (f_a - f_n)
    # END SOLUTION


def mine_triplets(D, labels, kind, alpha):
    """Hard or semi-hard triplets at the distances D: (N, N) → (M, 3) int."""
    # BEGIN SOLUTION
    found = []
    for a in range(len(labels)):
        positives = [p for p in np.flatnonzero(labels == labels[a]) if p != a]
        negatives = np.flatnonzero(labels != labels[a])
        if kind == "hard":
            positives = sorted(positives, key=lambda p: -D[a, p])[:1]
        for p in positives:
            d = D[a, negatives]
            near = negatives if kind == "hard" else negatives[(d > D[a, p]) & (d < D[a, p] + alpha)]
            if len(near) > 0:
                found.append((a, p, near[np.argmin(D[a, near])]))
    return np.array(found, dtype=int).reshape(-1, 3)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: an active triplet and an inactive one
points: 0.5
""" # END TEST CONFIG
def test_public_triplet(triplet_loss, triplet_loss_grad):
    import numpy as np
    a, p, n = np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[1.0, 1.0], [3.0, 0.0]])
    got = triplet_loss(a, p, n, 1.5)
    assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 0.5), "the first triplet costs 1 - 2 + 1.5 = 0.5; the second is far inside the margin and costs 0, not -6.5"
    got = triplet_loss_grad(a, p, n, 1.5)
    assert got is not None and len(got) == 3 and all(np.shape(g) == (2, 2) for g in got), "three gradients, each of the shape of its points, (2, 2)"
    assert np.allclose([g[0] for g in got], [[0, 2], [2, 0], [-2, -2]]), "the first triplet is the example of the text"
    assert np.allclose([g[1] for g in got], 0), "the second triplet has no loss, so it has no gradient"
    assert p[0, 0] == 1 and n[0, 1] == 1, "the points that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: one positive, four negatives
points: 0.5
""" # END TEST CONFIG
def test_public_mining(mine_triplets):
    import numpy as np
    x = np.array([0.0, 1.0, -0.7, -1.2, 1.4, 2.3])  # the picture, on a line
    D, labels = abs(x[:, None] - x), np.array([0, 0, 1, 2, 3, 4])
    hard, semi = (np.asarray(mine_triplets(D, labels, kind, 0.5)) for kind in ("hard", "semi_hard"))
    assert hard.shape == (2, 3), f"two anchors have a positive: hard triplets have shape (2, 3), got {hard.shape}"
    assert hard[0].tolist() == [0, 1, 2], "anchor 0 has one positive, 1, and its nearest negative is 2"
    assert semi.shape == (2, 3) and semi[0].tolist() == [0, 1, 3], "for anchor 0 the nearest negative beyond 1.0 and within 1.5 is 3, at 1.2"
    assert np.shape(mine_triplets(D, np.zeros(6, dtype=int), "hard", 0.5)) == (0, 3), "one class has no negatives: an array of shape (0, 3)"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Watch it work: a network with one hidden layer sends 80 pictures to the plane. In each step your function mines triplets and your gradient moves them; the rest is backpropagation as you know it. Every picture is drawn at its embedding. Nobody told the network to forget the colour; the
# labels did.
# %%
def neighbours_right(E, labels, E_new, labels_new):
    """How many new points have the class of their nearest neighbour."""
    return np.mean(labels[((E_new[:, None] - E[None]) ** 2).sum(axis=2).argmin(axis=1)] == labels_new)


def train_embedding(X, width, steps, gradient, rng, snap=()):
    """A network X (N, 432) → tanh → (N, width), trained by Adam; gradient: embeddings → their gradient. → (embed, snapshots)."""
    weights = [rng.normal(size=(432, 48)) / 12, 0.3 * rng.normal(size=(48, width))]
    first, second, snapshots = [0.0, 0.0], [0.0, 0.0], []
    for step in range(1, steps + 1):
        H = np.tanh(X @ weights[0])
        E = H @ weights[1]
        if step - 1 in snap:
            snapshots.append([w.copy() for w in weights])
        dE = gradient(E)
        both = X.T @ (dE @ weights[1].T * (1 - H**2)), H.T @ dE
        for i, g in enumerate(both):
            first[i], second[i] = 0.9 * first[i] + 0.1 * g, 0.99 * second[i] + 0.01 * g**2
            weights[i] = weights[i] - 0.01 * first[i] / (1 - 0.9**step) / (np.sqrt(second[i] / (1 - 0.99**step)) + 1e-8)
    return [lambda X, W=W: np.tanh(X @ W[0]) @ W[1] for W in (*snapshots, weights)]


pictures, classes = draw_shapes(1, 20, SHAPES[:4])
others, other_classes = draw_shapes(2, 30, SHAPES[:4])
rows, other_rows = (part.reshape(len(part), -1) for part in (pictures, others))


def by_triplets(E):
    D = ((E[:, None] - E[None]) ** 2).sum(axis=2)
    mined = np.concatenate([np.asarray(mine_triplets(D, classes, kind, 1.0)).reshape(-1, 3) for kind in ("hard", "semi_hard")])
    dE = np.zeros_like(E)
    for k, g in zip(mined.T, triplet_loss_grad(*E[mined].transpose(1, 0, 2), 1.0)):
        np.add.at(dE, k, np.asarray(g) / max(len(mined), 1))
    return dE


try:
    stages = train_embedding(rows, 2, 30, by_triplets, np.random.default_rng(1), snap=(0, 6))
    figure, panels = plt.subplots(1, 3, figsize=(12, 4), layout="constrained")
    for panel, embed, step in zip(panels, stages, (0, 6, 30)):
        right = neighbours_right(embed(rows), classes, embed(other_rows), other_classes)
        lay_out(panel, embed(rows), pictures, f"after {step} steps: {right:.0%} of new pictures right by neighbour")
except (IndexError, TypeError, ValueError):
    plt.close("all")
    print("answer question 1 to see the classes part")
# %% [markdown]
# ## Question 2: every pair counts, and some count more
#
# A triplet looks at one negative. A batch has many, and how urgent one of them is depends on the others. The *multi-similarity loss* takes all pairs of the batch, by their cosines $S_{ij}$:
#
# $$L = \frac1m \sum_{i=1}^m \Bigl\{ \frac1\alpha \log\Bigl[1 + \sum_{p \in P_i} e^{-\alpha (S_{ip} - \lambda)}\Bigr] + \frac1\beta \log\Bigl[1 + \sum_{n \in N_i} e^{\beta (S_{in} - \lambda)}\Bigr] \Bigr\}$$
#
# $P_i$ are the **other** samples of $i$'s class, $N_i$ all samples of other classes; an empty set leaves $\log 1 = 0$. $\lambda$ is a similarity: positives should be above it, negatives below.
#
# What is $\frac1\beta \log(1 + \sum e^{\beta x_n})$? For large $\beta$ the largest exponent wins, and it becomes $\max(0, x_1, x_2, \dots)$: a hinge at the hardest negative, with soft corners. The 1 is $e^0$, the place where nothing has to be done.
# (*On the way the exponent may be in the thousands*, and $e^{1000}$ is no number. You know the remedy: subtract the largest, and the 1 is one of the terms.)
#
# The derivative tells how hard the loss pulls at each pair. By the chain rule $\frac1\beta \cdot \frac{1}{1 + \Sigma} \cdot \beta e^{\dots}$: the $\beta$ cancels, and
#
# $$\frac{\partial L}{\partial S_{ip}} = -\frac1m\, \frac{e^{-\alpha (S_{ip} - \lambda)}}{1 + \sum_{p'} e^{-\alpha (S_{ip'} - \lambda)}}, \qquad
# \frac{\partial L}{\partial S_{in}} = +\frac1m\, \frac{e^{\beta (S_{in} - \lambda)}}{1 + \sum_{n'} e^{\beta (S_{in'} - \lambda)}}$$
#
# a softmax, with a share for "nothing to do". $S_{ij}$ and $S_{ji}$ count as two variables, and the diagonal has 0.
#
# A worked number: $\alpha = 2$, $\beta = 10$, $\lambda = \frac12$ and
#
# ```
#        1    0.8  0.3      class 0       anchor 0:  ½ log(1 + e^−0.6) + 0.1 log(1 + e^−2)         = 0.231437
#   S =  0.8  1    0.6      class 0       anchor 1:  ½ log(1 + e^−0.6) + 0.1 log(1 + e^1)          = 0.350070
#        0.3  0.6  1        class 1       anchor 2:  no positive       + 0.1 log(1 + e^−2 + e^1)   = 0.134901
# ```
#
# so $L = 0.238803$, and the first row of the gradient is $(0, -0.118115, 0.039734)$.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 5
# %% [markdown]
# Write
#
# * `cosine_similarity_matrix(X)`: `X` is `(m, d)`; return `(m, m)`. A row of zeros has the similarity 0 with everything;
# * `multi_similarity_loss(S, labels, alpha=2.0, beta=50.0, lam=0.5)`: `S` is `(m, m)`, `labels` integers `(m,)`; return $L$, a number;
# * `multi_similarity_grad(S, labels, alpha=2.0, beta=50.0, lam=0.5)`: return $\partial L / \partial S$, `(m, m)`.
#
# `S` need not be symmetric, and $\beta$ may be 10 000.
# %% [raw]
# # BEGIN SOLUTION
# %%
def cosine_similarity_matrix(X):
    """Cosines of all pairs of rows, X: (m, d) → (m, m)."""
    # BEGIN SOLUTION
    long = np.linalg.norm(X, axis=1, keepdims=True)
    unit = X / np.where(long > 0, long, 1)
    return unit @ unit.T
    # END SOLUTION


# BEGIN SOLUTION NO PROMPT
def exponents(S, labels, alpha, beta, lam):
    """Exponents of both sums, −∞ where a pair does not belong, each (m, m), and for each anchor its largest, 0 at least, (m, 1)."""
    same = labels[:, None] == labels
    positive = same & ~np.eye(len(S), dtype=bool)
    for scale, pairs in ((-alpha, positive), (beta, ~same)):
        x = np.where(pairs, scale * (S - lam), -np.inf)
        yield x, np.maximum(x.max(axis=1, keepdims=True), 0)
# END SOLUTION


def multi_similarity_loss(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    """The multi-similarity loss of similarities S: (m, m), labels: (m,) int → number."""
    # BEGIN SOLUTION
    (x, top), (y, high) = exponents(S, labels, alpha, beta, lam)
    pull = top[:, 0] + np.log(np.exp(-top[:, 0]) + np.exp(x - top).sum(axis=1))
    push = high[:, 0] + np.log(np.exp(-high[:, 0]) + np.exp(y - high).sum(axis=1))
    return np.mean(pull / alpha + push / beta)
    # END SOLUTION


def multi_similarity_grad(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    """Its derivative by each similarity → (m, m)."""
    # BEGIN SOLUTION
    shares = []
    for x, top in exponents(S, labels, alpha, beta, lam):
        e = np.exp(x - top)
        shares.append(e / (np.exp(-top) + e.sum(axis=1, keepdims=True)))
    return (shares[1] - shares[0]) / len(S)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two rows, and one of zeros
points: 0.5
""" # END TEST CONFIG
def test_public_cosines(cosine_similarity_matrix):
    import numpy as np
    X = np.array([[3.0, 4.0], [2.0, 0.0], [0.0, 0.0]])
    got = cosine_similarity_matrix(X)
    assert np.shape(got) == (3, 3), f"three rows have 3 × 3 cosines, got shape {np.shape(got)}"
    assert np.allclose(np.asarray(got)[:2, :2], [[1, 0.6], [0.6, 1]]), "(3, 4) has length 5, its cosine with (2, 0) is 3/5"
    assert np.allclose(np.asarray(got)[2], 0), "a row of zeros has no direction: similarity 0, and not nan"
    assert X[0, 0] == 3, "the rows that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: three samples of two classes
points: 0.5
""" # END TEST CONFIG
def test_public_three(multi_similarity_loss, multi_similarity_grad):
    import numpy as np
    S, labels = np.array([[1.0, 0.8, 0.3], [0.8, 1.0, 0.6], [0.3, 0.6, 1.0]]), np.array([0, 0, 1])
    got = multi_similarity_loss(S, labels, 2.0, 10.0, 0.5)
    assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 0.238803, atol=1e-6), "the example of the text: (0.231437 + 0.350070 + 0.134901) / 3"
    got = multi_similarity_grad(S, labels, 2.0, 10.0, 0.5)
    assert np.shape(got) == (3, 3), f"one derivative for each entry of S: shape (3, 3), got {np.shape(got)}"
    assert np.allclose(np.asarray(got)[0], [0, -0.118115, 0.039734], atol=1e-6), "the first row: nothing for itself, pull at its positive, push at its negative"
    assert S[0, 0] == 1 and S[1, 0] == 0.8, "the similarities that were given have changed"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Train on 160 pictures of the same four shapes, and search among 120 new ones. Each row is a query (framed) with the six pictures that are most similar, first by raw pixels, then by your embedding. What do raw pixels look for? A third of the pictures in the shop
# are tees and wedges, shapes that the network has **never seen**. The second number says how well it finds those: why is it worse at them than raw pixels are? (What did four classes teach it to overlook? With thousands of classes this number is the one that shines.)
# %%
lessons, lesson_classes = draw_shapes(3, 40, SHAPES[:4])


def by_similarities(E):
    long = np.linalg.norm(E, axis=1, keepdims=True)
    G = np.asarray(multi_similarity_grad(cosine_similarity_matrix(E), lesson_classes, 2.0, 20.0, 0.5))
    to = (G + G.T) @ (E / long)
    return (to - E * (to * E).sum(axis=1, keepdims=True) / long**2) / long


try:
    embed = train_embedding(lessons.reshape(160, -1), 16, 60, by_similarities, np.random.default_rng(3))[-1]
    shop, shop_classes = draw_shapes(4, 20, SHAPES)
    goods = shop.reshape(len(shop), -1)
    queries = (0, 20, 40, 63)
    figure, panels = plt.subplots(1, 2, figsize=(12, 3.9), layout="constrained")
    for panel, E, title in zip(panels, (goods, embed(goods)), ("raw pixels", "your embedding")):
        S = np.asarray(cosine_similarity_matrix(E)) - 9 * np.eye(len(E))
        best = np.argsort(-S, axis=1)[:, :6]
        hits = np.mean(shop_classes[best] == shop_classes[:, None], axis=1)
        wall = np.ones((4 * 14, 7 * 14 + 4, 3))
        for i, k in enumerate(queries):
            for j, other in enumerate((k, *best[k])):
                across = 14 * j + (4 if j else 0)
                wall[14 * i + 1 : 14 * i + 13, across + 1 : across + 13] = np.clip(shop[other], 0, 1).transpose(1, 2, 0)
            panel.add_patch(plt.Rectangle((-0.2, 14 * i), 13.4, 13, fill=False, edgecolor="tab:red", linewidth=2))
        panel.imshow(wall)
        panel.set_title(f"{title}: {hits[:80].mean():.0%} of the best six are right, of tees and wedges {hits[80:].mean():.0%}", fontsize=9)
        panel.axis("off")
except (IndexError, TypeError, ValueError):
    plt.close("all")
    print("answer question 2 to search")
# %% [markdown]
# ## Question 3: no labels, only two looks
#
# *SimCLR* asks for no labels. Take a picture, change it twice in ways that do not matter (move it, light it, blur it): two *views*. The network does not know what is in the picture, but it has to find out which two views are of the same one. From $N$ pictures
# come $2N$ views, and each of them is an anchor once:
#
# ```
#                 z1: first views     z2: second views
#               ┌ −   ·   ·   │   P   ·   ·  ┐        −  itself: left out
#    first      │ ·   −   ·   │   ·   P   ·  │        P  the other view of the same picture
#               │ ·   ·   −   │   ·   ·   P  │        ·  2N − 2 negatives
#               ├─────────────┼──────────────┤
#               │ P   ·   ·   │   −   ·   ·  │
#    second     │ ·   P   ·   │   ·   −   ·  │        each row: a softmax over 2N − 1 entries,
#               └ ·   ·   P   │   ·   ·   −  ┘        and the right answer is P
# ```
#
# $$L = \frac{1}{2N} \sum_{i} -\log \frac{e^{s_{ij(i)}/\tau}}{\sum_{k \ne i} e^{s_{ik}/\tau}}$$
#
# with cosines $s$ of all $2N$ rows, and $j(i)$ the place of the other view. The positive stands in the sum below, too: it is a classification with $2N - 1$ classes. When all views look the same, the loss is $\log(2N - 1)$: remember this number, it is what a network that has collapsed to one
# point pays. A small worked number: $N = 2$, $z_1 = z_2 = I$, $\tau = \frac12$. Each row has one cosine 1 and two cosines 0, so $L = \log(1 + 2 e^{-2}) = 0.239545$.
#
# The *temperature* decides who is heard: the derivative of an anchor's term by a negative's $s_{ik}$ is its share of the softmax, over $\tau$. At $\tau = 1$ all negatives count about the same; at $\tau = 0.05$ the most similar one takes nearly all.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 4.5
# %% [markdown]
# Write
#
# * `positive_indices(N)`: the place $j(i)$ of each row's other view, `(2N,)` integers, an array or a tensor;
# * `nt_xent_loss(z1, z2, temperature)`: `z1` and `z2` are tensors `(N, d)`, not normalised; return $L$, a tensor with one number. `backward()` must reach both views. Temperatures of 0.001 do occur.
# %% [raw]
# # BEGIN SOLUTION
# %%
def positive_indices(N):
    """Where the other view of each of 2N rows stands → (2N,) int."""
    return (torch.arange(2 * N) + N) % (2 * N)  # SOLUTION


def nt_xent_loss(z1, z2, temperature):
    """The loss of SimCLR, z1, z2: (N, d) → scalar."""
    # BEGIN SOLUTION
    z = nn.functional.normalize(torch.cat([z1, z2]), dim=1)
    own = torch.eye(len(z), dtype=torch.bool)
    s = (z @ z.T / temperature).masked_fill(own, -torch.inf)
    return nn.functional.cross_entropy(s, positive_indices(len(z1)))
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three pictures, six views
points: 0.5
""" # END TEST CONFIG
def test_public_indices(positive_indices):
    import numpy as np
    got = positive_indices(3)
    assert np.shape(got) == (6,), f"six views: shape (6,), got {np.shape(got)}"
    assert [int(j) for j in got][:3] == [3, 4, 5], "the other views of the first three rows stand behind them, at 3, 4 and 5"
# %%
""" # BEGIN TEST CONFIG
name: two pictures
points: 0.5
""" # END TEST CONFIG
def test_public_views(nt_xent_loss):
    import torch
    z1, z2 = torch.eye(2, dtype=torch.float64, requires_grad=True), 3 * torch.eye(2, dtype=torch.float64)
    got = nt_xent_loss(z1, z2, 0.5)
    assert got is not None and tuple(got.shape) == (), f"the loss is one number, a tensor of shape (), got {got if got is None else tuple(got.shape)}"
    assert abs(float(got.detach()) - 0.239545) < 1e-5, "the example of the text, log(1 + 2e^-2) = 0.239545: lengths do not matter for cosines"
    assert got.requires_grad, "the result carries no gradient: compute with torch's operations"
    same = nt_xent_loss(torch.ones(4, 3, dtype=torch.float64), torch.ones(4, 3, dtype=torch.float64), 0.1)
    assert abs(float(same) - 1.945910) < 1e-5, "eight views that all look the same cost log 7"
    assert float(z2[0, 0]) == 3, "the views that were given have changed"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Train with it, twice, on 160 pictures without a label. What comes out depends on one decision: **which views count as the same?** Left: before. Middle: views are moved, a little noisy and of another brightness. Right: they have another colour, too. The network is the same, your loss is the
# same, the seed is the same. What has the middle one learned to see, and why is it right to do so?
# %%
unlabelled, hidden_classes = draw_shapes(5, 40, SHAPES[:4])
unlabelled, fresh = torch.as_tensor(unlabelled).float(), torch.as_tensor(others).float()
moved = torch.stack([torch.roll(unlabelled, (i, j), dims=(2, 3)) for i in (-1, 0, 1) for j in (-1, 0, 1)])


def make_view(pick, rng, recolour=True):
    """Another look at the unlabelled pictures at `pick`: moved, fainter or stronger, noisy, and if asked in another colour."""
    N = len(pick)
    x = moved[rng.integers(0, 9, size=N), pick]
    if recolour:
        x = 2 * x.mean(dim=1, keepdim=True) * torch.as_tensor(random_colours(rng, N)).float()[:, :, None, None]
    noise = torch.as_tensor(rng.normal(size=tuple(x.shape), scale=0.1)).float()
    return x * torch.as_tensor(rng.uniform(0.7, 1.3, size=(N, 1, 1, 1))).float() + noise


def make_encoder(width, seed=0):
    """A small network (N, 3, 12, 12) → (N, width)."""
    torch.manual_seed(seed)
    return nn.Sequential(nn.Flatten(), nn.Linear(432, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, width))


def pretrain(net, loss_of, steps, recolour=True, seed=0):
    """Trains `net` by Adam on the loss of two views of random pictures."""
    rng, optimizer = np.random.default_rng(seed), torch.optim.Adam(net.parameters(), lr=0.005)
    for _ in range(steps):
        pick = rng.choice(len(unlabelled), size=80, replace=False)
        optimizer.zero_grad()
        loss_of(make_view(pick, rng, recolour), make_view(pick, rng, recolour)).backward()
        optimizer.step()
    return net


def directions(net, x):
    """Embeddings of length 1, as an array."""
    with torch.no_grad():
        return nn.functional.normalize(net(x), dim=1).numpy()


try:
    nets = [pretrain(net := make_encoder(2), lambda a, b: nt_xent_loss(net(a), net(b), 0.5), steps, recolour) for steps, recolour in ((0, False), (140, False), (140, True))]
    figure, panels = plt.subplots(1, 3, figsize=(12, 4), layout="constrained")
    for panel, net, title in zip(panels, nets, ("before", "views moved, noisy", "… and in another colour")):
        E = directions(net, unlabelled)
        right = neighbours_right(E, hidden_classes, directions(net, fresh), other_classes)
        ring = E * np.random.default_rng(0).uniform(0.55, 1.0, size=(len(E), 1))  # spread along the radius, to see all of them
        lay_out(panel, ring, unlabelled, f"{title}: {right:.0%} right by neighbour")
except (AttributeError, IndexError, RuntimeError, TypeError, ValueError):
    plt.close("all")
    print("answer question 3 to see clusters that nobody asked for")
# %% [markdown]
# ## Question 4: a queue of memories
#
# SimCLR's negatives come from the batch, so it needs huge batches. *MoCo* keeps the keys of earlier batches in a **queue**. A query $q$ (one view) has to find its key $k$ (the other view) among $K$ old ones:
#
# $$\ell = \frac1\tau\, [\; \hat q \cdot \hat k,\;\; \hat q \cdot \text{queue}_1,\; \dots,\; \hat q \cdot \text{queue}_K \;], \qquad L = -\log \mathrm{softmax}(\ell)_0, \text{ the mean over the batch}$$
#
# with $\hat q$ and $\hat k$ brought to length 1 (the queue's rows have it already). The keys of **other** pictures of the batch are no negatives. A worked number: $q = k = (1, 0)$, the queue $(0, 1), (-1, 0)$ and $\tau = \frac12$ give $\ell = (2, 0, -2)$ and
# $L = \log(1 + e^{-2} + e^{-4}) = 0.142932$.
#
# Keys of different age must fit each other, though. If their encoder learned as fast as the query's, an old key and a new one would speak different languages. So the key encoder does not learn at all. It follows:
#
# $$\theta_k \leftarrow m\, \theta_k + (1 - m)\, \theta_q, \qquad m = 0.999$$
#
# and keys and queue are **constants**: the gradient goes into $q$ alone.
#
# ```
#   queue of K = 5, the oldest key at ptr = 3            after the keys n₀ n₁ n₂:  ptr = (3 + 3) mod 5 = 1
#
#     0    1    2    3    4                                0    1    2    3    4
#   [ c  ][ d  ][ e  ][ a  ][ b  ]                       [ n₂ ][ d  ][ e  ][ n₀ ][ n₁ ]
#                       ↑ oldest                                ↑ oldest now
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 4.5
# %% [markdown]
# Write, for tensors,
#
# * `moco_loss(q, k, queue, temperature=0.07)`: `q` and `k` are `(N, d)`, `queue` is `(K, d)`; return $L$. `backward()` reaches `q`, and neither `k` nor `queue`;
# * `momentum_update(theta_k, theta_q, m=0.999)`: two tensors of any one shape; return the new $\theta_k$;
# * `queue_enqueue(queue, ptr, keys)` → `(queue, ptr)`: a new queue in which `keys`, `(N, d)` with $N \le K$, have overwritten the oldest ones from place `ptr` on, at the end going on at place 0; and the place of the key that is the oldest now, an integer.
#
# *The usual trap:* `queue[ptr:ptr + N] = keys` changes the queue that you were given, and stops at its end.
# %% [raw]
# # BEGIN SOLUTION
# %%
def moco_loss(q, k, queue, temperature=0.07):
    """The loss of MoCo, q, k: (N, d), queue: (K, d) → scalar."""
    # BEGIN SOLUTION
    q, k = (nn.functional.normalize(part, dim=1) for part in (q, k.detach()))
    logits = torch.cat([(q * k).sum(dim=1, keepdim=True), q @ queue.detach().T], dim=1) / temperature
    return nn.functional.cross_entropy(logits, torch.zeros(len(q), dtype=torch.int64))
    # END SOLUTION


def momentum_update(theta_k, theta_q, m=0.999):
    """The key encoder's parameters follow the query encoder's → the new ones, same shape."""
    return m * theta_k + (1 - m) * theta_q  # SOLUTION


def queue_enqueue(queue, ptr, keys):
    """First in, first out, queue: (K, d), keys: (N, d) → (queue, ptr)."""
    # BEGIN SOLUTION
    places = (ptr + torch.arange(len(keys))) % len(queue)
    queue = queue.clone()
    queue[places] = keys.detach()
    return queue, (ptr + len(keys)) % len(queue)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one query, two old keys
points: 0.5
""" # END TEST CONFIG
def test_public_query(moco_loss, momentum_update):
    import torch
    q, k = torch.tensor([[2.0, 0.0]], dtype=torch.float64, requires_grad=True), torch.tensor([[3.0, 0.0]], dtype=torch.float64, requires_grad=True)
    queue = torch.tensor([[0.0, 1.0], [-1.0, 0.0]], dtype=torch.float64)
    got = moco_loss(q, k, queue, 0.5)
    assert got is not None and tuple(got.shape) == (), f"the loss is one number, a tensor of shape (), got {got if got is None else tuple(got.shape)}"
    assert abs(float(got.detach()) - 0.142932) < 1e-5, "the logits are 2, 0 and -2, and the first is right: log(1 + e^-2 + e^-4)"
    assert got.requires_grad, "the result carries no gradient: compute with torch's operations"
    got.backward()
    assert q.grad is not None and k.grad is None, "the gradient reaches the query, and the key is a constant"
    new = momentum_update(torch.tensor([1.0, 0.0], dtype=torch.float64), torch.tensor([2.0, 10.0], dtype=torch.float64))
    assert tuple(new.shape) == (2,), f"the parameters keep their shape, (2,), got {tuple(new.shape)}"
    assert torch.allclose(new, torch.tensor([1.001, 0.01], dtype=torch.float64)), "a thousandth of the way: 1 becomes 1.001, 0 becomes 0.01"
# %%
""" # BEGIN TEST CONFIG
name: around the end of the queue
points: 0.5
""" # END TEST CONFIG
def test_public_queue(queue_enqueue):
    import torch
    queue = torch.tensor([[3.0], [4.0], [5.0], [1.0], [2.0]])
    out = queue_enqueue(queue, 3, torch.tensor([[6.0], [7.0], [8.0]]))
    assert out is not None and len(out) == 2, "return the pair (queue, ptr)"
    assert tuple(out[0].shape) == (5, 1), f"the queue keeps its shape, (5, 1), got {tuple(out[0].shape)}"
    assert out[0][:, 0].tolist() == [8, 4, 5, 6, 7], "the picture of the text: places 3, 4 and 0 are overwritten"
    assert int(out[1]) == 1, "the oldest key is at place 1 now"
    assert queue[3, 0] == 1, "the queue that was given has changed: work on a copy"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Left: a queue of 24 keys that grows by 5 a step. The colour is the age of the key at each place; stripes that run around are what you want to see. Right: your three functions in three trainings with batches of only 32 pictures; each point is the nearest-neighbour score on new pictures. The
# three differ in $m$ alone. Whose old keys fit the new ones? (The paper has this comparison, too: with $m = 0$ nothing is learned.)
# %%
def train_moco(m, steps=160, every=20):
    """Nearest-neighbour scores of a MoCo with this m, every so many steps."""
    rng, net, keys = np.random.default_rng(0), make_encoder(8), make_encoder(8)
    queue, ptr = nn.functional.normalize(torch.as_tensor(rng.normal(size=(128, 8))).float(), dim=1), 0
    optimizer, scores = torch.optim.Adam(net.parameters(), lr=0.003), []
    for step in range(steps + 1):
        if step % every == 0:
            scores.append(neighbours_right(directions(net, unlabelled), hidden_classes, directions(net, fresh), other_classes))
        pick = rng.choice(len(unlabelled), size=32, replace=False)
        with torch.no_grad():
            k = nn.functional.normalize(keys(make_view(pick, rng)), dim=1)
        optimizer.zero_grad()
        moco_loss(net(make_view(pick, rng)), k, queue, 0.2).backward()
        optimizer.step()
        with torch.no_grad():
            for slow, fast in zip(keys.parameters(), net.parameters()):
                slow.copy_(momentum_update(slow, fast, m))
        queue, ptr = queue_enqueue(queue, ptr, k)
    return scores


try:
    ages, ptr, table = torch.zeros(24, 1), 0, []
    for step in range(1, 15):
        ages, ptr = queue_enqueue(ages, ptr, torch.full((5, 1), float(step)))
        table.append(step - np.asarray(ages)[:, 0])
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.2), layout="constrained")
    shown = left.imshow(table, cmap="viridis_r", aspect="auto")
    left.set(xlabel="place in the queue", ylabel="step")
    figure.colorbar(shown, ax=left, label="age")
    for m in (0.99, 0.9, 0.0):
        right.plot(20 * np.arange(9), train_moco(m), "o-", label=f"m = {m}")
    right.legend()
    right.set(xlabel="step", ylabel="right by nearest neighbour", ylim=(0, 1.02))
except (AttributeError, IndexError, RuntimeError, TypeError, ValueError):
    plt.close("all")
    print("answer question 4 to see the queue")
# %% [markdown]
# ## Question 5: nobody pushes
#
# Can one do without negatives? Views of a picture should lie together; the cheapest way to achieve this is to send **all** pictures to one point, and the loss is perfect. *BYOL* and *SimSiam* are two nets that could do that, and don't. In both there is a small network more, the *predictor*: it turns one view's projection $z_1$ into
# a guess $p_1$ of the other view's $z_2$, and the target $z_2$ is a **constant**:
#
# ```
#    view 1 ──> encoder ──> z1 ──> predictor ──> p1 ─┐
#                                                    ├─  p1 should point where z2 points
#    view 2 ──> encoder ──> z2 ────────── ∦ ─────────┘   (∦: no gradient goes back here) … and the same with 1 and 2 exchanged
# ```
#
# For SimSiam the encoders are one and the same network. For BYOL the one that makes the targets is a slow copy, whose weights follow as in question 4, with a $\tau$ that rises from $\tau_0$ to 1, where the target stands still:
#
# $$\ell_{\text{BYOL}}(p, z) = \overline{\lVert \hat p - \hat z \rVert^2} = \overline{2 - 2 \cos(p, z)}, \qquad
# L_{\text{BYOL}} = \ell(p_1, z_2) + \ell(p_2, z_1), \qquad
# \tau_k = 1 - (1 - \tau_0)\, \tfrac12 \bigl(\cos\tfrac{\pi k}{K} + 1\bigr)$$
#
# $$L_{\text{SimSiam}} = -\tfrac12\, \overline{\cos(p_1, z_2)} - \tfrac12\, \overline{\cos(p_2, z_1)}$$
#
# Bars are means over the batch, hats vectors of length 1. The two losses are the same up to a factor and a constant (which?). A worked number: $p = (3, 4)$ and $z = (1, 0)$ have the cosine 0.6: $\ell_{\text{BYOL}} = 0.8$, and SimSiam with both pairs like this is at $-0.6$. For $\tau_0 = 0.996$ and $K = 2$ the rates are
# 0.996, 0.998 and 1.
#
# One more thing to see: $\frac{\partial \cos}{\partial p} = \frac{1}{\lVert p \rVert} (\hat z - \cos(p, z)\, \hat p)$ is orthogonal to $p$. A step turns $p$, and only by the way makes it longer.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 4.5
# %% [markdown]
# Write, for tensors `(N, d)` without rows of zeros,
#
# * `byol_loss(p, z_target)`: $\ell_{\text{BYOL}}$, and `byol_symmetric_loss(p1, p2, z1, z2)`: $L_{\text{BYOL}}$;
# * `simsiam_loss(p1, p2, z1, z2)`: $L_{\text{SimSiam}}$;
# * `ema_decay_schedule(step, total, base=0.996)`: $\tau_k$ for the numbers $k$ = `step`, $K$ = `total` and $\tau_0$ = `base`; a number.
#
# In all three losses `backward()` reaches predictions `p` and no `z`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def byol_loss(p, z_target):
    """2 − 2 cos(p, z), the mean over the batch, p, z_target: (N, d) → scalar."""
    return (2 - 2 * nn.functional.cosine_similarity(p, z_target.detach(), dim=1)).mean()  # SOLUTION


def byol_symmetric_loss(p1, p2, z1, z2):
    """Each view predicts the other, all (N, d) → scalar."""
    return byol_loss(p1, z2) + byol_loss(p2, z1)  # SOLUTION


def simsiam_loss(p1, p2, z1, z2):
    """The loss of SimSiam, all (N, d) → scalar."""
    # BEGIN SOLUTION
    one = nn.functional.cosine_similarity(p1, z2.detach(), dim=1).mean()
    two = nn.functional.cosine_similarity(p2, z1.detach(), dim=1).mean()
    return -0.5 * one - 0.5 * two
    # END SOLUTION


def ema_decay_schedule(step, total, base=0.996):
    """How slowly BYOL's target follows at a step → number."""
    return 1 - (1 - base) * (np.cos(np.pi * step / total) + 1) / 2  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three four
points: 0.5
""" # END TEST CONFIG
def test_public_byol(byol_loss, byol_symmetric_loss, simsiam_loss):
    import torch
    p, z = torch.tensor([[3.0, 4.0]], dtype=torch.float64, requires_grad=True), torch.tensor([[1.0, 0.0]], dtype=torch.float64, requires_grad=True)
    got = byol_loss(p, z)
    assert got is not None and tuple(got.shape) == (), f"the loss is one number, a tensor of shape (), got {got if got is None else tuple(got.shape)}"
    assert abs(float(got.detach()) - 0.8) < 1e-6, "the cosine of (3, 4) and (1, 0) is 0.6: 2 - 1.2"
    assert got.requires_grad, "the result carries no gradient: compute with torch's operations"
    got.backward()
    assert p.grad is not None and z.grad is None, "the gradient reaches the prediction, and the target is a constant"
    assert torch.allclose((p.grad * p).sum(), torch.zeros(1, dtype=torch.float64)), "the gradient of a cosine is orthogonal to p"
    both = byol_symmetric_loss(p, -p, z, -2 * z)
    assert both is not None and tuple(both.shape) == () and abs(float(both.detach()) - 6.4) < 1e-6, "p1 with z2 and p2 with z1 have the cosine -0.6: 3.2 each"
    got = simsiam_loss(p, p, z, z)
    assert got is not None and tuple(got.shape) == () and abs(float(got.detach()) + 0.6) < 1e-6, "both cosines are 0.6, and the loss is minus their average"
# %%
""" # BEGIN TEST CONFIG
name: rates of three steps
points: 0.5
""" # END TEST CONFIG
def test_public_rates(ema_decay_schedule):
    import numpy as np
    got = [ema_decay_schedule(k, 2) for k in range(3)]
    assert all(np.shape(tau) == () for tau in got), "the rate of one step is one number"
    assert np.allclose(got, [0.996, 0.998, 1.0], atol=1e-9), "from 0.996 over 0.998 to 1"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# The most instructive picture of the whole paper: SimSiam with the stop, and without it. (Your loss stops the gradient, so "without" adds your loss with the roles of $p$ and $z$ exchanged: the gradient then flows on both sides.) Left: the loss. Which of the two runs looks better there? Right: how much a feature of the normalised
# embedding varies from picture to picture; $1 / \sqrt d$ is an even spread, 0 is one point.
# %%
def train_simsiam(stop, steps=100, width=16):
    """Losses, spreads, and how many new pictures lie nearest to their class in the end."""
    torch.manual_seed(0)
    rng, net = np.random.default_rng(0), nn.Sequential(make_encoder(width), nn.BatchNorm1d(width))
    predictor = nn.Sequential(nn.Linear(width, 8), nn.ReLU(), nn.Linear(8, width))
    optimizer, losses, spread = torch.optim.Adam([*net.parameters(), *predictor.parameters()], lr=0.005), [], []
    for _ in range(steps):
        pick = rng.choice(len(unlabelled), size=80, replace=False)
        z1, z2 = (net(make_view(pick, rng)) for _ in range(2))
        p1, p2 = predictor(z1), predictor(z2)
        loss = simsiam_loss(p1, p2, z1, z2) if stop else (simsiam_loss(p1, p2, z1, z2) + simsiam_loss(z2, z1, p2, p1)) / 2
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        spread.append(nn.functional.normalize(z1.detach(), dim=1).std(dim=0).mean().item())
    net.eval()
    return losses, spread, neighbours_right(directions(net, unlabelled), hidden_classes, directions(net, fresh), other_classes)


try:
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.2), layout="constrained")
    for stop, label in ((True, "with the stop"), (False, "without")):
        losses, spread, right_ones = train_simsiam(stop)
        left.plot(losses, label=f"{label}: {right_ones:.0%} right by neighbour")
        right.plot(spread, label=label)
    right.axhline(0.25, color="k", linewidth=0.8, linestyle="--")
    left.set(xlabel="step", ylabel="loss")
    right.set(xlabel="step", ylabel="spread of a feature", ylim=(0, 0.3))
    left.legend()
except (AttributeError, IndexError, RuntimeError, TypeError, ValueError):
    plt.close("all")
    print("answer question 5 to see what the stop is for")
# %% [markdown]
# ## Question 6: say what you want
#
# That BYOL and SimSiam do not collapse is a little mysterious. *VICReg* has no mystery: no negatives, no predictor, no stop, no second network. It writes the three things that a good embedding should do into the loss. For the embeddings $Z, Z'$ of both views, $n$ rows of $d$ features:
#
# | term | wish | formula |
# |---|---|---|
# | **v**ariance | every feature varies: standard deviation at least $\gamma$ | $v(Z) = \frac1d \sum_j \max\bigl(0,\; \gamma - \sqrt{\mathrm{Var}(z_{\cdot j}) + \epsilon}\,\bigr)$ |
# | **i**nvariance | two views agree | $s(Z, Z') = \frac1n \sum_i \lVert z_i - z'_i \rVert^2$ |
# | **c**ovariance | no feature repeats another | $c(Z) = \frac1d \sum_{i \ne j} C_{ij}^2$, $\quad C = \frac{1}{n-1} \sum_k (z_k - \bar z)(z_k - \bar z)^\top$ |
#
# $$L = \lambda\, s(Z, Z') + \mu\, [v(Z) + v(Z')] + \nu\, [c(Z) + c(Z')], \qquad \lambda = \mu = 25,\; \nu = 1$$
#
# Variances are those of a sample, divided by $n - 1$ as $C$ is. (This is the paper's formula; its pseudo-code averages the invariance over features, too, a factor $d$.) Why a hinge on the standard deviation and not on the variance? The derivative of $\sqrt{\mathrm{Var}}$ does not fade while a feature collapses: that of the variance is
# $\frac{2}{n-1}(z - \bar z)$, and goes to 0 with it, just when it is needed.
#
# A worked number, $n = 3$ and $d = 2$, all of it to be done by hand:
#
# ```
#          1  0                1  1        s  = (1 + 1 + 1)/3 = 1
#    Z  =  0  1         Z' =   0  0        v  = 0: both variances are 1           v' = ½ (1 − √(⅓ + 0.0001)) = 0.211282
#          2 −1                1 −1        c  = ½ · 2 · (−1)² = 1                 c' = 0
#
#    L = 25 · 1 + 25 · 0.211282 + 1 = 31.282039
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 4.5
# %% [markdown]
# Write, for tensors `(n, d)` with $n \ge 2$,
#
# * `invariance_term(z1, z2)`, `variance_term(z, gamma=1.0, eps=1e-4)` and `covariance_term(z)`;
# * `vicreg_loss(z1, z2, lam=25.0, mu=25.0, nu=1.0)`: $L$, with $\gamma = 1$ and $\epsilon = 10^{-4}$.
#
# Each returns a tensor with one number, and `backward()` reaches all that was given.
# %% [raw]
# # BEGIN SOLUTION
# %%
def invariance_term(z1, z2):
    """The mean squared distance of two views, z1, z2: (n, d) → scalar."""
    return ((z1 - z2) ** 2).sum(dim=1).mean()  # SOLUTION


def variance_term(z, gamma=1.0, eps=1e-4):
    """What the standard deviations of the features lack to γ, z: (n, d) → scalar."""
    return torch.relu(gamma - torch.sqrt(z.var(dim=0) + eps)).mean()  # SOLUTION


def covariance_term(z):
    """The squared covariances of different features, z: (n, d) → scalar."""
    # BEGIN SOLUTION
    z = z - z.mean(dim=0)
    C = z.T @ z / (len(z) - 1)
    return (C.pow(2).sum() - C.diagonal().pow(2).sum()) / len(C)
    # END SOLUTION


def vicreg_loss(z1, z2, lam=25.0, mu=25.0, nu=1.0):
    """The loss of VICReg, z1, z2: (n, d) → scalar."""
    # BEGIN SOLUTION
    spread = variance_term(z1) + variance_term(z2)
    return lam * invariance_term(z1, z2) + mu * spread + nu * (covariance_term(z1) + covariance_term(z2))
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three terms by hand
points: 0.5
""" # END TEST CONFIG
def test_public_terms(invariance_term, variance_term, covariance_term):
    import torch
    z = torch.tensor([[1.0, 0.0], [0.0, 1.0], [2.0, -1.0]], dtype=torch.float64, requires_grad=True)
    other = torch.tensor([[1.0, 1.0], [0.0, 0.0], [1.0, -1.0]], dtype=torch.float64)
    for got, right, what in (
        (invariance_term(z, other), 1.0, "three squared distances of 1"),
        (variance_term(other), 0.211282, "½ (1 − √(⅓ + 0.0001)): the second feature varies enough"),
        (variance_term(z, 2.0, 0.0), 1.0, "both features have the deviation 1 and lack 1 to gamma = 2"),
        (covariance_term(z), 1.0, "the covariance is -1, and stands in C twice"),
    ):
        assert got is not None and tuple(got.shape) == (), f"a term is one number, a tensor of shape (), got {got if got is None else tuple(got.shape)}"
        assert abs(float(got.detach()) - right) < 1e-5, what
    assert covariance_term(z).requires_grad, "the result carries no gradient: compute with torch's operations"
    assert float(other[0, 1]) == 1, "the embeddings that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: all together
points: 0.5
""" # END TEST CONFIG
def test_public_vicreg(vicreg_loss):
    import torch
    z1 = torch.tensor([[1.0, 0.0], [0.0, 1.0], [2.0, -1.0]], dtype=torch.float64, requires_grad=True)
    z2 = torch.tensor([[1.0, 1.0], [0.0, 0.0], [1.0, -1.0]], dtype=torch.float64, requires_grad=True)
    got = vicreg_loss(z1, z2)
    assert got is not None and tuple(got.shape) == (), f"the loss is one number, a tensor of shape (), got {got if got is None else tuple(got.shape)}"
    assert abs(float(got.detach()) - 31.282039) < 1e-5, "25 · 1 + 25 · (0 + 0.211282) + (1 + 0)"
    assert got.requires_grad, "the result carries no gradient: compute with torch's operations"
    got.backward()
    assert z1.grad is not None and z2.grad is not None, "the gradient reaches both views"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Now take the terms away and put them back, one after the other. An embedding with two features, trained with your functions; above each picture the standard deviations of both, and their correlation. Which wish does each term fulfil?
# %%
try:
    recipes = {
        "invariance only": lambda a, b: invariance_term(a, b),
        "+ variance": lambda a, b: vicreg_loss(a, b, nu=0.0),
        "+ covariance": lambda a, b: vicreg_loss(a, b, nu=10.0),
    }
    figure, panels = plt.subplots(1, 3, figsize=(12, 4), layout="constrained")
    for panel, (title, loss_of) in zip(panels, recipes.items()):
        net = pretrain(made := make_encoder(2, seed=4), lambda a, b, loss_of=loss_of: loss_of(made(a), made(b)), 120)
        with torch.no_grad():
            E = net(unlabelled).numpy()
        lay_out(panel, E, unlabelled, "", scale=4.2)
        across, down = E.std(axis=0)
        panel.set_title(f"{title}: deviations {across:.2f} and {down:.2f}, correlation {np.corrcoef(E.T)[0, 1]:.2f}", fontsize=9)
except (AttributeError, IndexError, RuntimeError, TypeError, ValueError):
    plt.close("all")
    print("answer question 6 to see what each term is for")
# %% [markdown]
# ## If you want to go on (not graded)
#
# Give SimCLR's views a mirror (`flip`), and add a shape that differs from another one only by its direction: what happens to the two? And cut the labels down: with one labelled picture of each class, how well does the nearest neighbour do on raw pixels, and how well on your embedding? That is what all of this is for.
