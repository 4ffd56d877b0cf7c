# %% [markdown]
# # Models that make things up
#
# So far a network looked at data and said something about it. From here on it makes some. There are several ways to do that, and they differ in what they give up:
#
# | | how a sample is made | is $\log p(x)$ known? |
# |---|---|---|
# | **autoregressive** | one entry after the other, slowly | exactly |
# | **variational autoencoder** | noise through a decoder | a lower bound |
# | **normalising flow** | noise through a map that can be undone | exactly |
# | **adversarial network** | noise through a generator | no |
#
# The lecture notes, `001_93c4fdc1f7522504.txt`, give the first three a week of their own (week 10); the last one made the pictures from text in `004_c46ddd2f6285f478.txt`. You will write the core of each of them, finish
# letters that somebody else began, and at the end of question 5 pour a cloud of noise into a shape that **you** choose.
#
# Arrays hold floats unless the text says otherwise, rows are samples, and all logarithms are natural. **Never change an array that you were given**, and return what is asked for and nothing more. <!-- graded: mutation, outputs -->
#
# One function is given. If a unit is on with probability $\sigma(a)$, then $\log \sigma(a) = a - \log(1 + e^a)$ is the logarithm of "on" and $\log(1 - \sigma(a)) = -\log(1 + e^a)$ that of "off". In one
# formula, for $x$ either 1 or 0:
#
# $$\log p(x) = x\,a - \mathrm{softplus}(a), \qquad \mathrm{softplus}(a) = \log(1 + e^a)$$
#
# `softplus` is written so that $a = \pm 1000$ does no harm. `np.log(1 / (1 + np.exp(-a)))` is not: it says that what is unlikely never happens, $-\infty$. Values as large as that do occur in the tests.
# %%
import numpy as np


def softplus(a):
    """log(1 + e^a) of each entry, for any size of a."""
    return np.logaddexp(0, a)


# %% [markdown]
# ## Question 1: do not look ahead
#
# Every distribution can be written as a product, $p(x) = p(x_1)\, p(x_2 \mid x_1)\, p(x_3 \mid x_1, x_2) \cdots$ A network that gives all these factors at once has to obey one rule: **output $d$ must not see $x_d, x_{d+1}, \dots$** Two networks get it
# from ordinary ones, by multiplying their weights with masks of 0 and 1.
#
# *MADE* gives each unit a number: to an input its place in the order, to a hidden unit how much of the order it may see. A hidden unit sees what is not above its number, an output sees only what is **below** its own:
#
# $$M^{\text{hidden}}_{ji} = [\,m_j \ge m_i\,], \qquad M^{\text{output}}_{dj} = [\,m_d > m_j\,]$$
#
# ```
#   x (m_in)      1   2   3         first mask (4, 3)     output mask (3, 4)
#                 │╲  │                1 0 0                 0 0 0 0      output 1 sees nothing: it is a bias
#                 │ ╲ │                1 1 0                 1 0 1 0      output 2 sees x₁
#   m_hidden      1   2   1   2        1 0 0                 1 1 1 1      output 3 sees x₁, x₂
#                  ╲  │  ╱   ╱         1 1 0
#   output        1   2   3                            a mask has the shape of its weights: (out, in)
# ```
#
# With several hidden layers each one is masked against the one below it, with ≥. Only the last mask is strict, and once is enough: along any path the numbers never fall, and at the last step they rise.
#
# *PixelCNN* does it with pictures, whose order is that of reading. A filter may see the pixels **before** its centre: all rows above, and in its own row what is to the left. The first layer must not see its own pixel (mask A). Later layers may (mask B):
# what stands at that place then comes from earlier pixels only.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 4
# %% [markdown]
# Write
#
# * `made_masks(m_in, m_hidden)`: `m_in` is `(D,)` whole numbers, a permutation of 1 … D in any order; `m_hidden` a list with one array `(H,)` of whole numbers for each hidden layer, at least one. Return a list with the masks of the hidden layers and, last, of the output: zeros
#   and ones of shape `(out, in)`. Output $d$ has the number of input $d$;
# * `pixelcnn_mask(k, kind)`: `k` is odd, `kind` is `"A"` or `"B"`; return zeros and ones `(k, k)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def made_masks(m_in, m_hidden):
    """Masks of all layers, m_in: (D,) int, m_hidden: list of (H,) int → list of arrays (out, in) of 0 and 1."""
    # BEGIN SOLUTION
    layers = [m_in, *m_hidden]
    masks = [above[:, None] >= below for below, above in zip(layers, m_hidden)]
    masks.append(m_in[:, None] > layers[-1])
    return [mask.astype(float) for mask in masks]
    # END SOLUTION


def pixelcnn_mask(k, kind):
    """Which pixels a filter may see, kind: "A" or "B" → (k, k) of 0 and 1."""
    # BEGIN SOLUTION
    before = np.arange(k * k) < k * k // 2 + (kind == "B")
    return before.reshape(k, k).astype(float)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the masks of the text
