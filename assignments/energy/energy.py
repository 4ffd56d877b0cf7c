# %% [markdown]
# # Energy: nets that remember, dream and denoise
#
# Give every state of a network a number, its **energy**. States of low energy are likely, or are where the network comes to rest. That one idea makes a memory (Hopfield, 1982), a machine
# that dreams (Boltzmann machines, 1985 and 1986), the first deep networks that could be trained (2006 and 2009), and the way to diffusion models, which paint today's pictures. You
# will build them all: a network completes letters of which half is torn off, and at the end 800 grains of noise become a spiral. (The lecture notes, `001_93c4fdc1f7522504.txt`, name
# the stations: the milestones of 1982, 1985, 1986, 2006 and 2009, and energy-based and diffusion models in week 11.)
#
# Arrays hold floats unless the text says otherwise. **Never change an array that you were given**, and return what is asked for and nothing more. <!-- graded: mutation, outputs -->
# Chance comes from outside: where something is drawn, the noise or the uniform numbers $u \in [0, 1)$ are arguments, and **a unit with probability $p$ is on if $u < p$**. (In the tests no
# $u$ is so near to its $p$ that rounding would decide.)
#
# Two functions are given.
# %%
import numpy as np


def sigmoid(z):
    """1 / (1 + e^−z), without overflow; any shape."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def every_state(n):
    """All states of n units that are 0 or 1, counted in binary, (2ⁿ, n): 00…0, 00…1, …, 11…1."""
    return (np.arange(2**n)[:, None] >> np.arange(n)[::-1] & 1).astype(float)


# %% [markdown]
# ## Question 1: memories are valleys
#
# A *Hopfield network* has $N$ units that are $+1$ or $-1$, and a weight $w_{ij} = w_{ji}$ for each pair. Its energy counts, over all pairs, who disagrees with the weight between them; a threshold $\theta_i$ holds a unit back:
#
# $$E(s) = -\tfrac12\, s^\top W s + \theta^\top s$$
#
# (The ½ is there because the double sum meets each pair twice.) Let one unit look at its *field* $W_i \cdot s$ and obey: $+1$ if the field is **at least** $\theta_i$, else $-1$. What does that do to the energy? The terms with $s_i$ in
# them are $-s_i\,(W_i \cdot s - \theta_i)$, provided $w_{ii} = 0$. The new $s_i$ has the sign of the bracket, so these terms are as small as they can be: **the energy never rises.** There are finitely many states, so the
# network comes to rest, in a valley. Two units that move *at the same time* both rely on what the other has just given up; such a network may swing for ever:
#
# ```
#    w = −1 between two units, both +1:     one at a time    (+ +)  →  (− +)        rest,  E: +1 → −1
#                                           both at once     (+ +)  →  (− −)  →  (+ +)  →  …
# ```
#
# Where are the valleys? Hebb: *what fires together, wires together*. With the patterns as rows of $P$, each ±1,
#
# $$W = \tfrac1N\, P^\top P, \qquad \text{then zeros on the diagonal}$$
#
# For the patterns $(+ - + -)$ and $(+ + - -)$ the units 0 and 3 disagree twice, 1 and 2 as well, all other pairs once each way: $w_{03} = w_{12} = -\frac12$, the rest is 0, and both patterns have the energy $-1$. Up to about $0.138\,N$ random patterns
# can be stored. With more, the valleys flow together.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 5
# %% [markdown]
# Write
#
# * `hopfield_weights(P)`: `P` is `(K, N)` with entries ±1; return `(N, N)`;
# * `hopfield_energy(W, s, theta=None)`: `W` is `(N, N)`, `s` `(N,)` with entries ±1, `theta` `(N,)` or `None` (no thresholds); return a number;
# * `hopfield_update(W, s, order, theta=None)`: `order` is `(U,)`, integers. The units in `order`, **one after the other**, each with the state as it is by then; a unit may come twice, or not at all. Return the new state, `(N,)`;
# * `hopfield_recall(W, s, max_sweeps)` → `(s, energies)`: sweeps over all units $0 \dots N-1$ without thresholds, until a sweep changes nothing or `max_sweeps` are done. `energies` has the energy of the start, then that after each sweep (also the last).
#
# *The usual trap:* a field of 0. Here 0 is at least 0, so the unit becomes $+1$; `np.sign` says something else. (Where a field meets its threshold in a test, the numbers are such that no rounding spoils it.)
# %% [raw]
# # BEGIN SOLUTION
# %%
def hopfield_weights(P):
    """Hebb's weights, patterns P: (K, N) ±1 → (N, N)."""
    # BEGIN SOLUTION
    W = P.T @ P / P.shape[1]
    return W * (1 - np.eye(len(W), dtype=W.dtype))
    # END SOLUTION


def hopfield_energy(W, s, theta=None):
    """The energy of a state, W: (N, N), s: (N,) ±1, theta: (N,) or None → number."""
    # BEGIN SOLUTION
    energy = -s @ W @ s / 2
    return energy if theta is None else energy + theta @ s
    # END SOLUTION


def hopfield_update(W, s, order, theta=None):
    """Units obey their fields one after the other, s: (N,) ±1, order: (U,) int → (N,) ±1."""
    # BEGIN SOLUTION
    s = s.copy()
    for i in order:
        s[i] = 1 if W[i] @ s >= (0 if theta is None else theta[i]) else -1
    return s
    # END SOLUTION


def hopfield_recall(W, s, max_sweeps):
    """Sweeps until nothing changes, s: (N,) ±1 → (s (N,), energies (1 + sweeps,))."""
    # BEGIN SOLUTION
    energies = [hopfield_energy(W, s)]
    for _ in range(max_sweeps):
        before, s = s, hopfield_update(W, s, np.arange(len(s)))
        energies.append(hopfield_energy(W, s))
        if np.array_equal(before, s):
            break
    return s, np.array(energies)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the two patterns of the text
