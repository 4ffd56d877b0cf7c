# %% [markdown]
# # Attention and transformers
#
# A recurrent network passes what it has read from hand to hand. Attention asks directly: *who of you has what I need?* Every token
# sends out a query, every token holds up a key, and where the two fit, its value is taken. From this one idea, written in three
# lines of NumPy, you will build the layers that all large language models are made of. In the end you will write the weights of a
# head by hand, and read from its map what a "she" and an "it" stand for.
#
# The week in the outline of `001_93c4fdc1f7522504.txt` reads: "Types of attention, Self-attention, Encoder and Decoder
# Transformers". The formulas are those of Vaswani et al. (2017), named as in torch.
#
# Shapes: $T$ tokens with $d$ or $E$ features are `(T, d)`, a batch of them is `(B, T, E)`. **Rows are tokens**; in a table of scores,
# rows are queries and columns keys. A layer is `x @ W.T + b` with `W` of shape (out, in). Masks are arrays of bool, and **True keeps**.
# **Never change an array that you were given**, and return what is asked for and nothing more.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: a soft look-up
#
# A dictionary finds the one key that is equal to the query. Attention compares the query $q_i$ with **all** keys $k_j$, turns the scores
# of each query into weights that sum to 1, and answers with the mixture of the values:
#
# $$s_{ij} = \text{score}(q_i, k_j), \qquad w_{ij} = \frac{e^{s_{ij}}}{\sum_l e^{s_{il}}}, \qquad \text{out}_i = \sum_j w_{ij}\, v_j$$
#
# ```
#                 keys   k₁    k₂    k₃                       values  v₁  v₂  v₃
#      query q₁        [ s₁₁   s₁₂   s₁₃ ]  softmax of the row  ──>   w₁₁ v₁ + w₁₂ v₂ + w₁₃ v₃
#      query q₂        [ s₂₁   s₂₂   s₂₃ ]  softmax of the row  ──>   w₂₁ v₁ + w₂₂ v₂ + w₂₃ v₃
# ```
#
# There are several ways to compare two vectors of $d$ numbers:
#
# | `kind` | score | |
# |---|---|---|
# | `"dot"` | $q^\top k$ | Luong et al. 2015 |
# | `"scaled"` | $q^\top k / \sqrt d$ | Vaswani et al. 2017 |
# | `"general"` | $q^\top W k$, with $W$ `(d, d)` | Luong et al. 2015 |
# | `"additive"` | $v^\top \tanh(W_1 q + W_2 k)$, with $W_1, W_2$ `(h, d)` and $v$ `(h,)` | Bahdanau et al. 2015 |
#
# A worked number: the query $(1, 0)$ and the keys $(1, 0)$, $(0, 1)$, $(1, 1)$ have the dot scores $1, 0, 1$. With $W_1 = W_2 = I$ and
# $v = (1, 1)$ the additive ones are $\tanh 2 + \tanh 0 = 0.964$, $\tanh 1 + \tanh 1 = 1.523$ and $\tanh 2 + \tanh 1 = 1.726$.
#
# A **mask** says which keys a query may see. A masked score counts as $-\infty$, **before** the softmax, so that the others still sum to 1.
# If a query may see nothing at all, its weights and its answer are 0 (not `nan`). *Hard* attention takes the value of the best key alone.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 5
# %% [markdown]
# Write
#
# * `attention_scores(q, k, kind="scaled", W=None, W1=None, W2=None, v=None)`: `q` is `(Tq, d)`, `k` is `(Tk, d)`; return `(Tq, Tk)`;
# * `attend(scores, values, mask=None)`: `scores` `(Tq, Tk)`, `values` `(Tk, dv)`, `mask` `(Tq, Tk)` of bool or `None`; return `(out, weights)` of the
#   shapes `(Tq, dv)` and `(Tq, Tk)`. Scores of ±1000 do occur;
# * `hard_attention(scores, values)`: `(Tq, dv)`; if several keys are best, the first of them.
#
# *Two hints:* subtract the largest score of a row before the exponential. And `np.where` can put $-\infty$ where the mask is False: what is
# then $-\infty - (-\infty)$ in a row without a key?
# %% [raw]
# # BEGIN SOLUTION
# %%
def attention_scores(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    """How well each key fits each query, q: (Tq, d), k: (Tk, d) → (Tq, Tk)."""
    # BEGIN SOLUTION
    if kind == "additive":
        return np.tanh((q @ W1.T)[:, None] + k @ W2.T) @ v
    scores = (q @ W if kind == "general" else q) @ k.T
    return scores / np.sqrt(q.shape[1]) if kind == "scaled" else scores
    # END SOLUTION


def attend(scores, values, mask=None):
    """Mixtures of the values, scores: (Tq, Tk), values: (Tk, dv) → (out (Tq, dv), weights (Tq, Tk))."""
    # BEGIN SOLUTION
    kept = scores if mask is None else np.where(mask, scores, -np.inf)
    top = kept.max(axis=1, keepdims=True)
    powers = np.exp(kept - np.where(np.isfinite(top), top, 0))
    weights = powers / np.maximum(powers.sum(axis=1, keepdims=True), 0.5)  # the best key alone has 1, or there is none
    return weights @ values, weights
    # END SOLUTION


def hard_attention(scores, values):
    """The value of the best key, scores: (Tq, Tk), values: (Tk, dv) → (Tq, dv)."""
    return values[scores.argmax(axis=1)]  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one query, three keys
points: 0.5
""" # END TEST CONFIG
def test_public_scores(attention_scores):
    import numpy as np
    q, k = np.array([[1.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    got = attention_scores(q, k, "dot")
    assert np.shape(got) == (1, 3), f"a row for each query, a column for each key: expected shape (1, 3), got {np.shape(got)}"
    assert np.allclose(got, [[1, 0, 1]]), "the dot scores of the text are 1, 0, 1"
    assert np.allclose(attention_scores(q, k), np.array([[1, 0, 1]]) / np.sqrt(2)), "kind is \"scaled\" unless told otherwise: divide by the root of d = 2"
    got = attention_scores(q, k, "additive", W1=np.eye(2), W2=np.eye(2), v=np.ones(2))
    assert np.allclose(got, [[0.964028, 1.523188, 1.725622]], atol=1e-6), "the additive scores of the text: 0.964, 1.523, 1.726"
    assert q[0, 0] == 1 and k[2, 1] == 1, "attention_scores changed an array that it was given: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: one two five
points: 0.5
""" # END TEST CONFIG
def test_public_attend(attend, hard_attention):
    import numpy as np
    scores, values = np.log(np.array([[1.0, 2.0, 5.0]])), np.array([[8.0], [0.0], [16.0]])
    pair = attend(scores, values)
    assert pair is not None and len(pair) == 2, "return the pair (out, weights)"
    assert np.shape(pair[0]) == (1, 1) and np.shape(pair[1]) == (1, 3), f"expected shapes (1, 1) and (1, 3), got {np.shape(pair[0])} and {np.shape(pair[1])}"
    assert np.allclose(pair[1], [[0.125, 0.25, 0.625]]) and np.allclose(pair[0], 11), "the weights are 1/8, 2/8, 5/8: out is 8/8 + 80/8"
    out, weights = attend(scores, values, np.array([[True, True, False]]))
    assert np.allclose(weights, [[1 / 3, 2 / 3, 0]]), "without the third key the weights are 1/3 and 2/3: True keeps"
    assert np.shape(hard_attention(scores, values)) == (1, 1), "hard_attention returns (Tq, dv), (1, 1) here"
    assert np.allclose(hard_attention(scores, values), 16), "the third key is the best: its value is 16"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Attention is a look-up in a table of examples. Here the keys are places $x_j$, the values are noisy measurements, and the score is minus
# the squared distance, over $2h^2$. Nothing is trained. A small $h$ is nearly hard attention, which copies the nearest measurement, noise and all.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

rng = np.random.default_rng(1)
places = np.sort(rng.uniform(0, 6, size=30))
measured = np.sin(places) + 0.25 * rng.normal(size=30)
asked = np.linspace(0, 6, 200)
distances = (asked[:, None] - places) ** 2
try:
    curves = {f"h = {h}": np.asarray(attend(-distances / (2 * h**2), measured[:, None])[0])[:, 0] for h in (0.1, 0.4, 1.5)}
    curves["hard"] = np.asarray(hard_attention(-distances, measured[:, None]))[:, 0]
    figure, panels = plt.subplots(1, 4, figsize=(10, 2.4), sharey=True, layout="tight")
    for panel, (label, curve) in zip(panels, curves.items()):
        panel.plot(places, measured, "k.", markersize=4)
        panel.plot(asked, curve)
        panel.plot(asked, np.sin(asked), "k:", linewidth=0.8)
        panel.set_title(label);
except (TypeError, IndexError):
    plt.close("all")
    print("answer question 1 to see what is looked up")
# %% [markdown]
# ## Question 2: scaled, masked, batched
#
# For $q$ and $k$ with entries of variance 1, the variance of $q^\top k$ is $d$. Large scores make a softmax that sees one key and learns nothing
# from the others, so divide by $\sqrt d$:
#
# $$\text{Attention}(Q, K, V) = \mathrm{softmax}\Bigl(\frac{Q K^\top}{\sqrt d}\Bigr) V$$
#
# In **self-attention**, queries, keys and values come from one sequence; in **cross-attention**, the queries come from another one. Two masks occur
# everywhere. One that predicts the next word must not see it: query $t$ keeps the keys $0 \dots t$, also its own (**causal**). And
# nobody should look at **padding**:
#
# ```
#      causal_mask(4)            padding_mask([3, 1], 4)
#
#      ■ · · ·                   ■ ■ ■ ·      lengths 3 and 1:
#      ■ ■ · ·                   ■ · · ·      a row for each sequence
#      ■ ■ ■ ·
#      ■ ■ ■ ■                   ■ True, keeps      · False
# ```
#
# A worked number: $Q = I$, $K = \begin{pmatrix}1&0\\0&1\\1&1\end{pmatrix}$, $V = \begin{pmatrix}1&2\\3&4\\5&6\end{pmatrix}$. The first query has the scores
# $(0.707, 0, 0.707)$, the weights $(0.401, 0.198, 0.401)$ and the answer $(3, 4)$; the second the answer $(3.407, 4.407)$.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 5
# %% [markdown]
# Write
#
# * `causal_mask(T)`: an array `(T, T)` of bool; $T$ may be 0; <!-- graded: list -->
# * `padding_mask(lengths, T)`: `lengths` is `(B,)`, integers from 0 to T; return `(B, T)` of bool;
# * `scaled_dot_product_attention(q, k, v, mask=None, is_causal=False)`: `q` is `(..., Tq, d)`, `k` `(..., Tk, d)`, `v` `(..., Tk, dv)` with any number of axes in
#   front (a batch, heads); return `(..., Tq, dv)`. `mask` is bool and broadcasts to `(..., Tq, Tk)`. With `is_causal` (only where $T_q = T_k$) the causal mask
#   holds **as well**. A query that keeps no key gets 0. Scores of ±1000 do occur, and for float32 inputs the result is float32. <!-- graded: dtype -->
#
# *A hint:* `np.swapaxes(k, -1, -2)` transposes the last two axes.
# %% [raw]
# # BEGIN SOLUTION
# %%
def causal_mask(T):
    """Who may see whom when nobody sees the future → (T, T) of bool."""
    return np.tri(T, dtype=bool)  # SOLUTION


def padding_mask(lengths, T):
    """Which tokens are there, lengths: (B,) int → (B, T) of bool."""
    return np.arange(T) < np.asarray(lengths)[:, None]  # SOLUTION


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    """Attention with the scale √d, q: (..., Tq, d), k: (..., Tk, d), v: (..., Tk, dv) → (..., Tq, dv)."""
    # BEGIN SOLUTION
    s = q @ np.swapaxes(k, -1, -2) / np.sqrt(q.shape[-1]).astype(q.dtype)
    if is_causal:
        s = np.where(np.tri(s.shape[-1], dtype=bool), s, -np.inf)
    if mask is not None:
        s = np.where(mask, s, -np.inf)
    top = s.max(axis=-1, keepdims=True)
    e = np.exp(s - np.where(np.isfinite(top), top, 0))
    return ((e / np.maximum(e.sum(axis=-1, keepdims=True), 0.5)) @ v).astype(v.dtype)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: masks of the picture
points: 0.5
""" # END TEST CONFIG
def test_public_masks(causal_mask, padding_mask):
    import numpy as np
    got = np.asarray(causal_mask(4))
    assert got.shape == (4, 4) and got.dtype == bool, f"expected shape (4, 4) of bool, got {got.shape} of {got.dtype}"
    assert got.sum() == 10 and got[3].all() and not got[0, 1], "row t keeps the columns 0…t: see the picture"
    assert np.shape(causal_mask(0)) == (0, 0), f"no token: expected shape (0, 0), got {np.shape(causal_mask(0))}"
    got = np.asarray(padding_mask(np.array([3, 1]), 4))
    assert got.shape == (2, 4) and got.dtype == bool, f"expected shape (2, 4) of bool, got {got.shape} of {got.dtype}"
    assert got.tolist() == [[True, True, True, False], [True, False, False, False]], "lengths 3 and 1: see the picture"
# %%
""" # BEGIN TEST CONFIG
name: two queries, three keys
points: 0.5
""" # END TEST CONFIG
def test_public_attention(scaled_dot_product_attention):
    import numpy as np
    q, k, v = np.eye(2), np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    got = scaled_dot_product_attention(q, k, v)
    assert np.shape(got) == (2, 2), f"a row for each query, as wide as the values: expected shape (2, 2), got {np.shape(got)}"
    assert np.allclose(got, [[3, 4], [3.406673, 4.406673]], atol=1e-6), "the answers of the text: (3, 4) and (3.407, 4.407)"
    got = scaled_dot_product_attention(q, k, v, np.array([[True, False, False], [False, False, False]]))
    assert np.allclose(got, [[1, 2], [0, 0]]), "a query that keeps one key gets its value; one that keeps none gets 0"
    single = scaled_dot_product_attention(*(a.astype("float32") for a in (q, k, v)))
    assert str(getattr(single, "dtype", "float32")).endswith("float32"), f"float32 inputs have a float32 result, got {single.dtype}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Why $\sqrt d$? Eight random keys, random queries, and for each size $d$ the largest of the eight weights, on average. Without the scale the softmax of a
# large head is a choice of one, and its gradient is nearly 0. The dotted line is what equal weights would be.
# %%
rng = np.random.default_rng(2)
sizes = 2 ** np.arange(1, 11)
try:
    largest = {"scaled": [], "not scaled": []}
    for d in sizes:
        q, k = rng.normal(size=(200, 1, d)), rng.normal(size=(200, 8, d))
        for label, factor in (("scaled", 1.0), ("not scaled", np.sqrt(d))):
            weights = scaled_dot_product_attention(factor * q, k, np.broadcast_to(np.eye(8), (200, 8, 8)))
            largest[label].append(float(np.mean(np.max(weights, axis=-1))))
    plt.figure(figsize=(6, 2.6))
    for label, values in largest.items():
        plt.semilogx(sizes, values, "o-", base=2, label=label)
    plt.axhline(1 / 8, color="k", linestyle=":", linewidth=0.8)
    plt.ylim(0, 1.05)
    plt.xlabel("d")
    plt.ylabel("largest weight")
    plt.legend();
except (TypeError, ValueError):
    plt.close("all")
    print("answer question 2 to see the weights")
# %% [markdown]
# ## Question 3: several heads
#
# One softmax can look at one kind of thing. So cut the $E$ features into $h$ **heads** of $E/h$ neighbouring ones, let each attend by itself with the scale
# $\sqrt{E/h}$, put their answers side by side again, and mix them with one more matrix:
#
# ```
#    x (B, T, E) ──W_in──> q, k, v (B, T, E) each ──split──> (B, h, T, E/h) ──attention──> (B, h, T, E/h)
#                                                                                              │ merge
#                                                           (B, T, E) <──W_out── (B, T, E) <───┘
#
#    split, E = 6, h = 2:    token t   [ a b c | d e f ]        head 0 has  [a b c] of every token
#                                                               head 1 has  [d e f] of every token
# ```
#
# `W_in` stacks three matrices: rows $0 \dots E-1$ make the queries, the next $E$ rows the keys, the last $E$ rows the values. There are
# $4E^2 + 4E$ parameters, however many heads.
#
# *The usual trap:* `x.reshape(B, h, T, E // h)` has the right shape and the wrong content: it cuts **tokens** apart. Split the last axis first, then move the
# axis of the heads.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 5
# %% [markdown]
# Write
#
# * `split_heads(x, n_heads)`: `(B, T, E)` → `(B, h, T, E/h)`, and `merge_heads(x)`, its inverse;
# * `multi_head_attention(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None)`: queries come from `x_q` `(B, Tq, E)`, keys and values from `x_kv`
#   `(B, Tk, E)`. `W_in` is `(3E, E)`, `b_in` `(3E,)`, `W_out` `(E, E)`, `b_out` `(E,)`. `mask` is bool, `(Tq, Tk)` or `(B, Tq, Tk)`, and holds for every head. Return
#   `(B, Tq, E)`; a query that keeps no key gets `b_out`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def split_heads(x, n_heads):
    """The features cut into heads, (B, T, E) → (B, h, T, E/h)."""
    return np.stack(np.split(x, n_heads, axis=2), axis=1)  # SOLUTION


def merge_heads(x):
    """The heads side by side again, (B, h, T, d) → (B, T, h·d)."""
    return np.concatenate(np.moveaxis(x, 1, 0), axis=2)  # SOLUTION


def multi_head_attention(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    """Attention by several heads and a projection, x_q: (B, Tq, E), x_kv: (B, Tk, E) → (B, Tq, E)."""
    # BEGIN SOLUTION
    maps = zip((x_q, x_kv, x_kv), np.split(W_in, 3), np.split(b_in, 3))
    q, k, v = (split_heads(x @ W.T + b, n_heads) for x, W, b in maps)
    s = np.einsum("bhqd,bhkd->bhqk", q, k) / np.sqrt(q.shape[3])
    if mask is not None:
        s = np.where(mask if mask.ndim == 2 else mask[:, None], s, -np.inf)
    top = s.max(axis=3, keepdims=True)
    e = np.exp(s - np.where(np.isfinite(top), top, 0))
    heads = np.einsum("bhqk,bhkd->bhqd", e / np.maximum(e.sum(axis=3, keepdims=True), 0.5), v)
    return merge_heads(heads) @ W_out.T + b_out
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: six features, two heads
points: 0.5
""" # END TEST CONFIG
def test_public_split(split_heads, merge_heads):
    import numpy as np
    x = np.arange(24.0).reshape(1, 4, 6)
    got = np.asarray(split_heads(x, 2))
    assert np.shape(got) == (1, 2, 4, 3), f"expected shape (B, h, T, E/h) = (1, 2, 4, 3), got {np.shape(got)}"
    assert np.allclose(got[0, 0, 1], [6, 7, 8]) and np.allclose(got[0, 1, 1], [9, 10, 11]), "token 1 is 6…11: head 0 has 6, 7, 8, head 1 the rest"
    back = merge_heads(got)
    assert np.shape(back) == (1, 4, 6) and np.allclose(back, x), "merge_heads is the inverse of split_heads"
# %%
""" # BEGIN TEST CONFIG
name: two tokens, two heads
points: 0.5
""" # END TEST CONFIG
def test_public_heads(multi_head_attention):
    import numpy as np
    x, b_out = np.array([[[1.0, 0.0, 2.0, 0.0], [0.0, 1.0, 0.0, 2.0]]]), np.array([0.0, 0.0, 0.0, 1.0])
    got = multi_head_attention(x, x, np.tile(np.eye(4), (3, 1)), np.zeros(12), np.eye(4), b_out, 2)
    assert np.shape(got) == (1, 2, 4), f"expected shape (1, 2, 4), got {np.shape(got)}"
    right = [[0.669762, 0.330238, 1.888386, 1.111614], [0.330238, 0.669762, 0.111614, 2.888386]]
    assert np.allclose(got[0], right, atol=1e-5), "all maps are the identity: head 0 mixes (1, 0) and (0, 1), head 1 mixes (2, 0) and (0, 2), with the scale √2"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Without positions, attention does not know the order of its tokens: shuffle them, and the answers are shuffled, too, and otherwise the same. Check
# it with your own layer (the two numbers should agree to about 15 digits). What does that mean for "dog bites man"?
# %%
rng = np.random.default_rng(3)
tokens, order = rng.normal(size=(1, 7, 8)), np.array([3, 0, 6, 1, 5, 2, 4])
weights = rng.normal(size=(24, 8)) / 3, rng.normal(size=24), rng.normal(size=(8, 8)) / 3, rng.normal(size=8)
try:
    straight = np.asarray(multi_head_attention(tokens, tokens, *weights, 2))[:, order]
    shuffled = np.asarray(multi_head_attention(tokens[:, order], tokens[:, order], *weights, 2))
    print(f"first token, straight: {straight[0, 0, 0]:.15f}\nfirst token, shuffled: {shuffled[0, 0, 0]:.15f}")
except (TypeError, IndexError):
    print("answer question 3 to shuffle the tokens")
# %% [markdown]
# ## Question 4: where a token stands
#
# So the position must be written into the token. The transformer of 2017 adds to each embedding a row of sines and cosines, slower and slower from left to
# right, like the digits of a clock: seconds, minutes, hours. For position $p$ and pair $i = 0 \dots d/2 - 1$
#
# $$PE_{p,\,2i} = \sin\frac{p}{b^{\,2i/d}}, \qquad PE_{p,\,2i+1} = \cos\frac{p}{b^{\,2i/d}}, \qquad b = 10000$$
#
# Both columns of a pair share one frequency, and positions start at 0. A pair is the hand of a clock; one step turns it by a fixed angle,
# wherever it stands. Therefore $PE_p \cdot PE_q$ depends on $p - q$ alone. (Why? $\cos(\alpha - \beta) = \cos\alpha\cos\beta + \sin\alpha\sin\beta$.)
#
# A worked number, $d = 4$: row 0 is $(0, 1, 0, 1)$, row 1 is $(\sin 1, \cos 1, \sin 0.01, \cos 0.01) = (0.8415, 0.5403, 0.0100, 1.0000)$.
#
# BERT and GPT **learn** the rows instead: a table with one row for each position, from which the rows are looked up.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 3
# %% [markdown]
# Write `sinusoidal_positional_encoding(T, d, base=10000.0)` → an array `(T, d)`, also for $T = 0$; $d$ is even; <!-- graded: list --> and
# `learned_positional_embedding(ids, table)`: `ids` is `(T,)`, positions as integers in any order, perhaps several times the same; `table` is `(L, d)`; return `(T, d)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def sinusoidal_positional_encoding(T, d, base=10000.0):
    """Sines in the even columns, cosines in the odd ones → (T, d)."""
    # BEGIN SOLUTION
    angles = np.arange(T)[:, None] / base ** (np.arange(0, d, 2) / d)
    return np.stack([np.sin(angles), np.cos(angles)], axis=2).reshape(T, d)
    # END SOLUTION


def learned_positional_embedding(ids, table):
    """The row of each position, ids: (T,) int, table: (L, d) → (T, d)."""
    return table[ids]  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two rows
points: 0.5
""" # END TEST CONFIG
def test_public_rows(sinusoidal_positional_encoding):
    import numpy as np
    got = sinusoidal_positional_encoding(2, 4)
    assert np.shape(got) == (2, 4), f"a row for each position: expected shape (2, 4), got {np.shape(got)}"
    assert np.allclose(got[0], [0, 1, 0, 1]), "position 0: all sines are 0, all cosines 1"
    assert np.allclose(got[1], [0.841471, 0.540302, 0.01, 0.99995], atol=1e-6), "row 1 of the text"
    got = sinusoidal_positional_encoding(0, 4)
    assert np.shape(got) == (0, 4), f"no position: expected shape (0, 4), got {np.shape(got)}"
# %%
""" # BEGIN TEST CONFIG
name: rows of a table
points: 0.5
""" # END TEST CONFIG
def test_public_table(learned_positional_embedding):
    import numpy as np
    got = learned_positional_embedding(np.array([2, 0]), np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]))
    assert np.shape(got) == (2, 2) and np.allclose(got, [[5, 6], [1, 2]]), "the positions 2 and 0 have the rows (5, 6) and (1, 2)"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Left: your encoding of 60 positions, fast clocks left and slow ones right. Right: its inner products. Every row of the picture is the same curve,
# moved along: that is "depends on the distance alone".
# %%
try:
    PE = np.asarray(sinusoidal_positional_encoding(60, 64))
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
    left.imshow(PE, cmap="RdBu", aspect="auto")
    left.set(xlabel="column", ylabel="position")
    figure.colorbar(right.imshow(PE @ PE.T, cmap="viridis"), ax=right)
    right.set(xlabel="position", title="$PE_p \\cdot PE_q$");
except TypeError:
    plt.close("all")
    print("answer question 4 to see the clocks")
# %% [markdown]
# ## Question 5: norm and feed-forward
#
# Two small parts are missing. **Layer norm** gives every token, by itself, mean 0 and variance 1 over its $E$ features, and then a learned scale and shift:
#
# $$LN(x) = \gamma \odot \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta, \qquad \mu = \frac1E \sum_e x_e, \quad \sigma^2 = \frac1E \sum_e (x_e - \mu)^2$$
#
# A worked number: $(1, 2, 3, 6)$ has $\mu = 3$, $\sigma^2 = 3.5$, so with $\gamma = 1$, $\beta = 0$ it becomes $(-1.069, -0.535, 0, 1.604)$. A batch norm would
# compare a feature with the same feature of other samples; a layer norm never looks at another token, let alone another sentence.
#
# The **feed-forward part** is a small network that thinks about each token by itself: $W_2\, \mathrm{relu}(W_1 x + b_1) + b_2$, usually with four times as many units in between.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 3
# %% [markdown]
# Write `layer_norm(x, gamma, beta, eps=1e-5)`, `x` is `(..., E)`, `gamma` and `beta` are `(E,)`; and `feed_forward(x, W1, b1, W2, b2)`, `x` is `(..., E)`, `W1` `(F, E)`, `b1` `(F,)`, `W2` `(E, F)`,
# `b2` `(E,)`. Both return the shape of `x`, whatever number of axes it has.
# %% [raw]
# # BEGIN SOLUTION
# %%
def layer_norm(x, gamma, beta, eps=1e-5):
    """Each token with mean 0 and variance 1, scaled and shifted, x: (..., E) → (..., E)."""
    # BEGIN SOLUTION
    off = x - x.mean(axis=-1, keepdims=True)
    return gamma * off / np.sqrt((off**2).mean(axis=-1, keepdims=True) + eps) + beta
    # END SOLUTION


def feed_forward(x, W1, b1, W2, b2):
    """Two layers with a relu between them, x: (..., E) → (..., E)."""
    return np.maximum(x @ W1.T + b1, 0) @ W2.T + b2  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one two three six
points: 0.5
""" # END TEST CONFIG
def test_public_norm(layer_norm):
    import numpy as np
    got = layer_norm(np.array([[1.0, 2.0, 3.0, 6.0], [2.0, 4.0, 6.0, 12.0]]), np.ones(4), np.zeros(4))
    assert np.shape(got) == (2, 4), f"the shape (2, 4) of x stays, got {np.shape(got)}"
    assert np.allclose(got[0], [-1.069043, -0.534522, 0, 1.603565], atol=1e-5), "the row of the text: (-1.069, -0.535, 0, 1.604)"
    assert np.allclose(got[1], got[0], atol=1e-4), "twice the row is nearly the same row again: each token by itself"
# %%
""" # BEGIN TEST CONFIG
name: one unit on, one off
points: 0.5
""" # END TEST CONFIG
def test_public_feed(feed_forward):
    import numpy as np
    got = feed_forward(np.array([2.0]), np.array([[1.0], [-1.0]]), np.array([1.0, 1.0]), np.array([[10.0, 5.0]]), np.array([0.5]))
    assert np.shape(got) == (1,) and np.allclose(got, 30.5), "the units see 3 and -1, the relu leaves 3 and 0: 10 · 3 + 5 · 0 + 0.5"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 6: encoder and decoder
#
# Now put the parts together. Each part $f$ of a layer has a **residual** ($x$ goes around it) and a norm. The transformer of 2017 normalises after the
# sum (*post-norm*); GPT-2 and what came after it normalise the input of the part (*pre-norm*), which trains more easily:
#
# $$\text{post: } x \leftarrow LN\bigl(x + f(x)\bigr) \qquad\qquad \text{pre: } x \leftarrow x + f\bigl(LN(x)\bigr)$$
#
# ```
#      encoder layer                    decoder layer                                        params (as in torch's state_dict)
#
#      x ─> self-attention, norm1       x ─> self-attention (causal), norm1                  self_attn.in_proj_weight  .in_proj_bias
#             │                                │                                             self_attn.out_proj.weight .out_proj.bias
#             │                                ├─> attention to memory, norm2                multihead_attn.…  (decoder: the same four)
#             v                                v                                             linear1.weight .bias   linear2.weight .bias
#           feed-forward, norm2              feed-forward, norm3                             norm1.weight (γ) .bias (β)   norm2.…  norm3.…
# ```
#
# An encoder layer alone makes BERT; decoder layers without the middle part make GPT; both together translate. In the decoder's middle part the
# **queries** come from the decoder, keys and values from `memory`, the encoder's result, of which everything may be seen.
# Only the decoder's self-attention is causal. In pre-norm, `memory` is not normalised again.
#
# How many parameters? Attention has $4d^2 + 4d$, a norm $2d$, the feed-forward part $2\,d\,ff + ff + d$. An encoder layer has one attention and two norms,
# a decoder layer two and three. With $ff = 4d$ and $d = 512$ that is 3,152,384 and 4,204,032.
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 5
# %% [markdown]
# Write
#
# * `transformer_encoder_layer(x, params, n_heads, norm_first, mask=None)`: `x` is `(B, T, E)`, `params` a dict with the names of the picture, `norm_first` True for pre-norm;
#   `mask` as in question 3, for the self-attention; return `(B, T, E)`;
# * `transformer_decoder_layer(x, memory, params, n_heads, norm_first, causal=True, memory_mask=None)`: `memory` is `(B, S, E)`; with `causal=False` the self-attention sees
#   everything; `memory_mask` is bool, `(T, S)` or `(B, T, S)`, for the attention to `memory`; return `(B, T, E)`;
# * `transformer_param_count(d, ff=None, decoder=False)`: a whole number; `ff=None` means $4d$.
#
# All norms have $\epsilon = 10^{-5}$.
#
# *A hint:* write the line with the residual and the norm once, as a function that takes $f$.
# %% [raw]
# # BEGIN SOLUTION
# %%
# BEGIN SOLUTION NO PROMPT
def look(name, x, seen, params, n_heads, mask):
    """The attention called `name`, from x to what is seen."""
    ends = ("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias")
    return multi_head_attention(x, seen, *(params[f"{name}.{end}"] for end in ends), n_heads, mask)


def around(number, x, part, params, norm_first):
    """A part with its residual and its norm."""
    weights = params[f"norm{number}.weight"], params[f"norm{number}.bias"]
    return x + part(layer_norm(x, *weights)) if norm_first else layer_norm(x + part(x), *weights)


def think(x, params):
    """The feed-forward part."""
    return feed_forward(x, *(params[f"linear{i}.{end}"] for i in (1, 2) for end in ("weight", "bias")))
# END SOLUTION


def transformer_encoder_layer(x, params, n_heads, norm_first, mask=None):
    """Self-attention, then the feed-forward part, x: (B, T, E) → (B, T, E)."""
    # BEGIN SOLUTION
    x = around(1, x, lambda z: look("self_attn", z, z, params, n_heads, mask), params, norm_first)
    return around(2, x, lambda z: think(z, params), params, norm_first)
    # END SOLUTION


def transformer_decoder_layer(x, memory, params, n_heads, norm_first, causal=True, memory_mask=None):
    """Causal self-attention, attention to memory (B, S, E), the feed-forward part, x: (B, T, E) → (B, T, E)."""
    # BEGIN SOLUTION
    mask = np.tri(x.shape[1], dtype=bool) if causal else None
    x = around(1, x, lambda z: look("self_attn", z, z, params, n_heads, mask), params, norm_first)
    x = around(2, x, lambda z: look("multihead_attn", z, memory, params, n_heads, memory_mask), params, norm_first)
    return around(3, x, lambda z: think(z, params), params, norm_first)
    # END SOLUTION


def transformer_param_count(d, ff=None, decoder=False):
    """How many numbers a layer learns → int."""
    # BEGIN SOLUTION
    ff = 4 * d if ff is None else ff
    return (1 + decoder) * (4 * d * d + 4 * d) + (2 + decoder) * 2 * d + 2 * d * ff + ff + d
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: nothing but residuals and norms
points: 0.5
""" # END TEST CONFIG
def test_public_layers(transformer_encoder_layer, transformer_decoder_layer):
    import numpy as np
    shapes = {"in_proj_weight": (12, 4), "in_proj_bias": (12,), "out_proj.weight": (4, 4), "out_proj.bias": (4,)}
    params = {f"{name}.{end}": np.zeros(shape) for name in ("self_attn", "multihead_attn") for end, shape in shapes.items()}
    params |= {"linear1.weight": np.zeros((8, 4)), "linear1.bias": np.zeros(8), "linear2.weight": np.zeros((4, 8)), "linear2.bias": np.zeros(4)}
    params |= {f"norm{i}.{end}": value for i in (1, 2, 3) for end, value in (("weight", np.ones(4)), ("bias", np.zeros(4)))}
    x, memory = np.array([[[1.0, 2.0, 3.0, 6.0], [0.0, 4.0, 0.0, 4.0]]]), np.ones((1, 3, 4))
    for layer, more in ((transformer_encoder_layer, ()), (transformer_decoder_layer, (memory,))):
        pre, post = (np.asarray(layer(x, *more, params, 2, first)) for first in (True, False))
        assert np.shape(pre) == (1, 2, 4) and np.shape(post) == (1, 2, 4), f"a layer keeps the shape of x, (1, 2, 4), got {np.shape(pre)} and {np.shape(post)}"
        assert np.allclose(pre, x), "all weights are 0: in pre-norm nothing but x itself is left"
        assert np.allclose(post[0, 0], [-1.069, -0.535, 0, 1.604], atol=1e-3), "in post-norm what is left is x, normalised"
# %%
""" # BEGIN TEST CONFIG
name: parameters of the original
points: 0.5
""" # END TEST CONFIG
def test_public_parameters(transformer_param_count):
    got = transformer_param_count(512), transformer_param_count(512, decoder=True)
    assert got == (3152384, 4204032), f"d = 512: expected 3,152,384 and 4,204,032, got {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Who can see whom? One token of the input is changed, and a picture shows which outputs move (yellow). Row: the changed token; column: the output. One of
# the three pictures is a model that can be trained to predict the next word at all places at once. Which one, and what is different about the third?
# %%
rng = np.random.default_rng(6)
sizes = {"in_proj_weight": (24, 8), "in_proj_bias": (24,), "out_proj.weight": (8, 8), "out_proj.bias": (8,)}
params = {f"{name}.{end}": rng.normal(size=shape) / 2 for name in ("self_attn", "multihead_attn") for end, shape in sizes.items()}
params |= {f"linear{i}.{end}": rng.normal(size=shape) / 2 for i, end, shape in ((1, "weight", (32, 8)), (1, "bias", 32), (2, "weight", (8, 32)), (2, "bias", 8))}
params |= {f"norm{i}.{end}": value for i in (1, 2, 3) for end, value in (("weight", np.ones(8)), ("bias", np.zeros(8)))}
sentence, source = rng.normal(size=(1, 8, 8)), rng.normal(size=(1, 6, 8))
try:
    def moves(layer, given):
        """Which outputs move when one token of `given` is changed."""
        before = np.asarray(layer(given))
        rows = []
        for t in range(given.shape[1]):
            other = given.copy()
            other[:, t] += rng.normal(size=8)
            rows.append(np.abs(np.asarray(layer(other)) - before).max(axis=2)[0] > 1e-9)
        return np.array(rows)

    pictures = {
        "encoder": moves(lambda z: transformer_encoder_layer(z, params, 2, True), sentence),
        "decoder, its own input": moves(lambda z: transformer_decoder_layer(z, source, params, 2, True), sentence),
        "decoder, memory": moves(lambda z: transformer_decoder_layer(sentence, z, params, 2, True), source),
    }
    figure, panels = plt.subplots(1, 3, figsize=(9, 3), layout="constrained")
    for panel, (title, picture) in zip(panels, pictures.items()):
        panel.imshow(picture, vmin=0, vmax=1)
        panel.set(title=title, xlabel="output", ylabel="changed token");
except (TypeError, IndexError):
    plt.close("all")
    print("answer questions 3, 5 and 6 to see who sees whom")
# %% [markdown]
# ## Question 7: heads that one can read
#
# What do heads learn? Two kinds are found in nearly every trained transformer: heads that look at the **word before**, and heads that look for **what a word
# refers to**. You will write the weights of one of each by hand. A head is two matrices; it looks at its input $x$ (one row a word) with
#
# $$q = x\, W_q^\top, \qquad k = x\, W_k^\top, \qquad \text{weights} = \mathrm{softmax}\Bigl(\frac{q\, k^\top}{\sqrt d}\Bigr) \text{ of each row}$$
#
# **The word before.** The input are positions, the rows of question 4 with $b = 10000$. In one pair of columns a row is $(\sin\alpha, \cos\alpha)$ with $\alpha = p\,\omega$, $\omega = b^{-2i/d}$. The word
# before has the hand of its clock at $\alpha - \omega$:
#
# $$\begin{pmatrix} \sin(\alpha - \omega) \\ \cos(\alpha - \omega) \end{pmatrix} =
# \begin{pmatrix} \cos\omega & -\sin\omega \\ \sin\omega & \cos\omega \end{pmatrix} \begin{pmatrix} \sin\alpha \\ \cos\alpha \end{pmatrix}$$
#
# A matrix of such 2×2 blocks turns every row $p$ into row $p - 1$, whatever $p$ is. What does a query that *is* the row of the word before fit best?
#
# **What a pronoun stands for.** The input are six features of each word, 0 or 1:
#
# | | noun | pronoun | feminine | masculine | neuter | other |
# |---|---|---|---|---|---|---|
# | girl, queen | 1 | | 1 | | | |
# | boy, king | 1 | | | 1 | | |
# | cat, ball | 1 | | | | 1 | |
# | she, her | | 1 | 1 | | | |
# | he, him | | 1 | | 1 | | |
# | it | | 1 | | | 1 | |
# | the, saw, and, … | | | | | | 1 |
#
# A "she" should look at the girl: not at herself, not at another "she", not at the cat. A score is a sum of products: what should count, and how much?
#
# *The usual trap:* the right word has the best score, and still hardly any weight. Multiply $W_q$ by a large number: the larger the scores, the sharper the look.
# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 3
# %% [markdown]
# Write
#
# * `previous_word_head(d)` → `(W_q, W_k)`, both `(d, d)`: every position from 1 on gives a weight of at least 0.9 to the one before. Judged with $d$ = 16, 32 and 64 and up to 40 positions
#   (what position 0 looks at does not matter);
# * `pronoun_head()` → `(W_q, W_k)`, both `(6, 6)`, for the columns in the order of the table ($d = 6$): every pronoun gives a weight of at least 0.9 to the noun of its own gender. Judged with
#   sentences of up to twelve words in which there is exactly one such noun (what other words look at does not matter).
# %% [raw]
# # BEGIN SOLUTION
# %%
def previous_word_head(d):
    """Weights with which each position looks at the one before → (W_q, W_k), (d, d) each."""
    # BEGIN SOLUTION
    turn = np.zeros((d, d))
    for i in range(0, d, 2):
        w = 10000.0 ** (-i / d)
        turn[i : i + 2, i : i + 2] = [[np.cos(w), -np.sin(w)], [np.sin(w), np.cos(w)]]
    return 200 * turn, np.eye(d)
    # END SOLUTION


def pronoun_head():
    """Weights with which a pronoun looks at the noun of its gender → (W_q, W_k), (6, 6) each."""
    # BEGIN SOLUTION
    gender = np.diag([0.0, 0, 1, 1, 1, 0])
    wants, offers = gender.copy(), gender.copy()
    wants[0, 1] = offers[0, 0] = 1  # a pronoun asks for a noun, a noun says that it is one
    return 40 * wants, offers
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: ten positions
points: 0.5
""" # END TEST CONFIG
def test_public_before(previous_word_head):
    import numpy as np
    pair = previous_word_head(16)
    assert pair is not None and len(pair) == 2, "return the pair (W_q, W_k)"
    W_q, W_k = (np.asarray(W, dtype=float) for W in pair)
    assert W_q.shape == (16, 16) and W_k.shape == (16, 16), f"expected two matrices (16, 16), got {W_q.shape} and {W_k.shape}"
    angles = np.arange(10)[:, None] / 10000.0 ** (np.arange(0, 16, 2) / 16)
    x = np.stack([np.sin(angles), np.cos(angles)], axis=2).reshape(10, 16)
    scores = (x @ W_q.T) @ (x @ W_k.T).T / 4
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    seen = [int(row.argmax()) for row in weights]
    assert seen[1:] == list(range(9)), f"the positions 1 to 9 should look at 0 to 8; they look at {seen[1:]}"
    assert min(weights[p, p - 1] for p in range(1, 10)) >= 0.9, "each should give at least 0.9 of its weight to the one before: are your scores large enough?"
# %%
""" # BEGIN TEST CONFIG
name: the girl saw the cat and she fed it
points: 0.5
""" # END TEST CONFIG
def test_public_pronouns(pronoun_head):
    import numpy as np
    pair = pronoun_head()
    assert pair is not None and len(pair) == 2, "return the pair (W_q, W_k)"
    W_q, W_k = (np.asarray(W, dtype=float) for W in pair)
    assert W_q.shape == (6, 6) and W_k.shape == (6, 6), f"expected two matrices (6, 6), got {W_q.shape} and {W_k.shape}"
    marks = {"girl": [0, 2], "cat": [0, 4], "she": [1, 2], "it": [1, 4]}
    line = "the girl saw the cat and she fed it"
    words = line.split()
    x = np.array([np.isin(np.arange(6), marks.get(word, [5])) for word in words], dtype=float)
    scores = (x @ W_q.T) @ (x @ W_k.T).T / np.sqrt(6)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    for pronoun, noun in (("she", "girl"), ("it", "cat")):
        row = weights[words.index(pronoun)]
        assert row[words.index(noun)] >= 0.9, f"{pronoun!r} should look at {noun!r}; it looks at {words[int(row.argmax())]!r} most, and at {noun!r} with {row[words.index(noun)]:.2f}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Your two heads on one sentence. Read the map row by row: a row is the word that looks, a column the word that is looked at. Find the "she" and the "it".
# (What do the articles do in your second map, and why?)
# %%
line = "the queen saw the boy and she threw him the ball but he lost it"
words = line.split()
marks = {"queen": [0, 2], "boy": [0, 3], "ball": [0, 4], "she": [1, 2], "he": [1, 3], "him": [1, 3], "it": [1, 4]}
features = np.array([np.isin(np.arange(6), marks.get(word, [5])) for word in words], dtype=float)
try:
    maps = {}
    for title, x, (W_q, W_k) in (
        ("the word before", np.asarray(sinusoidal_positional_encoding(len(words), 32)), previous_word_head(32)),
        ("what a pronoun stands for", features, pronoun_head()),
    ):
        maps[title] = np.asarray(attend(attention_scores(x @ np.asarray(W_q).T, x @ np.asarray(W_k).T), x)[1])
    figure, panels = plt.subplots(1, 2, figsize=(11, 5), layout="constrained")
    for panel, (title, weights) in zip(panels, maps.items()):
        panel.imshow(weights, cmap="Blues", vmin=0, vmax=1)
        panel.set_xticks(range(len(words)), words, rotation=90)
        panel.set_yticks(range(len(words)), words)
        panel.set_title(title);
except (TypeError, ValueError):
    plt.close("all")
    print("answer questions 1, 4 and 7 to see the maps")
# %% [markdown]
# ## If you want to go on (not graded)
#
# Stack your two heads in two layers: the first writes the word before into each token, the second looks for tokens whose word before is the word that I am.
# That is an *induction head*: after "… queen saw … queen" it predicts "saw". Build it with one-hot words and your `scaled_dot_product_attention(…, is_causal=True)`,
# and let it go on with "a b c d a b". It learnt that from nothing but the prompt: what do people call this in a large language model?