points: 0.5
""" # END TEST CONFIG
def test_public_made(made_masks):
    import numpy as np
    m_in, m_hidden = np.array([1, 2, 3]), [np.array([1, 2, 1, 2])]
    got = made_masks(m_in, m_hidden)
    assert got is not None and len(got) == 2, "one hidden layer: two masks, one into it and one out of it"
    assert np.shape(got[0]) == (4, 3) and np.shape(got[1]) == (3, 4), f"a mask has the shape of its weights, (out, in): expected (4, 3) and (3, 4), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.array_equal(got[0], [[1, 0, 0], [1, 1, 0], [1, 0, 0], [1, 1, 0]]), "a hidden unit of number 2 sees the inputs 1 and 2"
    assert np.array_equal(got[1], [[0, 0, 0, 0], [1, 0, 1, 0], [1, 1, 1, 1]]), "output 2 sees the hidden units whose number is below 2"
    assert np.array_equal(m_in, [1, 2, 3]), "made_masks changed the numbers that it was given"
# %%
""" # BEGIN TEST CONFIG
name: a filter of three by three
points: 0.5
""" # END TEST CONFIG
def test_public_pixel(pixelcnn_mask):
    import numpy as np
    first, later = pixelcnn_mask(3, "A"), pixelcnn_mask(3, "B")
    assert np.shape(first) == (3, 3) and np.shape(later) == (3, 3), f"expected shape (3, 3), got {np.shape(first)} and {np.shape(later)}"
    assert np.array_equal(first[0], [1, 1, 1]) and np.array_equal(first[2], [0, 0, 0]), "the row above is known, the row below is not"
    assert np.array_equal(first[1], [1, 0, 0]), "A: in the filter's own row only what is to the left"
    assert np.array_equal(later[1], [1, 1, 0]), "B: and the centre"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Left: your masks of a MADE with two hidden layers and the order 3, 1, 4, 2, 5, multiplied: how many paths lead from an input to an output? Put in order (the second picture) no path may lie on or above the diagonal. Right: what a pixel (red) sees through one masked layer of 3 × 3, through
# two, and through six. Dark pixels come earlier and could be seen, but are not: the *blind spot* of the masks. Where does it come from? (Its authors mended it in a second paper, with two stacks of filters: one for the rows above, one for the own row.)
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

try:
    order = np.array([3, 1, 4, 2, 5])
    rng = np.random.default_rng(0)
    paths = np.eye(5)
    for mask in made_masks(order, [rng.integers(1, 5, size=12), rng.integers(1, 5, size=12)]):
        paths = np.asarray(mask) @ paths
    sorted_paths = paths[np.argsort(order)][:, np.argsort(order)]
    figure, panels = plt.subplots(1, 5, figsize=(12, 2.6), layout="constrained")
    for panel, table, names in ((panels[0], paths, order), (panels[1], sorted_paths, np.sort(order))):
        panel.imshow(table, cmap="Blues")
        for (d, i), count in np.ndenumerate(table):
            panel.text(i, d, int(count), ha="center", va="center", color="w" if count > table.max() / 2 else "k", fontsize=8)
        panel.set_xticks(range(5), [f"$x_{m}$" for m in names])
        panel.set_yticks(range(5), [f"out {m}" for m in names])
    at, size = (9, 8), 17
    for panel, layers in zip(panels[2:], (1, 2, 6)):
        seen = np.zeros((size, size))
        seen[at] = 1
        for layer in range(layers):
            wide, mask = np.zeros((size + 2, size + 2)), np.asarray(pixelcnn_mask(3, "B" if layer else "A"))
            for (row, column), may in np.ndenumerate(mask):
                wide[row : row + size, column : column + size] += may * seen
            seen = np.minimum(wide[1:-1, 1:-1], 1)
        known = (np.arange(size * size) < size * at[0] + at[1]).reshape(size, size)
        colours = np.where(seen[..., None] > 0, [0.55, 0.75, 1.0], np.where(known[..., None], [0.35, 0.35, 0.4], [0.93, 0.93, 0.93]))
        colours[at] = (0.9, 0.2, 0.2)
        panel.imshow(colours)
        panel.set(title=f"{layers} layer" + "s" * (layers > 1), xticks=[], yticks=[])
except (IndexError, TypeError, ValueError):
    plt.close("all")
    print("answer question 1 to see who sees whom")
# %% [markdown]
# ## Question 2: one entry after the other
#
# Take the rule of question 1 and the simplest network that there is: none. A *fully visible sigmoid belief network* has one logistic regression for each entry, on the entries before it,
#
# $$p(x_d = 1 \mid x_{<d}) = \sigma\Big(c_d + \sum_{j < d} W_{dj}\, x_j\Big), \qquad W \text{ strictly lower triangular}$$
#
# *NADE* puts a hidden layer in between, which all entries share:
#
# $$h_d = \sigma\Big(c + \sum_{j < d} W_{:j}\, x_j\Big), \qquad p(x_d = 1 \mid x_{<d}) = \sigma\big(b_d + V_d \cdot h_d\big)$$
#
# Each $h_d$ is a new layer, yet cheap: the sum inside it grows by one column a step. So $D$ conditionals cost $O(D H)$ and not $O(D^2 H)$:
#
# ```
#   a = c                       nothing is known yet
#   d = 1:   h = σ(a)           p(x₁)            then a ← a + W[:, 1] · x₁
#   d = 2:   h = σ(a)           p(x₂ | x₁)       then a ← a + W[:, 2] · x₂          first predict, then look
#   …
# ```
#
# A worked number, $D = 2$, one hidden unit: $W = (2, 5)$, $V = (1, 2)^\top$, $b = (0, -1)$, $c = -1$, and the sample $x = (1, 1)$. Before anything is known $h_1 = \sigma(-1) = 0.269$, so $p(x_1 = 1) = \sigma(0.269) = 0.567$. Then $a = -1 + 2 \cdot 1 = 1$,
# $h_2 = \sigma(1) = 0.731$ and $p(x_2 = 1 \mid x_1) = \sigma(-1 + 2 \cdot 0.731) = 0.614$. Probabilities multiply, their logarithms add: $\log p(1, 1) = -0.5677 - 0.4885 = -1.0562$. (The 5 was never used. Why is that right?)
#
# Models of different sizes are compared in **bits per dimension**: what a good code would spend on each entry, $-\log p(x) / (D \ln 2)$.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 5
# %% [markdown]
# Write
#
# * `fvsbn_log_prob(x, W, c)`: `x` is `(N, D)` of 0 and 1, `W` `(D, D)` with zeros on and above the diagonal, `c` `(D,)`; return $\log p$ of each sample, `(N,)`;
# * `nade_log_prob(x, W, V, b, c)`: `W` is `(H, D)`, `V` `(D, H)`, `b` `(D,)`, `c` `(H,)`; return `(N,)`;
# * `bits_per_dim(nll, n_dims)`: `nll` is $-\log p$ of whole samples, a number or an array of any shape; return the same shape.
# %% [raw]
# # BEGIN SOLUTION
# %%
def fvsbn_log_prob(x, W, c):
    """log p of each sample, x: (N, D) of 0 and 1, W: (D, D) strictly lower, c: (D,) → (N,)."""
    # BEGIN SOLUTION
    a = x @ W.T + c
    return (x * a - softplus(a)).sum(axis=1)
    # END SOLUTION


def nade_log_prob(x, W, V, b, c):
    """log p of each sample, x: (N, D), W: (H, D), V: (D, H), b: (D,), c: (H,) → (N,)."""
    # BEGIN SOLUTION
    a, total = np.zeros((len(x), len(c))) + c, np.zeros(len(x))
    for d in range(x.shape[1]):
        h = np.exp(-softplus(-a))
        logit = b[d] + h @ V[d]
        total += x[:, d] * logit - softplus(logit)
        a = a + x[:, d, None] * W[:, d]
    return total
    # END SOLUTION


def bits_per_dim(nll, n_dims):
    """Bits for each of the n_dims entries, from the nats of all: same shape as nll."""
    return nll / (n_dims * np.log(2))  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two entries
points: 0.5
""" # END TEST CONFIG
def test_public_two(fvsbn_log_prob, nade_log_prob):
    import numpy as np
    x = np.array([[1.0, 1.0], [0.0, 0.0]])
    got = fvsbn_log_prob(x, np.array([[0.0, 0.0], [2.0, 0.0]]), np.array([0.0, -1.0]))
    assert np.shape(got) == (2,), f"one number for each sample: expected shape (2,), got {np.shape(got)}"
    assert np.allclose(got, [-1.006409, -1.006409], atol=1e-6), "x₁ is a fair coin, log ½; after (1) x₂ has a = 2 - 1, after (0) it has a = -1: each time log σ(1) is added"
    got = nade_log_prob(x, np.array([[2.0, 5.0]]), np.array([[1.0], [2.0]]), np.array([0.0, -1.0]), np.array([-1.0]))
    assert np.shape(got) == (2,), f"one number for each sample: expected shape (2,), got {np.shape(got)}"
    assert np.allclose(got[0], -1.056239, atol=1e-6), "the worked number of the text for (1, 1)"
    assert x[0, 0] == 1 and x[1, 0] == 0, "the samples that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: all probabilities sum to one