points: 0.5
""" # END TEST CONFIG
def test_public_patterns(hopfield_weights, hopfield_energy):
    import numpy as np
    P = np.array([[1.0, -1.0, 1.0, -1.0], [1.0, 1.0, -1.0, -1.0]])
    W = hopfield_weights(P)
    assert np.shape(W) == (4, 4), f"a weight for each pair of four units: shape (4, 4), got {np.shape(W)}"
    assert np.allclose(W, [[0, 0, 0, -0.5], [0, 0, -0.5, 0], [0, -0.5, 0, 0], [-0.5, 0, 0, 0]]), "units 0 and 3, and 1 and 2, disagree in both patterns: 2 / 4; the diagonal is 0"
    assert P[0, 1] == -1, "the patterns that were given have changed"
    W = np.array([[0.0, 1.0], [1.0, 0.0]])
    got = hopfield_energy(W, np.array([-1.0, 1.0])), hopfield_energy(W, np.array([-1.0, 1.0]), np.array([3.0, 0.0]))
    assert np.shape(got[0]) == () and np.shape(got[1]) == (), "an energy is one number"
    assert np.allclose(got, [1, -2]), "the pair disagrees with its weight, which costs 1; the threshold of 3 adds 3 · (-1)"
# %%
""" # BEGIN TEST CONFIG
name: one bit off
points: 0.5
""" # END TEST CONFIG
def test_public_recall(hopfield_update, hopfield_recall):
    import numpy as np
    W, s = np.array([[0.0, -1.0], [-1.0, 0.0]]), np.array([1.0, 1.0])
    got = hopfield_update(W, s, np.array([0, 1]))
    assert np.shape(got) == (2,), f"the new state has the shape of the old one, (2,), got {np.shape(got)}"
    assert np.array_equal(got, [-1, 1]), "unit 0 has a field of -1; then unit 1 has a field of +1, because unit 0 is -1 by then"
    assert np.array_equal(s, [1, 1]), "hopfield_update changed the state that it was given: work on a copy"
    assert np.array_equal(hopfield_update(W, s, np.array([0, 1]), np.array([-1.0, 1.5])), [1, -1]), "a field of -1 is at least -1; the field of unit 1 is -1 then, below 1.5"
    p = np.array([1.0, -1.0, 1.0, -1.0, 1.0])
    W = (np.outer(p, p) - np.eye(5)) / 5
    got = hopfield_recall(W, np.array([1.0, -1.0, 1.0, -1.0, -1.0]), 10)
    assert got is not None and len(got) >= 2, "return the pair (s, energies)"
    assert np.shape(got[0]) == (5,) and np.shape(got[1]) == (3,), "five units; the energies of the start, of a sweep that flips the last unit, and of a sweep that changes nothing"
    assert np.array_equal(got[0], p) and np.allclose(got[1], [-0.4, -2, -2]), "the pattern comes back, and the energy goes from -0.4 to -2"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Four letters in a network of 64 units. Each is handed to **your** network torn, or with every fifth pixel wrong, and looked at after 16, 32 and 48 units have moved, and when it is at rest. Nothing in it knows what a letter is: there is
# one matrix, and a way downhill. Right: how many of *K* random patterns are at rest in 64 units. The dashed line is $0.138\,N$.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

LETTERS = {
    "H": "##....####....####....####################....####....####....##",
    "O": "..####...######.##....####....####....####....##.######...####..",
    "V": "##....####....####....####....##.##..##..##..##...####.....##...",
    "E": "##########......##......######..######..##......##......########",
}
letters = np.array([[1.0 if pixel == "#" else -1.0 for pixel in picture] for picture in LETTERS.values()])
try:
    rng = np.random.default_rng(4)
    W = np.asarray(hopfield_weights(letters))
    damaged = letters.copy()
    damaged[0, 32:] = -1  # the lower half
    damaged[1].reshape(8, 8)[:, 4:] = -1  # the right half
    damaged[2, rng.permutation(64)[:13]] *= -1  # every fifth pixel
    damaged[3, :32] = -1  # the upper half
    rows = []
    for start in damaged:
        order = rng.permutation(64)
        rows.append([np.asarray(hopfield_update(W, start, order[:moved])) for moved in (0, 16, 32, 48)])
        rows[-1].append(np.asarray(hopfield_recall(W, start, 10)[0]))
    energies = [[float(hopfield_energy(W, s)) for s in row] for row in rows]
    counts, kept = np.arange(2, 25, 2), []
    for K in counts:
        rest = []
        for patterns in rng.choice([-1.0, 1.0], size=(4, K, 64)):
            W_random = np.asarray(hopfield_weights(patterns))
            rest += [np.array_equal(hopfield_update(W_random, p, np.arange(64)), p) for p in patterns]
        kept.append(np.mean(rest))
    figure = plt.figure(figsize=(11, 5), layout="constrained")
    left, right = figure.subfigures(1, 2, width_ratios=(1.3, 1))
    for panel, s, energy in zip(left.subplots(4, 5).ravel(), sum(rows, []), sum(energies, [])):
        panel.imshow(s.reshape(8, 8), cmap="Blues", vmin=-1, vmax=1)
        panel.set(xticks=[], yticks=[])
        panel.set_title(f"E = {energy:.1f}", fontsize=8, pad=2)
    panel = right.subplots()
    panel.plot(counts, kept, "o-")
    panel.axvline(0.138 * 64, color="k", linestyle="--", linewidth=0.8)
    panel.set(xlabel="patterns stored", ylabel="share that is at rest", ylim=(-0.05, 1.05))
except (IndexError, TypeError, ValueError):
    print("answer question 1 to see the letters come back")
# %% [markdown]
# ## Question 2: all states of a small machine
#
# A Hopfield network remembers what it was shown. A *Boltzmann machine* shall know how **likely** things are. Its units are 0 or 1, and they do not obey, they throw dice:
#
# $$E(s) = -\tfrac12\, s^\top W s - b^\top s, \qquad p(s) = \frac{e^{-E(s)}}{Z}, \qquad Z = \sum_{s} e^{-E(s)}$$
#
# $W$ is symmetric with zeros on its diagonal. For a few units you can write all states down. Two units, $w = \log 6$, $b = (0, \log 2)$:
#
# ```
#   state     −E                     e^−E      p
#   0 0       0                      1         1/16
#   0 1       log 2                  2         2/16          ⟨s₀⟩   = 13/16
#   1 0       0                      1         1/16          ⟨s₁⟩   = 14/16
#   1 1       log 2 + log 6          12        12/16         ⟨s₀s₁⟩ = 12/16
#                                    Z = 16
# ```
#
# **One unit, the others given.** All terms without $s_i$ cancel in the ratio $p(s_i = 1) / p(s_i = 0) = e^{E(s_i = 0) - E(s_i = 1)} = e^{W_i \cdot s + b_i}$. So
#
# $$p(s_i = 1 \mid \text{rest}) = \sigma\Big(\frac{W_i \cdot s + b_i}{T}\Big)$$
#
# at a temperature $T$ (1 if nothing is said; for $T \to 0$ it is Hopfield's rule). In the table: $p(s_0 = 1 \mid s_1 = 1) = \frac{12}{14} = \sigma(\log 6)$. No $Z$ in it! Redraw one unit after the other, again and again, and the machine visits its states as often as they are likely.
#
# **Learning.** The derivative of $\log p(s)$ by $w_{ij}$ is $s_i s_j - \frac{\partial}{\partial w_{ij}} \log Z = s_i s_j - \langle s_i s_j \rangle$. Averaged over the data:
#
# $$\frac{\partial}{\partial w_{ij}} = \langle s_i s_j \rangle_{\text{data}} - \langle s_i s_j \rangle_{\text{model}}, \qquad \frac{\partial}{\partial b_i} = \langle s_i \rangle_{\text{data}} - \langle s_i \rangle_{\text{model}}$$
#
# Awake it strengthens what it sees, asleep it weakens what it dreams. If both agree, it has learned.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 4
# %% [markdown]
# Write
#
# * `bm_exact(W, b)` → `(Z, p, means, correlations)`: `W` is `(N, N)`, `b` `(N,)`; `p` `(2ᴺ,)` in the order of `every_state(N)`, `means` `(N,)` the $\langle s_i \rangle$, `correlations` `(N, N)` the $\langle s_i s_j \rangle$ (nothing subtracted; on the diagonal $\langle s_i s_i \rangle = \langle s_i \rangle$);
# * `bm_conditional(s, i, W, b, T=1.0)`: `s` is `(N,)` with entries 0 or 1, `i` a unit; return $p(s_i = 1 \mid \text{rest})$, a number;
# * `bm_gibbs_sweep(s, W, b, u)`: `u` is `(N,)`; redraw the units $0, 1, \dots, N - 1$ **one after the other**, each with the state as it is by then, unit $i$ with `u[i]`; return `(N,)` with entries 0 or 1;
# * `bm_gradient(data, W, b)` → `(dW, db)`: `data` is `(M, N)` with entries 0 or 1; means over the data less exact means of the model, `(N, N)` with zeros on the diagonal and `(N,)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def bm_exact(W, b):
    """A Boltzmann machine by enumeration, W: (N, N), b: (N,) → (Z, p (2^N,), means (N,), correlations (N, N))."""
    # BEGIN SOLUTION
    S = every_state(len(b))
    weights = np.exp((S @ W * S).sum(axis=1) / 2 + S @ b)
    Z = weights.sum()
    p = weights / Z
    return Z, p, p @ S, S.T @ (p[:, None] * S)
    # END SOLUTION


def bm_conditional(s, i, W, b, T=1.0):
    """p(s_i = 1 | rest), s: (N,) 0 or 1 → number."""
    return sigmoid((W[i] @ s + b[i]) / T)  # SOLUTION


def bm_gibbs_sweep(s, W, b, u):
    """All units redrawn one after the other, s: (N,) 0 or 1, u: (N,) → (N,) 0 or 1."""
    # BEGIN SOLUTION
    s = s.astype(float)
    for i in range(len(s)):
        s[i] = u[i] < bm_conditional(s, i, W, b)
    return s
    # END SOLUTION


def bm_gradient(data, W, b):
    """Of the mean log-likelihood, data: (M, N) 0 or 1 → (dW (N, N), db (N,))."""
    # BEGIN SOLUTION
    _, _, means, correlations = bm_exact(W, b)
    dW = data.T @ data / len(data) - correlations
    return dW * (1 - np.eye(len(b))), data.mean(axis=0) - means
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the table of the text
points: 0.5
""" # END TEST CONFIG
def test_public_table(bm_exact, bm_gradient):
    import numpy as np
    W, b = np.array([[0.0, np.log(6)], [np.log(6), 0.0]]), np.array([0.0, np.log(2)])
    got = bm_exact(W, b)
    assert got is not None and len(got) >= 4, "return (Z, p, means, correlations)"
    shapes = tuple(np.shape(part) for part in got[:4])
    assert shapes == ((), (4,), (2,), (2, 2)), f"expected a number and shapes (4,), (2,), (2, 2), got {shapes}"
    assert np.allclose(got[0], 16) and np.allclose(got[1], np.array([1, 2, 1, 12]) / 16), "Z = 16, and p as in the table"
    assert np.allclose(got[2], np.array([13, 14]) / 16) and np.allclose(got[3], np.array([[13, 12], [12, 14]]) / 16), "the means, and the mean products, as in the table"
    got = bm_gradient(np.array([[1.0, 1.0], [1.0, 0.0]]), W, b)
    assert got is not None and len(got) >= 2, "return the pair (dW, db)"
    assert np.shape(got[0]) == (2, 2) and np.shape(got[1]) == (2,), f"expected shapes (2, 2) and (2,), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.allclose(got[0], [[0, -0.25], [-0.25, 0]]), "both are on in one of two samples: 1/2 - 12/16; there are no self-connections"
    assert np.allclose(got[1], [3 / 16, -6 / 16]), "1 - 13/16 and 1/2 - 14/16"