points: 0.5
""" # END TEST CONFIG
def test_public_sum(nade_log_prob, bits_per_dim):
    import numpy as np
    rng = np.random.default_rng(5)
    everything = np.array([[i >> 2 & 1, i >> 1 & 1, i & 1] for i in range(8)], dtype=float)
    log_p = nade_log_prob(everything, rng.normal(size=(4, 3)), rng.normal(size=(3, 4)), rng.normal(size=3), rng.normal(size=4))
    assert np.shape(log_p) == (8,), f"eight samples: expected shape (8,), got {np.shape(log_p)}"
    assert np.allclose(np.sum(np.exp(np.asarray(log_p))), 1), "the probabilities of all eight samples sum to 1, whatever the weights are"
    got = bits_per_dim(2 * np.log(2.0), 2)
    assert np.shape(got) == () and np.allclose(got, 1), "two fair coins cost two bits, one for each"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Now a model that can write. The sigmoid belief network learns seven letters of 5 × 7 pixels, moved a little and dirty; the gradient of its logarithm is $(x - p)\, x^\top$, cut to the lower triangle. Left: how many bits it needs for a pixel, by your functions. (A fair coin needs 1.)
# Right: **it finishes what was begun.** It is given the rows above the red line and draws the rest, pixel by pixel, each with the probability that its logistic regression says. B, P and R begin alike, so do E and F, X and Y. Nobody tells the model to choose, but its first pixels below the line
# decide what the later ones have to be.
# %%
GLYPHS = {
    "B": "####. #...# #...# ####. #...# #...# ####.",
    "P": "####. #...# #...# ####. #.... #.... #....",
    "R": "####. #...# #...# ####. #.#.. #..#. #...#",
    "E": "##### #.... #.... ####. #.... #.... #####",
    "F": "##### #.... #.... ####. #.... #.... #....",
    "X": "#...# #...# .#.#. ..#.. .#.#. #...# #...#",
    "Y": "#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..",
}


def letter(name, left):
    """A picture (9, 9) of 0 and 1, with `left` empty columns on the left."""
    picture = np.zeros((9, 9))
    picture[1:8, left : left + 5] = [[pixel == "#" for pixel in row] for row in GLYPHS[name].split()]
    return picture


def letters(rng, n):
    """n letters, moved by up to one column, one in fifty pixels flipped, (n, 81) of 0 and 1."""
    clean = np.stack([letter(str(rng.choice(list(GLYPHS))), rng.integers(1, 4)).ravel() for _ in range(n)])
    return np.where(rng.uniform(size=clean.shape) < 0.02, 1 - clean, clean)


try:
    rng = np.random.default_rng(1)
    X, fresh = letters(rng, 2000), letters(rng, 500)
    W, c, curve = np.zeros((81, 81)), np.zeros(81), []
    for step in range(600):
        if step % 20 == 0:
            curve.append([float(np.mean(bits_per_dim(-np.asarray(fvsbn_log_prob(part, W, c)), 81))) for part in (X[:150], fresh[:150])])
        x = X[rng.integers(0, len(X), size=250)]
        off = x - 1 / (1 + np.exp(-(x @ W.T + c)))
        W, c = W + 2 * (np.tril(off.T @ x, -1) / len(x) - 3e-4 * W), c + 2 * off.mean(axis=0)
    figure = plt.figure(figsize=(12, 3.4), layout="constrained")
    left, right = figure.subfigures(1, 2, width_ratios=(1, 2.6))
    panel = left.add_subplot(1, 1, 1)
    panel.plot(20 * np.arange(len(curve)), curve, label=["letters of the training", "letters never seen"])
    panel.set(xlabel="step", ylabel="bits per pixel")
    panel.legend()
    for name, row in zip("BEX", right.subplots(3, 11)):
        for panel in row:
            drawn = letter(name, 2).ravel()
            for d in range(45, 81):
                drawn[d] = rng.uniform() < 1 / (1 + np.exp(-(W[d] @ drawn + c[d])))
            panel.imshow(drawn.reshape(9, 9), cmap="Greys", vmin=0, vmax=1.3)
            panel.axhline(4.5, color="r", linewidth=1)
            panel.set(xticks=[], yticks=[])
except (IndexError, TypeError, ValueError):
    plt.close("all")
    print("answer question 2 to see the letters")
# %% [markdown]
# ## Question 3: a bound to climb
#
# A *variational autoencoder* first draws a few hidden numbers $z \sim N(0, 1)$ and then the picture from $p(x \mid z)$, a decoder. Nobody can compute $p(x) = \int p(x \mid z)\, p(z)\, dz$. But take **any** distribution $q(z)$, multiply and divide by it, and use that a logarithm
# of a mean is not less than the mean of the logarithms:
#
# $$\log p(x) = \log \mathbb{E}_q\!\left[\frac{p(x \mid z)\, p(z)}{q(z)}\right] \;\ge\; \mathbb{E}_q\big[\log p(x \mid z)\big] - \underbrace{\mathbb{E}_q\!\left[\log\frac{q(z)}{p(z)}\right]}_{\mathrm{KL}(q\,\Vert\,p)} = \text{ELBO}$$
#
# The best $q$ would be the true $p(z \mid x)$: the gap is the KL between the two. An encoder network looks at $x$ and proposes a Gaussian for it, a mean $\mu$ and, so that any output of a network will do, the **logarithm of the variance** $\ell = \log \sigma^2$. Three things are needed.
#
# * **Draws with a gradient.** $z \sim N(\mu, \sigma^2)$ is a wall for backpropagation. Draw the noise beside the path, $\varepsilon \sim N(0, 1)$, and $z$ is an ordinary function of $\mu$ and $\ell$: $z = \mu + e^{\ell/2}\, \varepsilon$.
# * **The KL, in closed form.** $\log\frac{q(z)}{p(z)} = -\frac12 \log \sigma^2 - \frac{(z - \mu)^2}{2\sigma^2} + \frac{z^2}{2}$. Under $q$ the mean of $(z - \mu)^2$ is $\sigma^2$ and that of $z^2$ is $\mu^2 + \sigma^2$. The dimensions are independent, so they add:
#
# $$\mathrm{KL} = \frac12 \sum_i \left(\sigma_i^2 + \mu_i^2 - 1 - \log \sigma_i^2\right)$$
#
# * **The bound** with one draw, for pixels that are on or off (or somewhere between, as grey values in $[0, 1]$), $a$ the decoder's output: $\;\sum_{\text{pixels}} \big(x\, a - \mathrm{softplus}(a)\big) - \beta\, \mathrm{KL}$. For $\beta = 1$ it is the ELBO; a larger $\beta$ asks for simpler codes.
#
# Do one by hand before you write code: $\mu = (1, -\frac12)$ and $\sigma^2 = (1, \frac14)$. The first dimension is as wide as it should be and moved by 1: $\frac12 (1 + 1 - 1 - 0) = \frac12$. The second one: $\frac12 (\frac14 + \frac14 - 1 + \log 4) = 0.443$. Together 0.943 nats. Which $\mu$ and $\sigma$ cost nothing?
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 5
# %% [markdown]
# Write
#
# * `reparameterize(mu, logvar, eps)`: all `(B, d)`; return $z$, `(B, d)`;
# * `gaussian_kl(mu, logvar)`: both `(B, d)`; return the KL of each sample, `(B,)`;
# * `vae_elbo(x, x_logits, mu, logvar, beta=1.0)`: `x` and `x_logits` have the same shape `(B, …)`, with any number of axes for the pixels; return the bound of each sample, `(B,)`. It is to be **maximised**: training would take its negative as the loss.
#
# Sum over pixels and over dimensions. A mean over the one and a sum over the other would be a $\beta$ in disguise.
# %% [raw]
# # BEGIN SOLUTION
# %%
def reparameterize(mu, logvar, eps):
    """A draw from N(μ, σ²) made of noise, mu, logvar, eps: (B, d) → (B, d)."""
    return mu + np.exp(logvar / 2) * eps  # SOLUTION


def gaussian_kl(mu, logvar):
    """KL of N(μ, σ²) from N(0, 1), mu, logvar: (B, d) → (B,)."""
    return (np.exp(logvar) + mu**2 - 1 - logvar).sum(axis=1) / 2  # SOLUTION


def vae_elbo(x, x_logits, mu, logvar, beta=1.0):
    """Lower bound of log p(x) from one draw, x, x_logits: (B, …), mu, logvar: (B, d) → (B,)."""
    # BEGIN SOLUTION
    pixels = x * x_logits - softplus(x_logits)
    return pixels.reshape(len(x), -1).sum(axis=1) - beta * gaussian_kl(mu, logvar)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the Gaussian of the text
points: 0.5
""" # END TEST CONFIG
def test_public_gaussian(reparameterize, gaussian_kl):
    import numpy as np
    mu, logvar = np.array([[1.0, -0.5], [0.0, 0.0]]), np.log([[1.0, 0.25], [1.0, 1.0]])
    got = reparameterize(mu, logvar, np.array([[0.5, 1.0], [2.0, -3.0]]))
    assert np.shape(got) == (2, 2), f"a draw has the shape of the mean, (2, 2), got {np.shape(got)}"
    assert np.allclose(got[0], [1.5, 0]), "σ is 1 and ½: 1 + 1 · 0.5, and -0.5 + 0.5 · 1"
    assert np.allclose(got[1], [2, -3]), "with μ = 0 and σ = 1 the draw is the noise"
    kl = gaussian_kl(mu, logvar)
    assert np.shape(kl) == (2,), f"one number for each sample: expected shape (2,), got {np.shape(kl)}"
    assert np.allclose(kl, [0.943147, 0], atol=1e-6), "0.5 + 0.443 for the first, and a standard Gaussian costs nothing"
    assert mu[0, 1] == -0.5 and logvar[0, 0] == 0, "the arrays that were given have changed: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: two pixels