# %%
""" # BEGIN TEST CONFIG
name: two dice
points: 0.5
""" # END TEST CONFIG
def test_public_dice(bm_conditional, bm_gibbs_sweep):
    import numpy as np
    W, b = np.array([[0.0, np.log(6)], [np.log(6), 0.0]]), np.array([0.0, np.log(2)])
    got = bm_conditional(np.array([0.0, 1.0]), 0, W, b)
    assert np.shape(got) == (), f"a probability is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 6 / 7), "with unit 1 on: 12 to 2"
    assert np.allclose(bm_conditional(np.array([0.0, 1.0]), 0, W, b, 2.0), 0.710102), "at T = 2 the sigmoid of log(6) / 2"
    s = np.array([0.0, 0.0])
    got = bm_gibbs_sweep(s, W, b, np.array([0.4, 0.9]))
    assert np.shape(got) == (2,), f"the state has the shape (2,), got {np.shape(got)}"
    assert np.array_equal(got, [1, 1]), "0.4 < 1/2 turns unit 0 on; then unit 1 has the probability 12/13, and 0.9 is below that"
    assert np.array_equal(s, [0, 0]), "bm_gibbs_sweep changed the state that it was given: work on a copy"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Two witnesses for the same machine of three units: how often **your** sweeps visit its eight states (bars), and **your** enumeration (dots). Right: a machine learns four sentences about three units, and stops when dream and day agree.
# %%
try:
    rng = np.random.default_rng(1)
    W, b = np.array([[0.0, 1.0, -1.0], [1.0, 0.0, 0.5], [-1.0, 0.5, 0.0]]), np.array([0.0, 0.2, -0.3])
    visits, s = np.zeros(8), np.zeros(3)
    for u in rng.uniform(size=(2000, 3)):
        s = np.asarray(bm_gibbs_sweep(s, W, b, u), dtype=float)
        visits[int(s @ [4, 2, 1])] += 1
    enumerated = np.asarray(bm_exact(W, b)[1])
    data = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 1.0]])
    W, b, likely = np.zeros((3, 3)), np.zeros(3), []
    for _ in range(150):
        p = np.asarray(bm_exact(W, b)[1])
        likely.append(np.mean(np.log(p[(data @ [4, 2, 1]).astype(int)])))
        dW, db = bm_gradient(data, W, b)
        W, b = W + 0.5 * np.asarray(dW), b + 0.5 * np.asarray(db)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 2.8), layout="constrained")
    left.bar(range(8), visits / visits.sum(), color="tab:orange", alpha=0.6, label="2,000 sweeps")
    left.plot(range(8), enumerated, "ko", label="enumerated")
    left.set_xticks(range(8), [f"{k:03b}" for k in range(8)])
    left.set(xlabel="state", ylabel="p")
    left.legend()
    right.plot(likely)
    right.axhline((2 * np.log(0.5) + 2 * np.log(0.25)) / 4, color="k", linestyle="--", linewidth=0.8)
    right.set(xlabel="step", ylabel="mean log-likelihood", title="dashed: no machine can do better", ylim=(-2.2, -0.9))
except (IndexError, TypeError, ValueError):
    print("answer question 2 to see the machine dream")
# %% [markdown]
# ## Question 3: a machine with two layers
#
# Thirty units have a billion states. Smolensky's *Harmonium*, the **restricted** Boltzmann machine, forbids links within a layer. *Visible* units $v$ see the data, *hidden* units $h$ explain them:
#
# ```
#        h₀    h₁    h₂          biases c
#        │ ╲ ╱ │ ╲ ╱ │
#        │ ╱ ╲ │ ╱ ╲ │           W: (V, H), from visible i to hidden j       E(v, h) = −bᵀv − cᵀh − vᵀWh
#        v₀    v₁    v₂          biases b
# ```
#
# Given one layer, the units of the other do not see each other: all are drawn **at once**,
#
# $$p(h_j = 1 \mid v) = \sigma\big(c_j + (W^\top v)_j\big), \qquad p(v_i = 1 \mid h) = \sigma\big(b_i + (W h)_i\big)$$
#
# And the hidden layer can be summed away. Each $h_j$ is 0 or 1 for itself, so a sum over $2^H$ states falls into $H$ factors:
#
# $$\sum_h e^{-E(v, h)} = e^{b^\top v} \prod_j \big(1 + e^{c_j + (W^\top v)_j}\big) =: e^{-F(v)}, \qquad F(v) = -b^\top v - \sum_j \log\big(1 + e^{c_j + (W^\top v)_j}\big)$$
#
# $F$ is the *free energy*: $p(v) = e^{-F(v)} / Z$. Its derivative gives the two phases again, $\partial \log p(v) / \partial w_{ij} = v_i\, p(h_j = 1 \mid v) - \langle v_i h_j \rangle_{\text{model}}$. The second needs long dreams. Hinton's
# *contrastive divergence* dreams for $k$ steps only, and begins at the data:
#
# ```
#   v⁰ ──────► h⁰ ──────► v¹ ──────► h¹ …  ► vᵏ          h drawn with u_h[t], then v with u_v[t], for t = 0 … k−1
#   │                                        │
#   p(h|v⁰)                                  p(h|vᵏ)     dW = v⁰ p(h|v⁰)ᵀ − vᵏ p(h|vᵏ)ᵀ      db = v⁰ − vᵏ      dc = p(h|v⁰) − p(h|vᵏ)
# ```
#
# In the chain hidden units are **drawn**, in the two statistics they are **probabilities** (less noise, same mean). All three are means over the batch, and point uphill.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 5
# %% [markdown]
# Write, for `W` of shape `(V, H)`, `b` `(V,)` and `c` `(H,)`,
#
# * `rbm_p_h_given_v(v, W, b, c)`: `v` is `(N, V)`; return `(N, H)`;
# * `rbm_p_v_given_h(h, W, b, c)`: `h` is `(N, H)`; return `(N, V)`;
# * `rbm_free_energy(v, W, b, c)`: return `(N,)`. Sums of ±1000 do occur: `np.logaddexp` is your friend;
# * `rbm_cd_gradient(v0, u_h, u_v, W, b, c, k=1)` → `(dW, db, dc)`: `v0` is `(N, V)`, `u_h` a list of `k` arrays `(N, H)`, `u_v` a list of `k` arrays `(N, V)`; return shapes `(V, H)`, `(V,)`, `(H,)`. `v0` may hold probabilities, too; the visible units of the chain enter the last statistic as they were drawn.
# %% [raw]
# # BEGIN SOLUTION
# %%
def rbm_p_h_given_v(v, W, b, c):
    """Probabilities of the hidden units, v: (N, V) → (N, H)."""
    return sigmoid(v @ W + c)  # SOLUTION


def rbm_p_v_given_h(h, W, b, c):
    """Probabilities of the visible units, h: (N, H) → (N, V)."""
    return sigmoid(h @ W.T + b)  # SOLUTION


def rbm_free_energy(v, W, b, c):
    """Minus the logarithm of what all hidden states weigh together, v: (N, V) → (N,)."""
    return -v @ b - np.logaddexp(0, v @ W + c).sum(axis=1)  # SOLUTION


def rbm_cd_gradient(v0, u_h, u_v, W, b, c, k=1):
    """Contrastive divergence, v0: (N, V), u_h: k × (N, H), u_v: k × (N, V) → (dW (V, H), db (V,), dc (H,))."""
    # BEGIN SOLUTION
    v = v0
    for t in range(k):
        h = (u_h[t] < rbm_p_h_given_v(v, W, b, c)).astype(float)
        v = (u_v[t] < rbm_p_v_given_h(h, W, b, c)).astype(float)
    first, last = rbm_p_h_given_v(v0, W, b, c), rbm_p_h_given_v(v, W, b, c)
    dW = (v0.T @ first - v.T @ last) / len(v0)
    return dW, (v0 - v).mean(axis=0), (first - last).mean(axis=0)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two visible, three hidden units
points: 0.5
""" # END TEST CONFIG
def test_public_layers(rbm_p_h_given_v, rbm_p_v_given_h, rbm_free_energy):
    import numpy as np
    W, b, c = np.log(np.array([[2.0, 1.0, 1.0], [1.0, 3.0, 2.0]])), np.log(np.array([1.0, 4.0])), np.log(np.array([1.0, 2.0, 0.5]))
    v = np.array([[1.0, 1.0], [0.0, 0.0]])
    got = rbm_p_h_given_v(v, W, b, c)
    assert np.shape(got) == (2, 3), f"two samples, three hidden units: shape (2, 3), got {np.shape(got)}"
    assert np.allclose(got, [[2 / 3, 6 / 7, 1 / 2], [1 / 2, 2 / 3, 1 / 3]]), "for v = (1, 1) the odds are 1·2·1, 2·1·3 and 0.5·1·2; for (0, 0) those of c alone"
    got = rbm_p_v_given_h(np.array([[0.0, 1.0, 1.0]]), W, b, c)
    assert np.shape(got) == (1, 2), f"one sample, two visible units: shape (1, 2), got {np.shape(got)}"
    assert np.allclose(got, [[1 / 2, 24 / 25]]), "with h₁ and h₂ on, the odds are 1·1·1 and 4·3·2"
    got = rbm_free_energy(v, W, b, c)
    assert np.shape(got) == (2,), f"one free energy a sample: shape (2,), got {np.shape(got)}"
    assert np.allclose(got, [-np.log(4 * 3 * 7 * 2), -np.log(2 * 3 * 1.5)]), "e to the power of -F is 4 · (1 + 2) (1 + 6) (1 + 1) and 1 · (1 + 1) (1 + 2) (1 + 0.5)"
    assert v[0, 0] == 1, "the samples that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: one step of the chain
points: 0.5
""" # END TEST CONFIG
def test_public_chain(rbm_cd_gradient):
    import numpy as np
    W, b, c = np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([0.1, -0.2]), np.array([0.0, 0.3])
    v0 = np.array([[1.0, 1.0]])
    got = rbm_cd_gradient(v0, [np.array([[0.5, 0.9]])], [np.array([[0.3, 0.7]])], W, b, c)
    assert got is not None and len(got) >= 3, "return (dW, db, dc)"
    shapes = tuple(np.shape(part) for part in got[:3])
    assert shapes == ((2, 2), (2,), (2,)), f"expected shapes (2, 2), (2,) and (2,), got {shapes}"
    assert np.allclose(got[1], [0, 1]), "p(h|v⁰) = (0.82, 0.79), so h = (1, 0); p(v|h) = (0.75, 0.57), so v¹ = (1, 0): db = v⁰ - v¹"
    assert np.allclose(got[2], [0.086516, 0.454023], atol=1e-6), "p(h|v⁰) - p(h|v¹) = (0.8176, 0.7858) - (0.7311, 0.3318)"
    assert np.allclose(got[0], [[0.086516, 0.454023], [0.817574, 0.785835]], atol=1e-6), "the second row: v¹ has its second unit off, so nothing is subtracted"
    assert v0[0, 0] == 1, "the samples that were given have changed"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A machine of 9 visible and 8 hidden units sees 3 × 3 pictures of *bars or stripes*: rows on or off, or columns on or off, never both. Of 512 pictures 14 are such. Left: the exact mean log-likelihood, from **your** free energy of all pictures
# (dashed: a machine that gives each of the 14 the same chance). Right: pictures that it dreams after 100 steps of **your** conditionals, framed where they are bars or stripes.
# %%
try:
    rng = np.random.default_rng(1)
    lines = every_state(3)
    pictures = np.unique(np.concatenate([np.repeat(lines, 3, axis=1), np.tile(lines, 3)]), axis=0)
    W, b, c = 0.1 * rng.normal(size=(9, 8)), np.zeros(9), np.zeros(8)
    everything, curve = every_state(9), []
    for step in range(1001):
        if step % 50 == 0:
            F = np.asarray(rbm_free_energy(everything, W, b, c))
            log_Z = -F.min() + np.log(np.exp(F.min() - F).sum())
            curve.append((step, np.mean(-np.asarray(rbm_free_energy(pictures, W, b, c)) - log_Z)))
        gradient = rbm_cd_gradient(pictures, [rng.uniform(size=(14, 8))], [rng.uniform(size=(14, 9))], W, b, c)
        W, b, c = (part + 0.5 * np.asarray(d) for part, d in zip((W, b, c), gradient))
    v = (rng.uniform(size=(24, 9)) < 0.5).astype(float)
    for _ in range(100):
        h = (rng.uniform(size=(24, 8)) < np.asarray(rbm_p_h_given_v(v, W, b, c))).astype(float)
        v = (rng.uniform(size=(24, 9)) < np.asarray(rbm_p_v_given_h(h, W, b, c))).astype(float)
    known = (v[:, None] == pictures[None]).all(axis=2).any(axis=1)
    print(f"{known.sum()} of 24 dreams are bars or stripes (of pictures drawn at random, one in 37 is)")
    figure = plt.figure(figsize=(11, 3), layout="constrained")
    left, right = figure.subfigures(1, 2, width_ratios=(1, 1.6))
    panel = left.subplots()
    panel.plot(*np.array(curve).T)
    panel.axhline(-np.log(14), color="k", linestyle="--", linewidth=0.8)
    panel.set(xlabel="step", ylabel="mean log-likelihood")
    for panel, picture, is_known in zip(right.subplots(3, 8).ravel(), v, known):
        panel.imshow(picture.reshape(3, 3), cmap="Blues", vmin=0, vmax=1.3)
        panel.set(xticks=[], yticks=[])
        for side in panel.spines.values():
            side.set(color="tab:green" if is_known else "0.85", linewidth=2)
except (IndexError, TypeError, ValueError):
    print("answer question 3 to see what the machine dreams")
# %% [markdown]
# ## Question 4: a walk that samples
#
# An energy may be any function, also of a picture $x \in \mathbb{R}^D$: $p(x) = e^{-E(x)/T} / Z$. $Z$ is hopeless, but two ways to draw samples never ask for it.
#
# **Metropolis (1953).** Propose a change. If the energy falls, accept it. If it rises by $\Delta E$, accept it with probability $e^{-\Delta E/T}$: accepted is whoever has $u < \min(1, e^{-\Delta E/T})$.
#
# **Langevin.** For a smooth energy the gradient shows the way. The *score* has no $Z$ in it either: at $T = 1$, from here on, it is $\nabla_x \log p(x) = -\nabla E(x)$. Walk downhill, and shake:
#
# $$x' = x - \tfrac{\varepsilon}{2}\, \nabla E(x) + \sqrt{\varepsilon}\; z, \qquad z \sim \mathcal{N}(0, I)$$
#
# Why ε/2 and √ε? Try $E = x^2/2$, whose $p$ is the normal distribution with variance 1. A step turns the variance $V$ into $(1 - \frac\varepsilon2)^2\, V + \varepsilon$, which stays where it is for $V = 1 / (1 - \frac\varepsilon4)$: the 1 that it should be, and a
# little error that vanishes with ε. With any other pair of powers one of the two would take over as ε gets small. (A worked step: from $x = 2$ with $\varepsilon = 0.1$ and $z = \frac12$ to $2 - 0.05 \cdot 2 + 0.316 \cdot \frac12 = 2.058$.)
#
# **Where does the score come from, if one has only data?** Spoil each $x$ with noise, $\tilde x = x + \sigma z$, and ask a network for the score of *that* normal distribution, which everybody knows:
#
# $$\nabla_{\tilde x} \log \mathcal{N}(\tilde x;\, x, \sigma^2 I) = -\frac{\tilde x - x}{\sigma^2}$$
#
# It points from the spoilt to the clean sample. A network that is asked this for all data can only answer with the mean over all $x$ that may have become $\tilde x$, and this mean **is** the score of the noisy data (Vincent, 2011). Whoever can denoise can
# walk downhill: keep that for question 6.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 3
# %% [markdown]
# Write
#
# * `boltzmann_probs(energies, T=1.0)`: `energies` is `(S,)`, those of all states; return the probabilities, `(S,)`. Energies of ±1000 do occur, with probabilities that are not 0;
# * `metropolis_accept(dE, u, T=1.0)`: `dE` and `u` have one shape; return truth values of that shape: is the change accepted?
# * `langevin_step(x, grad_E, eps, noise)`: `x`, `grad_E` (the gradient at `x`) and `noise` are `(N, D)`; return `(N, D)`;
# * `denoising_score_target(x, x_noisy, sigma)`: clean and spoilt samples of one shape; return that shape.
# %% [raw]
# # BEGIN SOLUTION
# %%
def boltzmann_probs(energies, T=1.0):
    """Probabilities of all states, energies: (S,) → (S,)."""
    # BEGIN SOLUTION
    weights = np.exp((energies.min() - energies) / T)
    return weights / weights.sum()
    # END SOLUTION


def metropolis_accept(dE, u, T=1.0):
    """Is the change accepted? dE and u: one shape → bool of that shape."""
    return u < np.exp(-np.maximum(dE, 0) / T)  # SOLUTION


def langevin_step(x, grad_E, eps, noise):
    """A step downhill and a shake, x, grad_E, noise: (N, D) → (N, D)."""
    return x - eps / 2 * grad_E + eps**0.5 * noise  # SOLUTION


def denoising_score_target(x, x_noisy, sigma):
    """The score of N(x, σ²I) at the spoilt samples; one shape."""
    return (x - x_noisy) / sigma**2  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three states, four proposals