points: 0.5
""" # END TEST CONFIG
def test_public_bound(vae_elbo):
    import numpy as np
    x, logits, mu, logvar = np.array([[1.0, 0.0]]), np.array([[0.0, -2.0]]), np.array([[1.0, -0.5]]), np.log([[1.0, 0.25]])
    got = vae_elbo(x, logits, mu, logvar)
    assert np.shape(got) == (1,), f"one number for each sample: expected shape (1,), got {np.shape(got)}"
    assert np.allclose(got, -1.763222, atol=1e-6), "log ½ for the first pixel, log σ(2) for the second, and the KL of the text"
    assert np.allclose(vae_elbo(x, logits, mu, logvar, 2.0) - np.asarray(got), -0.943147, atol=1e-6), "β = 2 subtracts the KL once more"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A decoder that is small enough to know everything: one $z$, six pixels, $a = w z + b$. Left: your bound for every $\mu$ and $\sigma$ of the encoder, averaged over 200 fixed noises, and the place of its maximum for three values of $\beta$. The title has the highest bound and the true $\log p(x)$, by summing over a
# fine grid: the bound stays below, by very little. Right: why the noise is put beside the path. Both histograms estimate the same gradient, of $\mathbb{E}[z^2]$ by $\mu$ (it is $2 \mu = 3$): through your $z$, and by the trick that works without a path, $z^2 \cdot \frac{z - \mu}{\sigma^2}$.
# %%
try:
    rng = np.random.default_rng(3)
    w, b = np.array([2.0, -1.5, 1.0, 0.5, -2.0, 1.2]), np.array([0.3, 0.0, -0.5, 0.2, 0.4, 0.0])
    x = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0])
    z = np.linspace(-8, 8, 4001)[:, None]
    joint = (x * (z * w + b) - softplus(z * w + b)).sum(axis=1) - z[:, 0] ** 2 / 2 - np.log(2 * np.pi) / 2
    exact = np.log(np.exp(joint).sum() * (z[1, 0] - z[0, 0]))
    mus, sigmas, noise = np.linspace(-0.5, 2, 51), np.linspace(0.2, 1.6, 57), rng.normal(size=200)
    noise = (noise - noise.mean()) / noise.std()
    m, s = (part.reshape(-1, 1) for part in np.meshgrid(mus, sigmas))
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.6), layout="constrained")
    bounds = {}
    for beta in (1.0, 0.3, 4.0):
        bound = np.zeros(len(m))
        for eps in noise:
            draws = np.asarray(reparameterize(m, 2 * np.log(s), np.full(m.shape, eps)))
            bound += np.asarray(vae_elbo(np.tile(x, (len(m), 1)), draws * w + b, m, 2 * np.log(s), beta)) / len(noise)
        bounds[beta] = bound.reshape(len(sigmas), len(mus))
        row, column = np.unravel_index(bounds[beta].argmax(), bounds[beta].shape)
        left.plot(mus[column], sigmas[row], "o", label=f"β = {beta:g}")
    left.contourf(mus, sigmas, bounds[1.0], levels=np.linspace(exact - 3, exact, 16), extend="min", zorder=0)
    left.set(xlabel="μ", ylabel="σ", title=f"best bound {bounds[1.0].max():.3f}, log p(x) = {exact:.3f}")
    left.legend()
    eps = rng.normal(size=(20000, 1))
    draws = np.asarray(reparameterize(np.full_like(eps, 1.5), np.full_like(eps, np.log(0.25)), eps))
    for name, estimates in (("without a path", draws**2 * (draws - 1.5) / 0.25), ("through z", 2 * draws)):
        right.hist(estimates[:, 0], bins=120, range=(-25, 40), alpha=0.7, label=f"{name}: mean {estimates.mean():.2f}, spread {estimates.std():.2f}")
    right.set(xlabel="estimate of the gradient", yticks=[])
    right.legend();
except (IndexError, TypeError, ValueError):
    plt.close("all")
    print("answer question 3 to see the bound")
# %% [markdown]
# ## Question 4: where probability goes when space is stretched
#
# Take noise $z$ with a known density and send it through a map that can be undone. What is the density of the result? Probability does not get lost, it is only moved. Where the map pulls points apart, the density falls; where it pushes them together, it rises. With $z = f(x)$, the map **back**:
#
# $$\log p(x) = \log p_z\big(f(x)\big) + \log\left|\det \frac{\partial f}{\partial x}\right|$$
#
# ```
#     z    ├──┼──┼──┼──┤            x = 2 z:  each piece of the line carries what it carried before,
#          ╲   ╲  │  ╱   ╱                    over twice the length: half the density
#     x  ├─────┼─────┼─────┤        f(x) = x / 2,   log|det| = −log 2
# ```
#
# A worked number: $x = e^z$, at $x = 2$. The way back is $f(x) = \log x$ with slope $\frac1x$. So $\log p(2) = \log N(\log 2; 0, 1) + \log\frac12 = -1.1592 - 0.6931 = -1.8523$.
#
# A layer that reports the determinant of its way **forth**, $z \to x$, has the other sign: there it is subtracted. Two such layers:
#
# * a *planar flow* pushes space along one direction $u$, more or less depending on where a point lies along $w$: $\;z' = z + u \tanh(w \cdot z + b)$. Its matrix is $I + u\, (1 - \tanh^2)\, w^\top$, a one and something of rank 1, so the determinant is one number:
#   $\;\log\big|1 + (1 - \tanh^2)\; u \cdot w\big|$ (for $u \cdot w \ge -1$ it can be undone, and that holds here);
# * a *1 × 1 convolution* mixes the channels of each pixel by the same matrix, $y_{\cdot h w} = W x_{\cdot h w}$. The matrix of the whole picture has a block $W$ for **each** pixel: $\;H W \cdot \log|\det W|$.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 4
# %% [markdown]
# Write
#
# * `flow_log_prob(x, inverse_fn, logdet_fn, base_log_prob)`: `x` is `(N,)` or `(N, D)`; `inverse_fn(x)` is $f(x)$, of the shape of `x`; `logdet_fn(x)` is $\log|\det \partial f / \partial x|$, `(N,)`; `base_log_prob(z)` is $\log p_z$, `(N,)`. Return `(N,)`;
# * `planar_flow(z, w, u, b)` → `(z', logdet)`: `z` is `(N, D)`, `w` and `u` are `(D,)`, `b` is a number; shapes `(N, D)` and `(N,)`, the log-determinant of $z \to z'$;
# * `invertible_1x1(x, W)` → `(y, logdet)`: `x` is `(N, C, H, W)`, the matrix `W` is `(C, C)`; shapes `(N, C, H, W)` and `(N,)`, the log-determinant of $x \to y$. The determinant of `W` may be negative, or so small that it is 0 for a computer, while its logarithm is no trouble: `np.linalg.slogdet`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def flow_log_prob(x, inverse_fn, logdet_fn, base_log_prob):
    """log p of what a flow makes, from its way back, x: (N,) or (N, D) → (N,)."""
    return base_log_prob(inverse_fn(x)) + logdet_fn(x)  # SOLUTION


def planar_flow(z, w, u, b):
    """z + u tanh(w·z + b), z: (N, D) → (z' (N, D), logdet (N,))."""
    # BEGIN SOLUTION
    h = np.tanh(z @ w + b)
    return z + h[:, None] * u, np.log(np.abs(1 + (1 - h**2) * (u @ w)))
    # END SOLUTION


def invertible_1x1(x, W):
    """The same matrix at each pixel, x: (N, C, H, W), W: (C, C) → (y (N, C, H, W), logdet (N,))."""
    # BEGIN SOLUTION
    y = np.einsum("dc,nchw->ndhw", W, x)
    return y, np.full(len(x), x.shape[2] * x.shape[3] * np.linalg.slogdet(W)[1])
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the exponential of noise
points: 0.5
""" # END TEST CONFIG
def test_public_exponential(flow_log_prob):
    import numpy as np

    def normal(z):
        return -np.asarray(z) ** 2 / 2 - np.log(2 * np.pi) / 2

    x = np.array([2.0, 1.0])
    got = flow_log_prob(x, lambda x: np.log(np.asarray(x)), lambda x: -np.log(np.asarray(x)), normal)
    assert np.shape(got) == (2,), f"one number for each sample: expected shape (2,), got {np.shape(got)}"
    assert np.allclose(got[0], -1.852312, atol=1e-6), "the worked number of the text: -1.1592 - 0.6931"
    assert np.allclose(got[1], -0.918939, atol=1e-6), "at x = 1 the slope is 1: what is left is the density of noise at 0"
    assert x[0] == 2, "flow_log_prob changed the samples that it was given"
# %%
""" # BEGIN TEST CONFIG
name: a push, and a mixture of channels
points: 0.5
""" # END TEST CONFIG
def test_public_layers(planar_flow, invertible_1x1):
    import numpy as np
    got = planar_flow(np.array([[0.2, 0.4]]), np.array([1.0, 2.0]), np.array([0.5, -0.3]), 0.1)
    assert got is not None and len(got) >= 2, "return the pair (z', logdet)"
    assert np.shape(got[0]) == (1, 2) and np.shape(got[1]) == (1,), f"expected shapes (1, 2) and (1,), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.allclose(got[0], [[0.60025, 0.15985]], atol=1e-5), "w·z + b is 1.1 and tanh of that 0.8005: z is moved by 0.8005 u"
    assert np.allclose(got[1], -0.036581, atol=1e-6), "u·w is -0.1 and the slope of tanh 0.3592: log(1 - 0.03592)"
    got = invertible_1x1(np.array([[[[1.0, 2.0]], [[10.0, 20.0]]]]), np.array([[2.0, 1.0], [0.0, 3.0]]))
    assert got is not None and len(got) >= 2, "return the pair (y, logdet)"
    assert np.shape(got[0]) == (1, 2, 1, 2) and np.shape(got[1]) == (1,), f"expected shapes (1, 2, 1, 2) and (1,), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.allclose(got[0], [[[[12, 24]], [[30, 60]]]]), "the first pixel is (1, 10): 2 · 1 + 10 and 3 · 10"
    assert np.allclose(got[1], 3.583519, atol=1e-6), "det W is 6, and there are two pixels: 2 log 6"
    got = invertible_1x1(np.ones((1, 3, 1, 1)), -1e-110 * np.eye(3))
    assert np.allclose(got[1], 3 * np.log(1e-110)), "the determinant of W is -1e-330: 0 for a computer, but its logarithm is -759.9"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Left: 20,000 times $e^z$, your density, and the density without the determinant, which is none: what is the area below it? Right: a grid that went through three of your planar flows, coloured by the determinants, which add up. Blue is squeezed space, red is stretched space.
# %%
def normal_log_prob(z):
    return -np.asarray(z) ** 2 / 2 - np.log(2 * np.pi) / 2


try:
    rng = np.random.default_rng(4)
    x = np.linspace(0.02, 6, 400)
    log_p = np.asarray(flow_log_prob(x, lambda x: np.log(np.asarray(x)), lambda x: -np.log(np.asarray(x)), normal_log_prob))
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.8), layout="constrained")
    left.hist(np.exp(rng.normal(size=20000)), bins=150, range=(0, 6), weights=np.full(20000, 25 / 20000), color="0.8")
    left.plot(x, np.exp(log_p), label="log p by your function")
    left.plot(x, np.exp(normal_log_prob(np.log(x))), "--", label="without the determinant")
    left.set(xlabel="x", ylabel="density")
    left.legend()
    sides = np.linspace(-2.5, 2.5, 41)
    z = np.stack(np.meshgrid(sides, sides), axis=-1).reshape(-1, 2)
    total = np.zeros(len(z))
    for w, u, b in (((2.0, 1.0), (0.9, 0.9), 0.0), ((-1.0, 2.0), (0.4, -0.25), 1.0), ((0.5, -2.0), (1.2, 0.8), -0.5)):
        z, logdet = (np.asarray(part) for part in planar_flow(z, np.array(w), np.array(u), b))
        total = total + logdet
    grid = z.reshape(41, 41, 2)
    for line in (*grid, *grid.transpose(1, 0, 2)):
        right.plot(*line.T, color="0.7", linewidth=0.5, zorder=0)
    shown = right.scatter(*z.T, c=total, s=9, cmap="coolwarm", vmin=-2, vmax=2)
    right.set_aspect("equal")
    figure.colorbar(shown, label="log|det|");
except (IndexError, TypeError, ValueError):
    plt.close("all")
    print("answer question 4 to see stretched space")
# %% [markdown]
# ## Question 5: a network that can be undone
#
# A flow needs maps that are rich, can be undone, and have a cheap determinant. A *coupling layer* has all three by one idea: **leave one half alone**, and let it decide, by networks of any kind, what happens to the other half:
#
# $$y_1 = x_1, \qquad y_2 = x_2 \odot e^{s(x_1)} + t(x_1)$$
#
# ```
#   x₁ ──────────┬──────────────── y₁          y₁ ──────────┬──────────────── x₁
#                ├─> s, t                                   ├─> s, t                the same nets, in the
#   x₂ ─── × eˢ ─── + t ────────── y₂          y₂ ─── − t ─── × e⁻ˢ ───────── x₂     same direction
#
#                              ⎡  I       0     ⎤
#          ∂y / ∂x      =      ⎣  …    diag(eˢ) ⎦          log|det| = Σ s, whatever stands at the …
# ```
#
# Nobody has to invert $s$ or $t$: both directions know $x_1 = y_1$. That holds only as long as the nets read **nothing but** the half that stays. The next layer swaps the halves. (With $s = 0$ the layer is NICE, the first of its kind: it moves, and never stretches.)
#
# A worked number: $x = (1, 2)$, the first entry stays, $s = \log 2$, $t = 3 x_1$. Forth: $y = (1,\; 2 \cdot 2 + 3) = (1, 7)$, log-determinant $\log 2$. Back: $(7 - 3) / 2 = 2$, log-determinant $-\log 2$.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 5
# %% [markdown]
# Write
#
# * `affine_coupling_forward(x, mask, s_fn, t_fn)` → `(y, logdet)`: `x` is `(N, D)`, `mask` `(D,)` truth values, **True where an entry stays**; shapes `(N, D)` and `(N,)`, the log-determinant of $x \to y$;
# * `affine_coupling_inverse(y, mask, s_fn, t_fn)` → `(x, logdet)`: the way back, with the log-determinant of $y \to x$.
#
# `s_fn` and `t_fn` take an array `(N, D)` that has **zeros at all entries that do not stay**, and return an array `(N, D)`. What they return at entries that stay means nothing: it is not used, and it does not count in the sum.
# %% [raw]
# # BEGIN SOLUTION
# %%
def affine_coupling_forward(x, mask, s_fn, t_fn):
    """A coupling layer, x: (N, D), mask: (D,) bool → (y (N, D), logdet (N,))."""
    # BEGIN SOLUTION
    kept = np.where(mask, x, 0)
    s, t = np.where(mask, 0, s_fn(kept)), np.where(mask, 0, t_fn(kept))
    return x * np.exp(s) + t, s.sum(axis=1)
    # END SOLUTION


def affine_coupling_inverse(y, mask, s_fn, t_fn):
    """The coupling layer undone, y: (N, D), mask: (D,) bool → (x (N, D), logdet (N,))."""
    # BEGIN SOLUTION
    kept = np.where(mask, y, 0)
    s, t = np.where(mask, 0, s_fn(kept)), np.where(mask, 0, t_fn(kept))
    return (y - t) * np.exp(-s), -s.sum(axis=1)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: there
points: 0.5
""" # END TEST CONFIG
def test_public_there(affine_coupling_forward):
    import numpy as np
    s_fn, t_fn = lambda k: np.full(np.shape(k), np.log(2.0)), lambda k: np.repeat(3 * np.asarray(k)[:, :1], 2, axis=1)
    x = np.array([[1.0, 2.0], [-1.0, 0.5]])
    got = affine_coupling_forward(x, np.array([True, False]), s_fn, t_fn)
    assert got is not None and len(got) >= 2, "return the pair (y, logdet)"
    assert np.shape(got[0]) == (2, 2) and np.shape(got[1]) == (2,), f"expected shapes (2, 2) and (2,), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.allclose(np.asarray(got[0])[:, 0], [1, -1]), "the first entry stays"
    assert np.allclose(np.asarray(got[0])[:, 1], [7, -2]), "the second one: 2 · 2 + 3, and 0.5 · 2 - 3"
    assert np.allclose(got[1], np.log(2.0)), "one entry was stretched, by 2: log 2"
    assert x[0, 1] == 2, "affine_coupling_forward changed the samples that it was given"
# %%
""" # BEGIN TEST CONFIG
name: and back again
points: 0.5
""" # END TEST CONFIG
def test_public_back(affine_coupling_forward, affine_coupling_inverse):
    import numpy as np
    rng = np.random.default_rng(6)
    s_fn, t_fn = lambda k: np.sin(np.asarray(k)[:, ::-1]), lambda k: np.cos(2 * np.asarray(k)[:, [2, 0, 1]])
    x, mask = rng.normal(size=(4, 3)), np.array([False, True, True])
    y, there = affine_coupling_forward(x, mask, s_fn, t_fn)[:2]
    got = affine_coupling_inverse(np.array(y), mask, s_fn, t_fn)
    assert got is not None and len(got) >= 2, "return the pair (x, logdet)"
    assert np.shape(got[0]) == (4, 3) and np.shape(got[1]) == (4,), f"expected shapes (4, 3) and (4,), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.allclose(got[0], x), "the way back should lead to x"
    assert np.allclose(np.asarray(got[1]) + np.asarray(there), 0), "what was stretched on the way there is squeezed on the way back: both log-determinants sum to 0"
    assert not np.allclose(y, x) and not np.allclose(there, 0), "the layer should do something"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# **Pour noise into a shape.** Eight of your coupling layers, in turn for the two coordinates, each with a net of 32 units. Training sends the points of the shape *back* through your `affine_coupling_inverse` and raises their $\log p$; then noise goes *forth* through your `affine_coupling_forward`, and you can watch it
# fold. Colours are the angle of the noise, so you see where each point came from. The last picture is the density that your flow has, at every place.
#
# Change `SHAPE` and run it again (a few seconds): `"moons"`, `"ring"`, `"heart"`, or `"spiral"`, which is hard and wants 4000 steps. A ring has a hole and noise has none. Each layer is a smooth map, which cannot cut or glue. What does the flow do instead?
# %%
SHAPE = "moons"


def shape_points(rng, name, n):
    """n points of a shape, a little noisy, (n, 2)."""
    u, side = rng.uniform(size=n), rng.choice([-1, 1], size=n)
    half, full, wound = np.pi * u, 2 * np.pi * u, 3 * np.pi * np.sqrt(u)
    x, y = {
        "moons": (side * (np.cos(half) - 0.5), side * (np.sin(half) - 0.25)),
        "ring": (np.cos(full), np.sin(full)),
        "spiral": (wound * np.cos(wound) / 7, wound * np.sin(wound) / 7),
        "heart": (1.2 * np.sin(full) ** 3, np.cos(full) - 0.38 * np.cos(2 * full) - 0.15 * np.cos(3 * full) - 0.08 * np.cos(4 * full) + 0.15),
    }[name]
    return 1.35 * np.stack([x, y], axis=1) + 0.08 * rng.normal(size=(n, 2))


MASKS = [np.array([True, False]), np.array([False, True])]  # of the even layers, of the odd ones


def nets(p):
    """s and t of one layer, 32 units that see the entry that stays, p: (4, 32)."""
    A, a, u, v = p

    def hidden(kept):
        return np.tanh(np.asarray(kept).sum(axis=1)[:, None] * A + a)  # the other entry is 0

    def s_fn(kept):
        return np.repeat(1.5 * np.tanh(hidden(kept) @ u)[:, None], 2, axis=1)

    def t_fn(kept):
        return np.repeat((hidden(kept) @ v)[:, None], 2, axis=1)

    return s_fn, t_fn


def to_noise(y, P):
    """From the shape to the noise: the points after each layer, and the log-determinant of all."""
    path, total = [y], 0
    for k in reversed(range(len(P))):
        y, logdet = affine_coupling_inverse(y, MASKS[k % 2], *nets(P[k]))[:2]
        path.append(np.asarray(y))
        total = total + np.asarray(logdet)
    return path, total


def log_prob(path, total):
    return total - (path[-1] ** 2).sum(axis=1) / 2 - np.log(2 * np.pi)


def gradient(path, P):
    """The gradient of the mean of −log p by P: backpropagation, from the noise to the shape."""
    G, N = np.empty_like(P), len(path[0])
    g = path[-1] / N
    for k, (A, a, u, v) in enumerate(P):
        stay, move = k % 2, 1 - k % 2
        before, after = path[len(P) - k - 1], path[len(P) - k]
        h = np.tanh(before[:, stay, None] * A + a)
        r = np.tanh(h @ u)
        shrink = np.exp(-1.5 * r)
        ds, dt = 1.5 * (1 - r**2) * (1 / N - g[:, move] * after[:, move]), -g[:, move] * shrink
        dh = (ds[:, None] * u + dt[:, None] * v) * (1 - h**2)
        G[k] = (dh * before[:, stay, None]).sum(axis=0), dh.sum(axis=0), ds @ h, dt @ h
        g = g.copy()
        g[:, stay] += dh @ A
        g[:, move] *= shrink
    return G


try:
    rng, steps = np.random.default_rng(1), 1000
    points = shape_points(rng, SHAPE, 4000)
    P = rng.normal(size=(8, 4, 32)) * np.array([2, 2, 0.05, 0.05])[:, None]
    m, q, curve = np.zeros_like(P), np.zeros_like(P), []
    for step in range(1, steps + 1):
        path, total = to_noise(points[rng.integers(0, len(points), size=256)], P)
        curve.append(-log_prob(path, total).mean())
        G = gradient(path, P)
        m, q = 0.9 * m + 0.1 * G, 0.99 * q + 0.01 * G**2  # Adam, with steps that get smaller in the second half
        P -= 0.01 * min(1, 2 - 2 * step / steps) * m / (1 - 0.9**step) / (np.sqrt(q / (1 - 0.99**step)) + 1e-8)
    print(f"-log p of a point: {curve[0]:.2f} at the start, {np.mean(curve[-50:]):.2f} at the end")
    x = rng.normal(size=(3000, 2))
    colours = np.arctan2(x[:, 1], x[:, 0])
    figure, panels = plt.subplots(2, 4, figsize=(12, 5.6), layout="constrained")
    panels = panels.ravel()
    panels[0].scatter(*x.T, s=1.5, c=colours, cmap="hsv")
    panels[0].set_title("noise")
    for k in range(8):
        x = np.asarray(affine_coupling_forward(x, MASKS[k % 2], *nets(P[k]))[0])
        if k in (1, 3, 5, 6, 7):
            panel = panels[1 + (1, 3, 5, 6, 7).index(k)]
            panel.scatter(*x.T, s=1.5, c=colours, cmap="hsv")
            panel.set_title(f"after {k + 1} layers")
    panels[6].scatter(*points[:3000].T, s=1.5, color="0.3")
    panels[6].set_title("what it learned from")
    side = np.linspace(-2.6, 2.6, 150)
    places = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    density = np.exp(log_prob(*to_noise(places, P))).reshape(150, 150)
    panels[7].imshow(density, origin="lower", extent=(-2.6, 2.6, -2.6, 2.6), cmap="magma", vmax=np.quantile(density, 0.99))
    panels[7].set_title(f"its density (sums to {density.sum() * (side[1] - side[0]) ** 2:.2f})")
    for panel in panels[5:]:
        panel.set(xlim=(-2.6, 2.6), ylim=(-2.6, 2.6))
    for panel in panels:
        panel.set(xticks=[], yticks=[])
except (IndexError, TypeError, ValueError):
    plt.close("all")
    print("answer question 5 to see noise take shape")
# %% [markdown]
# ## Question 6: a critic instead of a likelihood
#
# An adversarial network has no $p(x)$ at all. A *discriminator* gives each picture a logit, above 0 for "real". Its loss is the cross-entropy with the label 1 for real pictures and 0 for fakes, $a$ and $\tilde a$ the logits of $N$ real ones and of $M$ fakes (not always as many):
#
# $$L_D = \frac1N \sum_i \underbrace{\mathrm{softplus}(-a_i)}_{-\log \sigma(a_i)} + \frac1M \sum_j \underbrace{\mathrm{softplus}(\tilde a_j)}_{-\log(1 - \sigma(\tilde a_j))}$$
#
# The *generator* makes the fakes and wants the opposite. It can be told so in two ways:
#
# $$\text{minimax:}\quad -\frac1M \sum_j \mathrm{softplus}(\tilde a_j) \qquad\qquad \text{non-saturating:}\quad \frac1M \sum_j \mathrm{softplus}(-\tilde a_j)$$
#
# Both fall when fakes pass for real. But look at the slopes, $-\sigma(\tilde a)$ and $-\sigma(-\tilde a)$. At the start a fake is easily seen through, $\tilde a = -5$, say: the first slope is $-0.007$, the second $-0.993$. Who plays badly learns nothing from the first one, so the second is the default.
#
# A worked number: real $(1, -\frac12)$, fakes $(-2, \frac12)$. $L_D = \frac12 (0.3133 + 0.9741) + \frac12 (0.1269 + 0.9741) = 1.1942$.
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 3
# %% [markdown]
# Write
#
# * `gan_discriminator_loss(real_logits, fake_logits)`: `(N,)` and `(M,)`; return a number;
# * `gan_generator_loss(fake_logits, kind="non_saturating")`: `(M,)`; `kind` is `"non_saturating"` or `"minimax"`; return a number.
#
# Logits of ±1000 occur.
# %% [raw]
# # BEGIN SOLUTION
# %%
def gan_discriminator_loss(real_logits, fake_logits):
    """Cross-entropy of a discriminator, real_logits: (N,), fake_logits: (M,) → number."""
    return softplus(-real_logits).mean() + softplus(fake_logits).mean()  # SOLUTION


def gan_generator_loss(fake_logits, kind="non_saturating"):
    """What the generator lowers, fake_logits: (M,) → number."""
    # BEGIN SOLUTION
    if kind == "minimax":
        return -softplus(fake_logits).mean()
    return softplus(-fake_logits).mean()
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two real ones, two fakes
points: 0.5
""" # END TEST CONFIG
def test_public_critic(gan_discriminator_loss):
    import numpy as np
    real, fake = np.array([1.0, -0.5]), np.array([-2.0, 0.5])
    got = gan_discriminator_loss(real, fake)
    assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 1.194172, atol=1e-6), "the worked number of the text, 1.1942"
    assert np.allclose(gan_discriminator_loss(np.array([1000.0]), np.array([-1000.0])), 0), "who is sure and right loses nothing"
    assert real[0] == 1 and fake[0] == -2, "the logits that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: two ways to tell the generator
points: 0.5
""" # END TEST CONFIG
def test_public_generator(gan_generator_loss):
    import numpy as np
    fake = np.array([-2.0, 0.5])
    got = gan_generator_loss(fake)
    assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 1.300502, atol=1e-6), "without a kind: the mean of softplus(2) = 2.1269 and softplus(-0.5) = 0.4741"
    assert np.allclose(gan_generator_loss(fake, "minimax"), -0.550502, atol=1e-6), "minimax: minus the mean of softplus(-2) = 0.1269 and softplus(0.5) = 0.9741"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Left: the two losses of a single fake, and their slopes by differences. Right: what that means. A generator makes $z + \theta$ and starts far away, at $\theta = -6$; real numbers are noise around 0. The discriminator is the best one there is, $a(x) = \log \frac{p_{\text{real}}(x)}{p_{\text{fake}}(x)}$, and only the generator learns, by the slopes of **your** losses.
# %%
try:
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.4), layout="constrained")
    logits, noise = np.linspace(-7, 7, 141), np.random.default_rng(5).normal(size=200)

    def loss(a, kind):
        return float(gan_generator_loss(np.atleast_1d(a), kind))

    for kind, colour in (("non_saturating", "tab:blue"), ("minimax", "tab:red")):
        left.plot(logits, [loss(a, kind) for a in logits], color=colour, label=kind)
        left.plot(logits, [(loss(a + 1e-4, kind) - loss(a - 1e-4, kind)) / 2e-4 for a in logits], "--", color=colour, label="its slope")
        theta, places = -6.0, []
        for step in range(150):
            places.append(theta)
            up, down = (((x - theta) ** 2 - x**2) / 2 for x in (noise + theta + 1e-4, noise + theta - 1e-4))  # a(x)
            theta -= 0.1 * (loss(up, kind) - loss(down, kind)) / 2e-4
        right.plot(places, color=colour, label=kind)
    left.set(xlabel="logit of the fake", ylim=(-7, 7))
    left.legend()
    right.axhline(0, color="k", linewidth=0.6)
    right.set(xlabel="step", ylabel="θ")
    right.legend();
except (IndexError, TypeError, ValueError):
    plt.close("all")
    print("answer question 6 to see who learns")