points: 0.5
""" # END TEST CONFIG
def test_public_states(boltzmann_probs, metropolis_accept):
    import numpy as np
    energies = np.log([1.0, 2.0, 4.0])
    got = boltzmann_probs(energies)
    assert np.shape(got) == (3,), f"a probability for each of the three states: shape (3,), got {np.shape(got)}"
    assert np.allclose(got, np.array([4, 2, 1]) / 7), "e^-E is 1, 1/2 and 1/4: low energy is likely"
    assert np.allclose(boltzmann_probs(energies, 0.5), np.array([16, 4, 1]) / 21), "at T = 1/2 it is 1, 1/4 and 1/16: a cold system prefers its lowest state"
    got = metropolis_accept(np.array([-1.0, 0.0, np.log(2), np.log(2)]), np.array([0.9, 0.9, 0.4, 0.6]))
    assert np.shape(got) == (4,), f"an answer for each of the four proposals: shape (4,), got {np.shape(got)}"
    assert np.array_equal(got, [True, True, True, False]), "what does not rise is accepted; what rises by log 2, with probability 1/2"
    assert np.array_equal(metropolis_accept(np.array([np.log(2)]), np.array([0.6]), 2.0), [True]), "at T = 2 the probability is the root of 1/2, 0.707"
# %%
""" # BEGIN TEST CONFIG
name: the step of the text
points: 0.5
""" # END TEST CONFIG
def test_public_step(langevin_step, denoising_score_target):
    import numpy as np
    x = np.array([[2.0, 0.0]])
    got = langevin_step(x, x, 0.1, np.array([[0.5, -1.0]]))
    assert np.shape(got) == (1, 2), f"the samples keep their shape (1, 2), got {np.shape(got)}"
    assert np.allclose(got, [[2.058114, -0.316228]], atol=1e-6), "2 - 0.05 · 2 + √0.1 · 0.5, and 0 - √0.1"
    assert x[0, 0] == 2, "langevin_step changed the samples that it was given"
    got = denoising_score_target(np.array([[1.0, 3.0]]), np.array([[1.5, 2.0]]), 0.5)
    assert np.shape(got) == (1, 2), f"the shape of the samples, (1, 2), got {np.shape(got)}"
    assert np.allclose(got, [[-2, 4]]), "back by 0.5 and forth by 1, over 0.25"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Above: 600 walkers with **your** steps start in the middle of an energy with seven wells, one of them wider. The last panel is the same walk without the shake: everybody ends at the bottom of the nearest well, and the picture
# says nothing of $p$. Below: **your** rule of 1953 on a magnet, 48 × 48 atoms that like to agree with their neighbours ($E = -\sum s_i s_j$ over neighbours), cold, just before it loses its head, and hot.
# %%
try:
    rng = np.random.default_rng(5)
    angle = np.arange(6) * np.pi / 3
    centres, widths = np.vstack([1.6 * np.stack([np.cos(angle), np.sin(angle)], axis=1), [[0.0, 0.0]]]), np.array([0.25] * 6 + [0.45])

    def grad_E(x):
        """The gradient of E = −log Σ exp(−|x − centre|² / 2 width²) / width²."""
        away = x[:, None] - centres
        weights = np.exp(-(away**2).sum(axis=2) / (2 * widths**2)) / widths**2 + 1e-300
        weights /= weights.sum(axis=1, keepdims=True)
        return (weights[:, :, None] * away / widths[:, None] ** 2).sum(axis=1)

    x, still, walk = 0.05 * rng.normal(size=(600, 2)), rng.normal(size=(600, 2)), []
    for step in range(1001):
        if step in (0, 30, 200, 1000):
            walk.append((f"{step} steps", x))
        x = np.asarray(langevin_step(x, grad_E(x), 0.02, rng.normal(size=x.shape)))
        if step < 400:
            still = np.asarray(langevin_step(still, grad_E(still), 0.02, np.zeros(still.shape)))
    black, magnets = np.add.outer(np.arange(48), np.arange(48)) % 2 == 0, {}
    for T in (1.0, 2.0, 2.27, 2.6, 5.0):
        s = rng.choice([-1.0, 1.0], size=(48, 48))
        for sweep in range(100):
            for field in (black, ~black):  # atoms of one colour are no neighbours
                dE = 2 * s * sum(np.roll(s, shift, axis) for shift in (-1, 1) for axis in (0, 1))
                s = np.where(field & np.asarray(metropolis_accept(dE, rng.uniform(size=s.shape), T)).astype(bool), -s, s)
        magnets[f"T = {T}"] = s
    figure, panels = plt.subplots(2, 5, figsize=(11, 4.6), layout="constrained")
    for panel, (title, cloud) in zip(panels[0], [*walk, ("no noise", still)]):
        panel.scatter(*cloud.T, s=2)
        panel.set(xlim=(-2.6, 2.6), ylim=(-2.6, 2.6), title=title, xticks=[], yticks=[], aspect="equal")
    for panel, (title, s) in zip(panels[1], magnets.items()):
        panel.imshow(s, cmap="Blues", vmin=-1, vmax=1)
        panel.set(title=title, xticks=[], yticks=[])
except (IndexError, TypeError, ValueError):
    print("answer question 4 to see the walkers and the magnet")
# %% [markdown]
# ## Question 5: one more layer, up, down, and both at once
#
# Stack a second machine on the first one's hidden layer. There are two ways to read the tower:
#
# ```
#      deep belief network (2006)              deep Boltzmann machine (2009)
#
#            h²                                      h²
#            │   undirected: an RBM                  │   undirected
#            h¹                                      h¹
#            ▼   directed: p(v | h¹)                 │   undirected
#            v                                       v
# ```
#
# **The deep belief network** was the first deep network that could be trained: train an RBM on the data, freeze it, hand its probabilities $p(h \mid v)$ up as data for the next. Upwards, each layer gets the *probabilities* of the one below, $h^1 = \sigma(c_1 + v W_1)$,
# $h^2 = \sigma(c_2 + h^1 W_2)$, … To dream, only the **top** machine is stirred: draw its hidden layer, then its visible layer, again and again. Then one pass down: each machine below, from the top to the bottom, draws its visible units
# from $p(v \mid h) = \sigma(b + h W^\top)$, the first of them from what the top machine's visible units are in the end. Everything is drawn, 0 or 1.
#
# **In the deep Boltzmann machine** all links work in both directions, $E = -b^\top v - c_1^\top h^1 - c_2^\top h^2 - v^\top W_1 h^1 - h^{1\top} W_2\, h^2$. So $h^1$ hears both neighbours. Given $v$ its units are no longer independent, and the exact posterior would be a sum over all states. *Mean field*
# pretends that they are, and looks for means that agree with each other:
#
# $$m_1 = \sigma\big(c_1 + v W_1 + m_2 W_2^\top\big), \qquad m_2 = \sigma\big(c_2 + m_1 W_2\big)$$
#
# in turn, $m_2$ always from the **fresh** $m_1$. With $v = (1, 1)$, $W_1 = (1, 1)^\top$, $W_2 = 2$, no biases and $m_2 = \frac12$ to start with, one step gives $m_1 = \sigma(2 + 1) = 0.953$ and $m_2 = \sigma(1.905) = 0.870$. Without what comes from above $m_1$ would be 0.881.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 4
# %% [markdown]
# A machine is a triple `(W, b, c)` as in question 3; `layers` is a list of machines from the bottom up (at least one; each has as many visible units as the one below has hidden ones). Write
#
# * `dbn_upward(v, layers)`: `v` is `(N, V)`; return a list with the probabilities of each hidden layer, `(N, H₁)`, `(N, H₂)`, …;
# * `dbn_generate(layers, start, u_hidden, u_visible, u_down)`: `start` is `(N, V_top)`, the visible units of the top machine at the start, 0 or 1; `u_hidden` and `u_visible` are lists of the same length, one array for each step of the top machine, `(N, H_top)` and
#   `(N, V_top)`; `u_down` has one array for each machine below the top, **from the top to the bottom**, in the shape of its visible units. All lists may be empty. Return the visible units of the lowest machine, 0 or 1;
# * `dbm_mean_field(v, params, steps, m2_init=0.5)` → `(m1, m2)`: `params` is a dict with `"W1"` `(V, H₁)`, `"W2"` `(H₁, H₂)`, `"b"`, `"c1"` and `"c2"`; all of $m_2$ is `m2_init` at the start, `steps` is at least 1; shapes `(N, H₁)` and `(N, H₂)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def dbn_upward(v, layers):
    """Probabilities of every hidden layer, each from those below, v: (N, V) → list of (N, H)."""
    # BEGIN SOLUTION
    above = []
    for W, _, c in layers:
        v = sigmoid(v @ W + c)
        above.append(v)
    return above
    # END SOLUTION


def dbn_generate(layers, start, u_hidden, u_visible, u_down):
    """A dream of the top machine, handed down, start: (N, V_top) 0 or 1 → (N, V) 0 or 1."""
    # BEGIN SOLUTION
    *below, (W, b, c) = layers
    x = start
    for u_h, u_v in zip(u_hidden, u_visible):
        h = (u_h < sigmoid(x @ W + c)).astype(float)
        x = (u_v < sigmoid(h @ W.T + b)).astype(float)
    for (W, b, _), u in zip(reversed(below), u_down):
        x = (u < sigmoid(x @ W.T + b)).astype(float)
    return x
    # END SOLUTION


def dbm_mean_field(v, params, steps, m2_init=0.5):
    """Means of both hidden layers that agree with each other, v: (N, V) → (m1 (N, H1), m2 (N, H2))."""
    # BEGIN SOLUTION
    W1, W2, c1, c2 = (params[name] for name in ("W1", "W2", "c1", "c2"))
    m2 = np.full((len(v), len(c2)), m2_init)
    for _ in range(steps):
        m1 = sigmoid(c1 + v @ W1 + m2 @ W2.T)
        m2 = sigmoid(c2 + m1 @ W2)
    return m1, m2
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two machines
points: 0.5
""" # END TEST CONFIG
def test_public_tower(dbn_upward, dbn_generate):
    import numpy as np
    layers = [(np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([0.1, -0.2]), np.array([0.0, 0.3])), (np.array([[1.0], [-1.0]]), np.array([0.0, 0.0]), np.array([0.5]))]
    v = np.array([[1.0, 1.0]])
    got = dbn_upward(v, layers)
    assert got is not None and len(got) == 2, "two machines have two hidden layers: return a list of two arrays"
    assert np.shape(got[0]) == (1, 2) and np.shape(got[1]) == (1, 1), f"expected shapes (1, 2) and (1, 1), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.allclose(got[0], [[0.817574, 0.785835]], atol=1e-6), "σ(1.5) and σ(1.3)"
    assert np.allclose(got[1], [[0.629889]], atol=1e-6), "σ(0.8176 - 0.7858 + 0.5): probabilities are handed up"
    start = np.array([[0.0, 1.0]])
    got = dbn_generate(layers, start, [np.array([[0.3]])], [np.array([[0.5, 0.5]])], [np.array([[0.7, 0.7]])])
    assert np.shape(got) == (1, 2), f"two visible units at the bottom: shape (1, 2), got {np.shape(got)}"
    assert np.array_equal(got, [[1, 0]]), "top: σ(-1 + 0.5) = 0.38, so h² is on; σ(1) = 0.73 and σ(-1) = 0.27, so h¹ is (1, 0); down: σ(1.1) = 0.75 and σ(0.3) = 0.57"
    assert np.array_equal(start, [[0, 1]]) and v[0, 0] == 1, "the arrays that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: one step of the text
points: 0.5
""" # END TEST CONFIG
def test_public_field(dbm_mean_field):
    import numpy as np
    params = {"W1": np.array([[1.0], [1.0]]), "W2": np.array([[2.0]]), "b": np.zeros(2), "c1": np.zeros(1), "c2": np.zeros(1)}
    got = dbm_mean_field(np.array([[1.0, 1.0], [0.0, 0.0]]), params, 1)
    assert got is not None and len(got) >= 2, "return the pair (m1, m2)"
    assert np.shape(got[0]) == (2, 1) and np.shape(got[1]) == (2, 1), f"two samples, one unit in each layer: shapes (2, 1) and (2, 1), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.allclose(got[0], [[0.952574], [0.731059]], atol=1e-6), "σ(2 + 2 · 0.5) and σ(0 + 2 · 0.5)"
    assert np.allclose(got[1], [[0.870473], [0.811856]], atol=1e-6), "σ(2 m₁) of the m₁ that were just computed"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Left: a deep Boltzmann machine that is small enough for the truth. How far is **your** mean field from the exact posterior means, step by step? It comes nearer, and does not arrive: it is an approximation. Right: a deep belief network, trained
# layer by layer on the four letters with some noise (contrastive divergence, in seven lines), dreams with **your** `dbn_generate`.
# %%
try:
    rng = np.random.default_rng(8)
    params = {"W1": rng.normal(size=(5, 4)), "W2": 1.5 * rng.normal(size=(4, 3)), "b": np.zeros(5), "c1": rng.normal(size=4), "c2": rng.normal(size=3)}
    v = (rng.uniform(size=(6, 5)) < 0.5).astype(float)
    H1, H2 = np.repeat(every_state(4), 8, axis=0), np.tile(every_state(3), (16, 1))
    score = (params["c1"] + v @ params["W1"]) @ H1.T + H2 @ params["c2"] + (H1 @ params["W2"] * H2).sum(axis=1)
    posterior = np.exp(score - score.max(axis=1, keepdims=True))
    posterior /= posterior.sum(axis=1, keepdims=True)
    truth = posterior @ H1, posterior @ H2
    far = [[np.abs(np.asarray(m) - true).mean() for m, true in zip(dbm_mean_field(v, params, steps), truth)] for steps in range(1, 11)]

    seen = (letters + 1) / 2
    layers, x = [], np.repeat(seen, 10, axis=0)
    x = np.where(rng.uniform(size=x.shape) < 0.02, 1 - x, x)
    for size in (40, 20):
        W, b, c = 0.05 * rng.normal(size=(x.shape[1], size)), np.zeros(x.shape[1]), np.zeros(size)
        for _ in range(600):
            first = sigmoid(x @ W + c)
            dreamt = (rng.uniform(size=x.shape) < sigmoid((rng.uniform(size=first.shape) < first) @ W.T + b)).astype(float)
            last = sigmoid(dreamt @ W + c)
            W = W + 0.2 * (x.T @ first - dreamt.T @ last) / 40
            b, c = b + 0.2 * (x - dreamt).mean(axis=0), c + 0.2 * (first - last).mean(axis=0)
        layers.append((W, b, c))
        x = np.asarray(dbn_upward(x, layers[-1:])[0])
    u_hidden, u_visible, u_down = rng.uniform(size=(100, 18, 20)), rng.uniform(size=(100, 18, 40)), rng.uniform(size=(18, 64))
    dreams = np.asarray(dbn_generate(layers, (rng.uniform(size=(18, 40)) < 0.5).astype(float), list(u_hidden), list(u_visible), [u_down]))
    figure = plt.figure(figsize=(11, 3), layout="constrained")
    left, right = figure.subfigures(1, 2, width_ratios=(1, 1.6))
    panel = left.subplots()
    panel.semilogy(range(1, 11), far, "o-", label=["m₁", "m₂"])
    panel.set(xlabel="steps", ylabel="mean distance to the truth")
    panel.legend()
    for panel, dream in zip(right.subplots(3, 6).ravel(), dreams):
        panel.imshow(dream.reshape(8, 8), cmap="Blues", vmin=0, vmax=1)
        panel.set(xticks=[], yticks=[])
except (IndexError, KeyError, TypeError, ValueError):
    print("answer question 5 to see what the tower dreams")
# %% [markdown]
# ## Question 6: into the noise
#
# A *diffusion model* does not learn an energy. It learns the way out of the noise, one small step at a time, and the way **into** it is not learned at all: each step shrinks the data a little and adds a little noise,
#
# $$x_t = \sqrt{1 - \beta_t}\; x_{t-1} + \sqrt{\beta_t}\; z_t, \qquad z_t \sim \mathcal{N}(0, I)$$
#
# The variance stays at 1 if it was 1. Two steps at once: noise of variance $\beta_1$, shrunk by $1 - \beta_2$, and $\beta_2$ more are $(1 - \beta_2)\, \beta_1 + \beta_2 = 1 - (1 - \beta_1)(1 - \beta_2)$. So with the running product $\bar\alpha_t = \prod_{s \le t} (1 - \beta_s)$ any step is
# reached in a single jump, with one normal ε:
#
# $$x_t = \sqrt{\bar\alpha_t}\; x_0 + \sqrt{1 - \bar\alpha_t}\; \varepsilon$$
#
# Steps are counted from 0: $t = 0$ is the first that adds noise, so $\bar\alpha_0 = 1 - \beta_0$. With $\beta = (0.1, 0.2, 0.3)$:
#
# ```
#   t            0       1       2
#   ᾱ            0.9     0.72    0.504          x₀ = 1, ε = 0.5, t = 2:   √0.504 · 1 + √0.496 · 0.5 = 1.062
# ```
#
# Whoever knows ε can turn the jump around: $\hat x_0 = (x_t - \sqrt{1 - \bar\alpha_t}\; \varepsilon) / \sqrt{\bar\alpha_t}$. So let a network guess ε from $x_t$ and $t$, with the plainest of all losses, the mean of $(\varepsilon - \varepsilon_\theta)^2$ over all entries. (This is question 4 again:
# the score is $-\varepsilon / \sqrt{1 - \bar\alpha_t}$.)
#
# How fast? *Linear*: β from $10^{-4}$ at the first to 0.02 at the last of $T$ steps, evenly. *Cosine*: ᾱ shall follow $f(t) = \cos^2\big(\frac{t/T + 0.008}{1.008} \cdot \frac\pi2\big)$, so
#
# $$\beta_t = \min\Big(1 - \frac{f(t + 1)}{f(t)},\; 0.999\Big), \qquad t = 0 \dots T - 1$$
#
# For $T = 4$: $\beta = (0.153, 0.417, 0.708, 0.999)$.
#
# In a batch each sample may have a step of its own. One function is given, which picks entries and makes them fit.
# %%
def at_step(values, t, x):
    """Entries of values (T,) at the steps t, an int or (B,) int, in a shape that multiplies x: (B, …)."""
    return np.reshape(np.asarray(values)[t], (-1,) + (1,) * (np.ndim(x) - 1))


# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 4
# %% [markdown]
# Here `t` is a whole number for the whole batch, or `(B,)` integers, one for each sample; `betas` is `(T,)`. Write
#
# * `beta_schedule(kind, T)`: `kind` is `"linear"` or `"cosine"`, `T` at least 1; return `(T,)`;
# * `q_sample(x0, t, noise, betas)`: `x0` and `noise` are `(B, …)` with any number of axes; return $x_t$ in that shape;
# * `predict_x0(x_t, t, eps, betas)`: the jump turned around, `(B, …)`;
# * `ddpm_loss(eps, eps_pred)`: both of one shape; return a number.
# %% [raw]
# # BEGIN SOLUTION
# %%
def beta_schedule(kind, T):
    """How much noise each step adds, kind: "linear" or "cosine" → (T,)."""
    # BEGIN SOLUTION
    if kind == "linear":
        return np.linspace(1e-4, 0.02, T)
    f = np.cos((np.arange(T + 1) / T + 0.008) / 1.008 * np.pi / 2) ** 2
    return np.minimum(1 - f[1:] / f[:-1], 0.999)
    # END SOLUTION


def q_sample(x0, t, noise, betas):
    """t + 1 steps of noise at once, x0 and noise: (B, …), t: int or (B,) → (B, …)."""
    # BEGIN SOLUTION
    bar = at_step(np.cumprod(1 - betas), t, x0)
    return np.sqrt(bar) * x0 + np.sqrt(1 - bar) * noise
    # END SOLUTION


def predict_x0(x_t, t, eps, betas):
    """Clean data from noisy ones and their noise, x_t and eps: (B, …), t: int or (B,) → (B, …)."""
    # BEGIN SOLUTION
    bar = at_step(np.cumprod(1 - betas), t, x_t)
    return (x_t - np.sqrt(1 - bar) * eps) / np.sqrt(bar)
    # END SOLUTION


def ddpm_loss(eps, eps_pred):
    """Mean squared error of the noise, one shape → number."""
    return np.mean((eps - eps_pred) ** 2)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three steps of noise
points: 0.5
""" # END TEST CONFIG
def test_public_jump(q_sample, predict_x0):
    import numpy as np
    betas, x0, noise = np.array([0.1, 0.2, 0.3]), np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[0.5, 0.0], [1.0, 1.0]])
    got = q_sample(x0, 2, noise, betas)
    assert np.shape(got) == (2, 2), f"the shape of the data, (2, 2), got {np.shape(got)}"
    assert np.allclose(got, [[1.062066, 1.419859], [0.704273, -0.005657]], atol=1e-6), "√0.504 of the data and √0.496 of the noise"
    got = q_sample(x0, np.array([0, 1]), noise, betas)
    assert np.shape(got) == (2, 2), f"with a step for each sample, too, the shape is (2, 2), got {np.shape(got)}"
    assert np.allclose(got, [[1.106797, 1.897367], [0.529150, -0.319378]], atol=1e-6), "the first row with √0.9 and √0.1, the second with √0.72 and √0.28"
    back = predict_x0(np.array([[1.062066]]), 2, np.array([[0.5]]), betas)
    assert np.shape(back) == (1, 1), f"the shape of x_t, (1, 1), got {np.shape(back)}"
    assert np.allclose(back, [[1]], atol=1e-5), "who knows the noise gets the data back"
    assert x0[0, 0] == 1, "the data that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: two schedules, four errors