# %% [markdown]
# ## Question 7: a dictionary for everything
#
# The language models of week 6 need words. To let one of them write pictures, an encoder's vectors have to become numbers of words first. *Vector quantisation* keeps a book of $K$ codes and replaces each vector by the nearest one, $k_i = \arg\min_k \lVert z_i - e_k \rVert^2$, of equally near ones the first.
#
# The codes should lie where the vectors are. Each one follows the mean of what it was chosen for, slowly: a moving average of how **often** it was chosen, and one of the **sum** of the vectors, with the count $n_k$ and the sum of this batch,
#
# $$N_k \leftarrow \gamma N_k + (1 - \gamma)\, n_k, \qquad m_k \leftarrow \gamma\, m_k + (1 - \gamma) \sum_{i:\, k_i = k} z_i, \qquad e_k = \frac{m_k}{N_k}$$
#
# ```
#   codes (0, 0), (4, 0), (0, 2)      z            distances²       code
#   N = (1, 1, 1), m = the codes      (1, 0)       1   9   5        0
#   γ = ½                             (3, 1)      10   2  10        1
#                                     (2, 0)       4   4   8        0        the first of two
#
#   n = (2, 1, 0)     N = (1.5, 1, 0.5)     m = (1.5, 0), (3.5, 0.5), (0, 1)     codes (1, 0), (3.5, 0.5), (0, 2)
# ```
#
# The third code was not chosen: its $N$ and $m$ fade together, and it stays where it is. That happens a lot, and a book in which most codes are dead is a small book. How large is it really? Let $p_k$ be the share of each code in a batch. The **perplexity** $e^{-\sum_k p_k \log p_k}$ is $K$ when all are used evenly
# and 1 when only one is (a code that is not used adds $0 \cdot \log 0 = 0$). Above: $p = (\frac23, \frac13, 0)$, perplexity 1.89.
# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 4
# %% [markdown]
# Write
#
# * `vector_quantize(z, E)` → `(idx, z_q)`: `z` is `(N, d)`, `E` `(K, d)`; whole numbers `(N,)`, and the codes themselves, `(N, d)`;
# * `ema_codebook(N_k, m_k, idx, z, decay)` → `(N_k, m_k, E)`: `N_k` is `(K,)`, `m_k` `(K, d)`, `idx` `(N,)` whole numbers, `z` `(N, d)`, `decay` is $\gamma$; the three after the batch. A code whose new $N_k$ is 0 was never used and has no mean: its row of `E` is its row of `m_k`;
# * `codebook_perplexity(idx, K)`: `idx` is `(N,)` whole numbers; return a number.
# %% [raw]
# # BEGIN SOLUTION
# %%
def vector_quantize(z, E):
    """The nearest code of each vector, z: (N, d), E: (K, d) → (idx (N,) int, z_q (N, d))."""
    # BEGIN SOLUTION
    distances = ((z[:, None] - E) ** 2).sum(axis=2)
    idx = distances.argmin(axis=1)
    return idx, E[idx]
    # END SOLUTION


def ema_codebook(N_k, m_k, idx, z, decay):
    """Moving averages of a batch, N_k: (K,), m_k: (K, d), idx: (N,) int, z: (N, d) → (N_k, m_k, E)."""
    # BEGIN SOLUTION
    chosen = np.eye(len(N_k))[idx]
    N_k = decay * N_k + (1 - decay) * chosen.sum(axis=0)
    m_k = decay * m_k + (1 - decay) * chosen.T @ z
    return N_k, m_k, m_k / np.where(N_k == 0, 1, N_k)[:, None]
    # END SOLUTION


def codebook_perplexity(idx, K):
    """How many codes are really used, idx: (N,) int → number."""
    # BEGIN SOLUTION
    p = np.bincount(idx, minlength=K) / len(idx)
    p = p[p > 0]
    return np.exp(-(p * np.log(p)).sum())
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three vectors, three codes
points: 0.5
""" # END TEST CONFIG
def test_public_codes(vector_quantize, codebook_perplexity):
    import numpy as np
    z, E = np.array([[1.0, 0.0], [3.0, 1.0], [2.0, 0.0]]), np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 2.0]])
    got = vector_quantize(z, E)
    assert got is not None and len(got) >= 2, "return the pair (idx, z_q)"
    assert np.shape(got[0]) == (3,) and np.shape(got[1]) == (3, 2), f"expected shapes (3,) and (3, 2), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.array_equal(got[0], [0, 1, 0]), "the codes of the text: 0, 1, and of two equally near ones the first"
    assert np.allclose(got[1], [[0, 0], [4, 0], [0, 0]]), "z_q are the codes themselves"
    used = codebook_perplexity(np.array([0, 1, 0]), 3)
    assert np.shape(used) == (), f"the perplexity is one number, got shape {np.shape(used)}"
    assert np.allclose(used, 1.889882, atol=1e-6), "two thirds and one third: 1.89 codes"
    assert np.allclose(codebook_perplexity(np.array([3, 0, 1, 2]), 4), 4), "four codes, evenly used: 4"
    assert z[1, 0] == 3 and E[1, 0] == 4, "the arrays that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: codes that follow
points: 0.5
""" # END TEST CONFIG
def test_public_follow(ema_codebook):
    import numpy as np
    z, E = np.array([[1.0, 0.0], [3.0, 1.0], [2.0, 0.0]]), np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 2.0]])
    counts = np.ones(3)
    got = ema_codebook(counts, E, np.array([0, 1, 0]), z, 0.5)
    assert got is not None and len(got) >= 3, "return (N_k, m_k, E)"
    assert np.shape(got[0]) == (3,) and np.shape(got[1]) == (3, 2) and np.shape(got[2]) == (3, 2), "the shapes of N_k and m_k stay, and E has that of m_k"
    assert np.allclose(got[0], [1.5, 1, 0.5]), "half of what was, and half of 2, 1 and 0"
    assert np.allclose(got[1], [[1.5, 0], [3.5, 0.5], [0, 1]]), "the sums: half of (0, 0) and half of (3, 0) for the first"
    assert np.allclose(got[2], [[1, 0], [3.5, 0.5], [0, 2]]), "codes are sums over counts; the one that was not chosen stays"
    assert counts[0] == 1 and E[1, 0] == 4, "ema_codebook changed an array that it was given: work on a copy"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Two books of 24 codes learn your shape of question 5. In the upper row all codes start in one corner; in the lower one they start at 24 of the vectors. Colours are the cells: which place becomes which word. Below each picture stands how many words are really in use.