points: 0.5
""" # END TEST CONFIG
def test_public_schedules(beta_schedule, ddpm_loss):
    import numpy as np
    got = beta_schedule("linear", 3)
    assert np.shape(got) == (3,), f"three steps: shape (3,), got {np.shape(got)}"
    assert np.allclose(got, [0.0001, 0.01005, 0.02]), "evenly from 1e-4 to 0.02, both ends included"
    got = beta_schedule("cosine", 4)
    assert np.shape(got) == (4,), f"four steps: shape (4,), got {np.shape(got)}"
    assert np.allclose(got, [0.152988, 0.416958, 0.707859, 0.999], atol=1e-6), "expected the numbers of the text"
    got = ddpm_loss(np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([[0.0, 0.0], [0.0, 6.0]]))
    assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 3.5), "(1 + 0 + 4 + 9) / 4"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A spiral on its way into the noise, with **your** jumps (40 steps, cosine), and what is left of the data, ᾱ, for both schedules over 1,000 steps. The linear one has destroyed nearly everything half way, and wastes the rest.
# %%
def spiral(n, rng):
    """n points on a spiral, (n, 2)."""
    r = np.sqrt(rng.uniform(0.02, 1, size=n))
    angle = 4 * np.pi * r
    return 1.7 * np.stack([r * np.cos(angle), r * np.sin(angle)], axis=1) + 0.04 * rng.normal(size=(n, 2))


def heart(n, rng):
    """n points on a heart, (n, 2)."""
    a = rng.uniform(0, 2 * np.pi, size=n)
    y = 13 * np.cos(a) - 5 * np.cos(2 * a) - 2 * np.cos(3 * a) - np.cos(4 * a)
    return np.stack([16 * np.sin(a) ** 3, y + 2], axis=1) / 10 + 0.04 * rng.normal(size=(n, 2))


def draw_clouds(panels, clouds):
    """Clouds of points beside each other, clouds: title → (n, 2)."""
    for panel, (title, cloud) in zip(panels, clouds.items()):
        panel.scatter(*cloud.T, s=1)
        panel.set(xlim=(-2.6, 2.6), ylim=(-2.6, 2.6), xticks=[], yticks=[], aspect="equal")
        panel.set_title(title, fontsize=10)


try:
    rng = np.random.default_rng(6)
    x0, noise, betas = spiral(1500, rng), rng.normal(size=(1500, 2)), np.asarray(beta_schedule("cosine", 40))
    clouds = {f"t = {t}": np.asarray(q_sample(x0, t, noise, betas)) for t in (0, 4, 10, 20, 39)}
    left = {kind: np.cumprod(1 - np.asarray(beta_schedule(kind, 1000))) for kind in ("linear", "cosine")}
    figure, panels = plt.subplots(1, 6, figsize=(11, 2), width_ratios=(1.5, 1, 1, 1, 1, 1), layout="constrained")
    for kind, bars in left.items():
        panels[0].plot(bars, label=kind)
    panels[0].set(xlabel="t", ylabel="ᾱ")
    panels[0].legend(fontsize=8)
    draw_clouds(panels[1:], clouds)
except (IndexError, TypeError, ValueError):
    print("answer question 6 to see the spiral dissolve")
# %% [markdown]
# ## Question 7: and back
#
# Suppose you knew $x_0$. Where was $x_{t-1}$, given $x_t$? Two witnesses: it came from $x_0$ by a jump, $x_{t-1} \sim \mathcal{N}(\sqrt{\bar\alpha'}\, x_0,\; 1 - \bar\alpha')$ with $\bar\alpha' = \bar\alpha_{t-1}$, and it went to $x_t$ in one step, $x_t \sim \mathcal{N}(\sqrt{\alpha_t}\, x_{t-1},\; \beta_t)$ with
# $\alpha_t = 1 - \beta_t$. A product of two bells is a bell, and precisions add:
#
# $$\frac1{\tilde\beta_t} = \frac{\alpha_t}{\beta_t} + \frac1{1 - \bar\alpha'} = \frac{1 - \bar\alpha_t}{\beta_t\, (1 - \bar\alpha')}, \qquad
# \text{mean} = \tilde\beta_t \Big( \frac{\sqrt{\alpha_t}}{\beta_t}\, x_t + \frac{\sqrt{\bar\alpha'}}{1 - \bar\alpha'}\, x_0 \Big) = \frac{\sqrt{\bar\alpha'}\, \beta_t}{1 - \bar\alpha_t}\, x_0 + \frac{\sqrt{\alpha_t}\, (1 - \bar\alpha')}{1 - \bar\alpha_t}\, x_t$$
#
# **Before the first step nothing has happened: $\bar\alpha_{-1} = 1$.** So at $t = 0$ the mean is $x_0$ and the variance 0. In the example of question 6 ($t = 2$, $x_0 = 1$, $x_2 = 1.062$) the mean is 1.0148 and $\tilde\beta = 0.3 \cdot 0.28 / 0.496 = 0.1694$.
#
# *DDPM* (2020) does this with the guess $\hat x_0$ of the network in place of $x_0$, and adds noise of that variance: $x_{t-1} = \text{mean}(\hat x_0, x_t) + \sqrt{\tilde\beta_t}\; z$. It needs all $T$ steps.
#
# *DDIM* (2021) goes from $t$ to any earlier $t'$, and decides for itself how much of the noise is new. With $\bar\alpha' = \bar\alpha_{t'}$ (and again 1 for $t' = -1$):
#
# $$\sigma = \eta\, \sqrt{\frac{1 - \bar\alpha'}{1 - \bar\alpha_t}}\, \sqrt{1 - \frac{\bar\alpha_t}{\bar\alpha'}}, \qquad x_{t'} = \sqrt{\bar\alpha'}\; \hat x_0 + \sqrt{1 - \bar\alpha' - \sigma^2}\; \varepsilon_\theta + \sigma\, z$$
#
# The variance around $\sqrt{\bar\alpha'}\, \hat x_0$ is always $1 - \bar\alpha'$: what new noise takes is taken from the direction. $\eta = 0$ has no chance in it at all; $\eta = 1$ with $t' = t - 1$ is DDPM.
#
# **Guidance.** A network that was asked with and without a condition ("a heart", please) gives two noises. Go beyond the difference: $\varepsilon_u + w\, (\varepsilon_c - \varepsilon_u)$. $w = 0$ forgets the condition, $w = 1$ takes it, $w > 1$ exaggerates.
# (The paper counts from there: its $w$ is this one less 1.)
# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 5
# %% [markdown]
# Again `t` and `t_prev` are whole numbers, or `(B,)` integers. All arrays are `(B, …)` of one shape. Write
#
# * `posterior_mean_variance(x0, x_t, t, betas)` → `(mean, variance)`, **both** in the shape of `x0`;
# * `p_sample(x_t, t, eps_pred, noise, betas)`: a step of DDPM, from $x_t$ to $x_{t-1}$; at $t = 0$ the noise that is handed in has no effect;
# * `ddim_step(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None)`: $-1 \le$ `t_prev` $<$ `t`, in any distance; `noise` may be `None` if $\eta = 0$;
# * `classifier_free_guidance(eps_c, eps_u, w)`: $\varepsilon_c$ with the condition, $\varepsilon_u$ without.
#
# *The usual trap:* Python's index −1 is the **last** ᾱ.
# %% [raw]
# # BEGIN SOLUTION
# %%
def posterior_mean_variance(x0, x_t, t, betas):
    """Where x_{t−1} was, x0 and x_t: (B, …), t: int or (B,) → (mean (B, …), variance (B, …))."""
    # BEGIN SOLUTION
    bars = np.cumprod(1 - betas)
    beta, bar, before = (at_step(values, t, x0) for values in (betas, bars, np.append(1.0, bars)))
    mean = (np.sqrt(before) * beta * x0 + np.sqrt(1 - beta) * (1 - before) * x_t) / (1 - bar)
    return mean, np.full(np.shape(x0), beta * (1 - before) / (1 - bar))
    # END SOLUTION


def p_sample(x_t, t, eps_pred, noise, betas):
    """A step of DDPM, x_t, eps_pred, noise: (B, …), t: int or (B,) → (B, …)."""
    # BEGIN SOLUTION
    mean, variance = posterior_mean_variance(predict_x0(x_t, t, eps_pred, betas), x_t, t, betas)
    return mean + np.sqrt(variance) * noise
    # END SOLUTION


def ddim_step(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    """A step of DDIM from t to t_prev, x_t, eps_pred, noise: (B, …) → (B, …)."""
    # BEGIN SOLUTION
    bars = np.append(1.0, np.cumprod(1 - betas))
    bar, after = at_step(bars[1:], t, x_t), at_step(bars, np.asarray(t_prev) + 1, x_t)
    sigma = eta * np.sqrt((1 - after) / (1 - bar)) * np.sqrt(1 - bar / after)
    x = np.sqrt(after) * predict_x0(x_t, t, eps_pred, betas) + np.sqrt(1 - after - sigma**2) * eps_pred
    return x if noise is None else x + sigma * noise
    # END SOLUTION


def classifier_free_guidance(eps_c, eps_u, w):
    """The noise that a condition changes, exaggerated; one shape."""
    return eps_u + w * (eps_c - eps_u)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the example of the text
points: 0.5
""" # END TEST CONFIG
def test_public_posterior(posterior_mean_variance, p_sample):
    import numpy as np
    betas, x_t = np.array([0.1, 0.2, 0.3]), np.array([[1.062066]])
    got = posterior_mean_variance(np.array([[1.0]]), x_t, 2, betas)
    assert got is not None and len(got) >= 2, "return the pair (mean, variance)"
    assert np.shape(got[0]) == (1, 1) and np.shape(got[1]) == (1, 1), f"both in the shape of x0, (1, 1), got {np.shape(got[0])} and {np.shape(got[1])}"
    assert np.allclose(got[0], [[1.014845]], atol=1e-5) and np.allclose(got[1], [[0.169355]], atol=1e-5), "the mean is 1.0148, and the variance 0.3 · 0.28 / 0.496"
    got = p_sample(x_t, 2, np.array([[0.5]]), np.array([[0.5]]), betas)
    assert np.shape(got) == (1, 1), f"the shape of x_t, (1, 1), got {np.shape(got)}"
    assert np.allclose(got, [[1.220609]], atol=1e-5), "ε = 0.5 leads to x₀ = 1; the mean, and half of √0.1694"
    got = p_sample(np.array([[1.1], [1.0]]), np.array([0, 0]), np.array([[0.0], [1.0]]), np.array([[9.0], [9.0]]), betas)
    assert np.shape(got) == (2, 1) and np.allclose(got, [[1.159503], [0.720759]], atol=1e-5), "in the last step: x₀ itself, (1.1 - 0) / √0.9 and (1 - √0.1) / √0.9, and no noise"
    assert x_t[0, 0] == 1.062066, "the data that were given have changed"
# %%
""" # BEGIN TEST CONFIG
name: leaps and guidance
points: 0.5
""" # END TEST CONFIG
def test_public_leaps(ddim_step, classifier_free_guidance):
    import numpy as np
    betas, x_t, eps = np.array([0.1, 0.2, 0.3]), np.array([[1.062066]]), np.array([[0.5]])
    got = ddim_step(x_t, 2, 1, eps, betas)
    assert np.shape(got) == (1, 1), f"the shape of x_t, (1, 1), got {np.shape(got)}"
    assert np.allclose(got, [[1.113103]], atol=1e-5), "√0.72 · 1 + √0.28 · 0.5"
    assert np.allclose(ddim_step(x_t, 2, 0, eps, betas), [[1.106797]], atol=1e-5), "two steps at once: √0.9 · 1 + √0.1 · 0.5"
    assert np.allclose(ddim_step(x_t, 2, 1, eps, betas, 1.0, np.array([[0.5]])), [[1.220609]], atol=1e-5), "η = 1 to the step before is DDPM"
    assert np.allclose(ddim_step(x_t, 2, -1, eps, betas), [[1]], atol=1e-5), "t' = -1 is the clean sample"
    got = classifier_free_guidance(np.array([[0.5]]), np.array([[0.2]]), 2.0)
    assert np.shape(got) == (1, 1) and np.allclose(got, [[0.8]]), "0.2 + 2 · 0.3"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Now let it paint. The network here has one layer of fixed random waves and one matrix for each of 40 steps, which is trained exactly: least squares is the smallest `ddpm_loss` that there is. It is trained on spirals, on hearts, and on both
# (without the condition). Above: 800 grains of noise and **your** `p_sample`. Below: **your** `ddim_step` with twelve leaps instead of 40 steps from the same noise, and **your** guidance: either shape, a heart, a heart with emphasis.
# %%
try:
    rng = np.random.default_rng(7)
    T = 40
    betas = np.asarray(beta_schedule("cosine", T))
    frequency, phase = rng.normal(size=(2, 200)) * rng.choice([0.5, 1.5, 4.0], size=200), rng.uniform(0, 2 * np.pi, size=200)

    def waves(x):
        """The fixed layer, x: (n, 2) → (n, 203)."""
        return np.concatenate([np.cos(x @ frequency + phase), x, np.ones((len(x), 1))], axis=1)

    def train(shape):
        """A matrix for each step, by least squares."""
        matrices, losses = [], []
        for t in range(T):
            x0, noise = shape(1000, rng), rng.normal(size=(1000, 2))
            seen = waves(np.asarray(q_sample(x0, t, noise, betas)))
            matrices.append(np.linalg.solve(seen.T @ seen + 0.05 * np.eye(203), seen.T @ noise))
            losses.append(float(ddpm_loss(noise, seen @ matrices[-1])))
        return matrices, losses

    def either(n, rng):
        return np.concatenate([spiral(n // 2, rng), heart(n - n // 2, rng)])

    (draw_spiral, losses), (draw_heart, _), (draw_either, _) = train(spiral), train(heart), train(either)
    print("loss of the spiral at the steps 0, 10, 20, 39:", *(f"{losses[t]:.2f}" for t in (0, 10, 20, 39)))
    noise = rng.normal(size=(800, 2))
    x, above = noise, {"noise": noise}
    for t in reversed(range(T)):
        x = np.asarray(p_sample(x, t, waves(x) @ draw_spiral[t], rng.normal(size=x.shape), betas))
        if t in (20, 10, 5, 2, 0):
            above[f"{T - t} steps"] = x
    x, leaps = noise, [39, 34, 29, 24, 19, 14, 10, 7, 5, 3, 2, 1, -1]
    for t, t_prev in zip(leaps, leaps[1:]):
        x = np.asarray(ddim_step(x, t, t_prev, waves(x) @ draw_spiral[t], betas))
    below = {"12 leaps": x}
    for w in (0.0, 0.5, 1.0, 1.5, 3.0):
        x = noise
        for t in reversed(range(T)):
            eps = np.asarray(classifier_free_guidance(waves(x) @ draw_heart[t], waves(x) @ draw_either[t], w))
            x = np.asarray(p_sample(x, t, eps, rng.normal(size=x.shape), betas))
        below[f"heart, w = {w}"] = x
    figure, panels = plt.subplots(2, 6, figsize=(11, 3.9), layout="constrained")
    draw_clouds(panels[0], above)
    draw_clouds(panels[1], below)
except (IndexError, TypeError, ValueError):
    print("answer questions 6 and 7 to see a spiral come out of the noise")
# %% [markdown]
# ## If you want to go on (not graded)
#
# Follow one grain: draw its path from noise to spiral with $\eta = 0$ and with $\eta = 1$, from the same start. And store the four letters upside down, too: how many letters does your Hopfield network hold before an O turns into something that nobody wrote?