# %%
try:
    rng = np.random.default_rng(6)
    vectors, side = shape_points(rng, SHAPE, 2000), np.linspace(-2.4, 2.4, 80)
    places = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    figure, panels = plt.subplots(2, 4, figsize=(12, 6.2), layout="constrained")
    for row, E in zip(panels, (vectors.max(axis=0) + 0.3 * rng.normal(size=(24, 2)), vectors[:24])):
        N_k, m_k = np.ones(24), E
        for step in range(301):
            if step in (0, 10, 50, 300):
                panel = row[(0, 10, 50, 300).index(step)]
                cells = np.asarray(vector_quantize(places, E)[0]).reshape(80, 80)
                panel.imshow(cells * 7 % 24, origin="lower", extent=(-2.4, 2.4, -2.4, 2.4), cmap="tab20", alpha=0.35, interpolation="nearest")
                panel.scatter(*vectors.T, s=1, color="0.4")
                panel.scatter(*E.T, s=25, color="k", marker="x", linewidth=1.2)
                used = float(codebook_perplexity(np.asarray(vector_quantize(vectors, E)[0]), 24))
                panel.set(title=f"step {step}", xlabel=f"{used:.1f} of 24 codes", xticks=[], yticks=[], xlim=(-2.4, 2.4), ylim=(-2.4, 2.4))
            batch = vectors[rng.integers(0, len(vectors), size=64)]
            N_k, m_k, E = (np.asarray(part) for part in ema_codebook(N_k, m_k, np.asarray(vector_quantize(batch, E)[0]), batch, 0.95)[:3])
except (IndexError, TypeError, ValueError):
    plt.close("all")
    print("answer question 7 to see the codes move")
# %% [markdown]
# ## If you want to go on (not graded)
#
# Give the flow points of your own: `points = …` in the cell of question 5 takes any array `(n, 2)`, your initials, say. Then ask it for the density **between** the strokes. And the letters of question 2: shuffle the 81 pixels by one fixed permutation, before training. The model still has an
# exact likelihood. Does it need more bits? Can it still finish letters that were begun?
