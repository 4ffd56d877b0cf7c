# %% [markdown]
# # Recurrent networks
#
# A feed-forward network reads everything at once and forgets it. A recurrent one reads a sequence step by step and carries a
# *state* along: what it knows so far. You will run such a network forward and backward through time, compare it with its relatives
# (Jordan's, the bidirectional one, the LSTM), find out why its gradients vanish, and in the end let it write.
#
# The lectures' table of milestones, `001_93c4fdc1f7522504.txt`, has the dates: Jordan 1986; Schuster and Paliwal, and Hochreiter and
# Schmidhuber, both 1997. The formulas here are the standard ones, named as in torch.
#
# Shapes: a batch of sequences is `X` of shape `(B, T, D)`: **batch, time, feature**. `X[:, t]` is what all sequences read at one
# step. States are `(B, H)`, all numbers are floats, and rows are samples, so a layer is `x @ W.T + b` with `W` of shape `(H, D)`.
# **Never change an array that you were given**, and return what is asked for and nothing more.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: a state that goes on
#
# Elman's network is one layer, used at every step with the **same** weights. Its inputs are what it reads now and what it was before:
#
# $$h_t = \tanh(W_{ih}\, x_t + b_{ih} + W_{hh}\, h_{t-1} + b_{hh})$$
#
# ```
#              ┌───────┐      ┌───────┐      ┌───────┐
#    h₀ ─W_hh─>│ tanh  │─W_hh>│ tanh  │─W_hh>│ tanh  │──> h₃       one layer, drawn three times
#              └───────┘      └───────┘      └───────┘
#                  ↑ W_ih         ↑ W_ih         ↑ W_ih
#                  x₁             x₂             x₃
# ```
#
# A worked number, used until question 2: one feature, one unit, $W_{ih} = 1$, $W_{hh} = \frac12$, no biases, $h_0 = 0$. It reads
# $(1, 0, 0)$. Then $h_1 = \tanh(1) = 0.7616$, $h_2 = \tanh(\frac12 \cdot 0.7616) = 0.3634$, $h_3 = \tanh(\frac12 \cdot 0.3634) = 0.1797$:
# the 1 that was read first fades, but it is still there.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 4
# %% [markdown]
# Write
#
# * `rnn_cell(x, h, W_ih, W_hh, b_ih, b_hh)`: one step, `x` is `(B, D)`, `h` is `(B, H)`; return the new state, `(B, H)`. torch has two
#   biases although one would do: add both;
# * `rnn_forward(X, h0, params)`: all steps, starting from `h0` `(B, H)`. `params` is a dict with the four keys `"W_ih"`, `"W_hh"`, `"b_ih"`,
#   `"b_hh"`. Return `(H, h)`: the states after each step, `(B, T, H)`, and the state after the last one, `(B, H)`.
#
# A sequence may have no step at all ($T = 0$): `H` is then an array of the shape `(B, 0, H)`, and the last state is `h0`. For float32
# inputs `H` is float32: `np.zeros` and `np.empty` are float64 unless told otherwise. <!-- graded: dtype, list -->
#
# *A hint:* `rnn_cell(x, h, **params)` passes a dict as named arguments.
# %% [raw]
# # BEGIN SOLUTION
# %%
def rnn_cell(x, h, W_ih, W_hh, b_ih, b_hh):
    """One step, x: (B, D), h: (B, H) → the new state (B, H)."""
    return np.tanh(x @ W_ih.T + b_ih + h @ W_hh.T + b_hh)  # SOLUTION


def rnn_forward(X, h0, params):
    """All steps, X: (B, T, D), h0: (B, H) → (all states (B, T, H), the last one (B, H))."""
    # BEGIN SOLUTION
    h, H = h0, np.empty((len(X), X.shape[1], h0.shape[1]), dtype=X.dtype)
    for t in range(X.shape[1]):
        H[:, t] = h = rnn_cell(X[:, t], h, **params)
    return H, h
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one step
points: 0.5
""" # END TEST CONFIG
def test_public_step(rnn_cell):
    import numpy as np
    x, h = np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]])
    got = rnn_cell(x, h, np.array([[1.0]]), np.array([[0.5]]), np.zeros(1), np.zeros(1))
    assert np.shape(got) == (2, 1), f"a state for each of the two samples: expected shape (2, 1), got {np.shape(got)}"
    assert np.allclose(got, np.tanh([[1.0], [0.5]])), "the first sample reads 1 and was 0, the second reads 0 and was 1"
    assert x[0, 0] == 1 and h[1, 0] == 1, "rnn_cell changed an array that it was given: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: three steps
points: 0.5
""" # END TEST CONFIG
def test_public_three(rnn_forward):
    import numpy as np
    params = {"W_ih": np.array([[1.0]]), "W_hh": np.array([[0.5]]), "b_ih": np.zeros(1), "b_hh": np.zeros(1)}
    out = rnn_forward(np.array([[[1.0], [0.0], [0.0]]]), np.zeros((1, 1)), params)
    assert out is not None and len(out) == 2, "return the pair (H, h)"
    H, h = out
    assert np.shape(H) == (1, 3, 1) and np.shape(h) == (1, 1), f"expected shapes (1, 3, 1) and (1, 1), got {np.shape(H)} and {np.shape(h)}"
    assert np.allclose(np.ravel(H), [0.761594, 0.363399, 0.179726], atol=1e-6), "the states of the text: 0.7616, 0.3634, 0.1797"
    single = {name: value.astype("float32") for name, value in params.items()}
    H, h = rnn_forward(np.ones((2, 3, 1), dtype="float32"), np.zeros((2, 1), dtype="float32"), single)
    assert str(getattr(H, "dtype", "float32")).endswith("float32"), f"float32 inputs have float32 states, got {H.dtype}"
    H, h = rnn_forward(np.ones((2, 0, 1)), np.full((2, 1), 0.25), params)
    assert np.shape(H) == (2, 0, 1), f"no step: expected H of shape (2, 0, 1), got {np.shape(H)}"
    assert np.allclose(h, 0.25), "no step: the last state is h0"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A state is a short memory. Twelve units with random weights read nothing but a single 1 at step 5; each row below is a unit.
# How long can you see that something was there? Compare the two scales of $W_{hh}$.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

rng = np.random.default_rng(1)
wide, into = rng.normal(size=(12, 12)) / np.sqrt(12), rng.normal(size=(12, 1))
pulse = np.zeros((1, 40, 1))
pulse[0, 5] = 1
try:
    seen = {}
    for scale in (0.6, 1.2):
        params = {"W_ih": into, "W_hh": scale * wide, "b_ih": np.zeros(12), "b_hh": np.zeros(12)}
        seen[scale] = np.asarray(rnn_forward(pulse, np.zeros((1, 12)), params)[0])[0].T
    figure, panels = plt.subplots(1, 2, figsize=(9, 2.6), sharey=True, layout="constrained")
    for panel, (scale, states) in zip(panels, seen.items()):
        image = panel.imshow(states, aspect="auto", cmap="RdBu", vmin=-1, vmax=1)
        panel.set(title=f"$W_{{hh}}$ times {scale}", xlabel="step")
    panels[0].set_ylabel("unit")
    figure.colorbar(image, ax=panels);
except (TypeError, IndexError):
    plt.close("all")
    print("answer question 1 to see the states")
# %% [markdown]
# ## Question 2: backpropagation through time
#
# Unrolled, the network is a deep one whose layers share their weights, so backpropagation needs no new idea. Walk from the last step
# to the first. A state $h_t$ is used twice: the loss may look at it directly (that derivative, `dH[:, t]`, is given), and the **next
# step** reads it. Both derivatives are added. Then comes the slope of tanh, which can be read off the state itself:
#
# $$d_t = \underbrace{dH_t}_{\text{the loss}} + \underbrace{W_{hh}^\top\, a_{t+1}}_{\text{the next step}}, \qquad
# a_t = d_t \odot (1 - h_t^2), \qquad a_{T+1} = 0$$
#
# ```
#      h₀ <───── a₁ <──W_hhᵀ── a₂ <──W_hhᵀ── a₃        backward: each a takes in the one behind it,
#                ↑             ↑             ↑          and leaves its part in every gradient
#               dH₁           dH₂           dH₃
# ```
#
# The weights are used at every step, so every step **adds** to their gradients (as every sample of the batch does):
#
# $$dW_{ih} = \sum_t a_t x_t^\top, \qquad dW_{hh} = \sum_t a_t h_{t-1}^\top, \qquad db_{ih} = db_{hh} = \sum_t a_t, \qquad
# dx_t = W_{ih}^\top a_t, \qquad dh_0 = W_{hh}^\top a_1$$
#
# For the worked number of question 1 and the loss $L = h_3$: $a_3 = 1 - 0.1797^2 = 0.9677$, $a_2 = \frac12\, a_3\,(1 - 0.3634^2) = 0.4200$,
# $a_1 = \frac12\, a_2\, (1 - 0.7616^2) = 0.0882$. So $dW_{ih} = a_1 = 0.0882$ (only $x_1$ is not 0) and
# $dW_{hh} = 0.9677 \cdot 0.3634 + 0.4200 \cdot 0.7616 = 0.6715$.
#
# A long sequence makes this slow, and all its states have to be kept. **Truncated** backpropagation cuts the sequence into pieces of $k$
# steps: the state still goes on over a cut, but no derivative goes back over it.
#
# ```
#      k = 2:   h₀ ── 1 ── 2 ─│─ 3 ── 4 ─│─ 5         cuts behind the steps 2, 4, 6, …: a₃ does not reach step 2
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 6
# %% [markdown]
# Write, both with the same six results `(dX, dh0, dW_ih, dW_hh, db_ih, db_hh)`, each of the shape of what it is the gradient of:
#
# * `rnn_backward(cache, dH)`: `cache` is the tuple `(X, h0, H, W_ih, W_hh)` with `H` of `rnn_forward`, and `dH` is `(B, T, H)`;
# * `truncated_bptt(cache, dH, k)`: the same with cuts behind the steps k, 2k, 3k, … (the first step is step 1). All entries of `dH`
#   still count, and with $k \ge T$ nothing is cut.
#
# With $T = 0$ all six are 0, and `dX` is an array of the shape `(B, 0, D)`. <!-- graded: list -->
#
# *The usual traps:* the gradient of $W_{hh}$ meets the state **before** the step. And `h` *is* already the tanh: its slope needs no
# further one.
# %% [raw]
# # BEGIN SOLUTION
# %%
def rnn_backward(cache, dH):
    """Gradients through all steps, dH: (B, T, H) → (dX, dh0, dW_ih, dW_hh, db_ih, db_hh)."""
    return truncated_bptt(cache, dH, dH.shape[1] + 1)  # SOLUTION


def truncated_bptt(cache, dH, k):
    """The same, with no derivative going back over the ends of the steps k, 2k, …"""
    # BEGIN SOLUTION
    X, start, H, W_ih, W_hh = cache
    dX, dW_ih, dW_hh, db = np.empty_like(X), np.zeros_like(W_ih), np.zeros_like(W_hh), np.zeros_like(W_hh[0])
    behind = np.zeros_like(start)
    for t in reversed(range(X.shape[1])):
        if (t + 1) % k == 0:
            behind = np.zeros_like(start)
        a = (dH[:, t] + behind) * (1 - H[:, t] ** 2)
        dX[:, t] = a @ W_ih
        dW_ih += a.T @ X[:, t]
        dW_hh += a.T @ (H[:, t - 1] if t else start)
        db += a.sum(axis=0)
        behind = a @ W_hh
    return dX, behind, dW_ih, dW_hh, db, db
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: back through three steps
points: 0.5
""" # END TEST CONFIG
def test_public_back(rnn_backward):
    import numpy as np
    X, h0, H = np.array([[[1.0], [0.0], [0.0]]]), np.zeros((1, 1)), np.array([[[0.7615942], [0.3633995], [0.1797260]]])
    out = rnn_backward((X, h0, H, np.array([[1.0]]), np.array([[0.5]])), np.array([[[0.0], [0.0], [1.0]]]))
    assert out is not None and len(out) == 6, "return six gradients: dX, dh0, dW_ih, dW_hh, db_ih, db_hh"
    shapes = [np.shape(g) for g in out]
    assert shapes == [(1, 3, 1), (1, 1), (1, 1), (1, 1), (1,), (1,)], f"each gradient has the shape of its variable, got {shapes}"
    assert np.allclose(out[2], 0.088184, atol=1e-5), "only x₁ is not 0, so dW_ih is a₁ = 0.0882"
    assert np.allclose(out[3], 0.671492, atol=1e-5), "dW_hh is a₃ h₂ + a₂ h₁ + a₁ h₀ = 0.6715"
    none = rnn_backward((X[:, :0], h0, H[:, :0], np.array([[1.0]]), np.array([[0.5]])), np.zeros((1, 0, 1)))
    assert np.shape(none[0]) == (1, 0, 1), f"no step: expected dX of shape (1, 0, 1), got {np.shape(none[0])}"
# %%
""" # BEGIN TEST CONFIG
name: a cut behind step 2
points: 0.5
""" # END TEST CONFIG
def test_public_cut(truncated_bptt):
    import numpy as np
    X, h0, H = np.array([[[1.0], [0.0], [0.0]]]), np.zeros((1, 1)), np.array([[[0.7615942], [0.3633995], [0.1797260]]])
    cache, dH = (X, h0, H, np.array([[1.0]]), np.array([[0.5]])), np.array([[[0.0], [0.0], [1.0]]])
    out = truncated_bptt(cache, dH, 2)
    assert out is not None and len(out) == 6, "return six gradients: dX, dh0, dW_ih, dW_hh, db_ih, db_hh"
    assert np.shape(out[0]) == (1, 3, 1), f"dX has the shape of X, (1, 3, 1), got {np.shape(out[0])}"
    assert np.allclose(np.ravel(out[0]), [0, 0, 0.967699], atol=1e-5), "k = 2: the loss is at step 3, behind the cut; steps 1 and 2 get nothing"
    assert np.allclose(np.ravel(truncated_bptt(cache, dH, 3)[0])[0], 0.088184, atol=1e-5), "k = 3: nothing is cut, and dx₁ is a₁ = 0.0882"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# How far back does the last step listen? The loss is the sum of the last state of a random network; the bars are the size of the gradient
# by each input, by your `rnn_backward` and by your `truncated_bptt` with $k = 8$. The third line is a check: the same gradient by
# differences.
# %%
rng = np.random.default_rng(2)
params = {"W_ih": rng.normal(size=(16, 3)), "W_hh": 1.3 * rng.normal(size=(16, 16)) / 4, "b_ih": np.zeros(16), "b_hh": np.zeros(16)}
story, still = 0.5 * rng.normal(size=(1, 30, 3)), np.zeros((1, 16))
try:
    H, h = rnn_forward(story, still, params)
    cache, last = (story, still, H, params["W_ih"], params["W_hh"]), np.zeros((1, 30, 16))
    last[:, -1] = 1
    whole, cut = rnn_backward(cache, last)[0], truncated_bptt(cache, last, 8)[0]
    differences = np.zeros(30)
    for t in range(30):
        moved = np.repeat(story, 6, axis=0)
        moved[:3, t] += 1e-5 * np.eye(3)
        moved[3:, t] -= 1e-5 * np.eye(3)
        sums = rnn_forward(moved, np.repeat(still, 6, axis=0), params)[1].sum(axis=1)
        differences[t] = np.linalg.norm((sums[:3] - sums[3:]) / 2e-5)
    steps = np.arange(1, 31)
    plt.figure(figsize=(8, 2.8))
    plt.bar(steps, np.linalg.norm(whole[0], axis=1), color="tab:blue", alpha=0.5, label="all steps")
    plt.bar(steps, np.linalg.norm(cut[0], axis=1), width=0.4, color="tab:orange", label="truncated, k = 8")
    plt.plot(steps, differences, "k.", label="differences")
    plt.yscale("log")
    plt.xlabel("step")
    plt.ylabel("‖∂L/∂x‖")
    plt.legend(loc="upper left");
except (TypeError, AttributeError, IndexError):
    plt.close("all")
    print("answer questions 1 and 2 to see the gradients")
# %% [markdown]
# ## Question 3: Jordan's network
#
# In the table of milestones recurrent networks begin in 1986, with Michael I. Jordan. His network feeds back its **output**, not its hidden
# state, through a *context* that fades by a factor $\mu$ each step:
#
# $$s_1 = y_0, \quad s_t = y_{t-1} + \mu\, s_{t-1}, \qquad h_t = \tanh(W_{xh} x_t + W_{yh} s_t + b_h), \qquad y_t = W_{hy} h_t + b_y$$
#
# ```
#      Elman:   x ──> h ──> y              Jordan:   x ──> h ──> y
#                    ↑ │                                  ↑      │
#                    └─┘                            μ ↻   s <────┘
# ```
#
# A worked number: $h_t = \tanh(x_t + \frac12 s_t)$, $y_t = 2 h_t$, $\mu = 0$, $y_0 = 0$, and again $x = (1, 0, 0)$. Then
# $y = (1.5232, 1.2840, 1.1325)$: the network hears its own loud answer, and the 1 stays.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 3
# %% [markdown]
# Write `jordan_rnn_forward(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0)`: `X` is `(B, T, D)`, `y0` `(B, O)`, `W_xh` `(H, D)`, `W_yh` `(H, O)`, `W_hy`
# `(O, H)`. Return `(H, Y)` of shapes `(B, T, H)` and `(B, T, O)`. The output is linear, and $T \ge 1$.
# %% [raw]
# # BEGIN SOLUTION
# %%
def jordan_rnn_forward(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    """Hidden states and outputs of all steps, X: (B, T, D), y0: (B, O) → ((B, T, H), (B, T, O))."""
    # BEGIN SOLUTION
    context, y, hidden, outputs = 0, y0, [], []
    for t in range(X.shape[1]):
        context = y + mu * context
        hidden.append(np.tanh(X[:, t] @ W_xh.T + context @ W_yh.T + b_h))
        y = hidden[t] @ W_hy.T + b_y
        outputs.append(y)
    return np.stack(hidden, axis=1), np.stack(outputs, axis=1)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three outputs
points: 0.5
""" # END TEST CONFIG
def test_public_jordan(jordan_rnn_forward):
    import numpy as np
    one, half, none = np.array([[1.0]]), np.array([[0.5]]), np.zeros(1)
    out = jordan_rnn_forward(np.array([[[1.0], [0.0], [0.0]]]), np.zeros((1, 1)), one, half, none, 2 * one, none)
    assert out is not None and len(out) == 2, "return the pair (H, Y)"
    H, Y = out
    assert np.shape(H) == (1, 3, 1) and np.shape(Y) == (1, 3, 1), f"expected shapes (1, 3, 1) and (1, 3, 1), got {np.shape(H)} and {np.shape(Y)}"
    assert np.allclose(np.ravel(Y), [1.523188, 1.284030, 1.132540], atol=1e-6), "the outputs of the text: 1.5232, 1.2840, 1.1325"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# The echo of a single 1, with the weights of the text: Elman's network hears its state, Jordan's its output, twice as loud. With $\mu = 0$
# the way around Jordan's loop has a gain of exactly 1 at small states, so that the echo fades ever more slowly. What does it do with any
# $\mu > 0$, and why?
# %%
single = np.zeros((1, 25, 1))
single[0, 0] = 1
one, none = np.ones((1, 1)), np.zeros(1)
try:
    echoes = {"Elman": 2 * np.asarray(rnn_forward(single, 0 * one, {"W_ih": one, "W_hh": 0.5 * one, "b_ih": none, "b_hh": none})[0])}
    for mu in (0.0, 0.5, -0.9):
        echoes[f"Jordan, μ = {mu}"] = np.asarray(jordan_rnn_forward(single, 0 * one, one, 0.5 * one, none, 2 * one, none, mu)[1])
    plt.figure(figsize=(8, 2.8))
    for label, y in echoes.items():
        plt.plot(np.arange(1, 26), y.ravel(), ".-", label=label)
    plt.xlabel("step")
    plt.ylabel("y")
    plt.ylim(-0.2, 2.6)
    plt.legend(ncols=4, loc="upper center");
except (TypeError, IndexError):
    plt.close("all")
    print("answer questions 1 and 3 to see the echoes")
# %% [markdown]
# ## Question 4: two readers
#
# To label a word, what comes *after* it helps as much as what came before. A bidirectional network (Schuster and Paliwal 1997) has two
# readers, each with weights of its own. One reads from left to right, the other from right to left; then their states stand side by
# side, each **at the step that it has just read**:
#
# ```
#    step           1        2        3       (padding)
#    forward   ──> f₁ ────> f₂ ────> f₃
#    backward      b₁ <──── b₂ <──── b₃ <──   starts at the last step that is there
#    H            [f₁ b₁]  [f₂ b₂]  [f₃ b₃]    [0 0]
#    h             b₁ is where the backward reader ends, f₃ where the forward one does
# ```
#
# Sequences of a batch have different lengths; shorter ones are padded. The padding must not be read: each sequence is reversed
# **within its length**.
#
# A worked number: both readers are $\tanh(x + \frac12 h)$, and $x = (1, 0, -1)$. Then the rows of $H$ are $(0.7616, 0.6741)$,
# $(0.3634, -0.3634)$, $(-0.6741, -0.7616)$. The last states are $-0.6741$ (forward) and $0.6741$ (backward).
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 4
# %% [markdown]
# Write `bidirectional_rnn(X, fwd, bwd, lengths=None)`: `fwd` and `bwd` are dicts as in question 1, both readers start from a state of 0, and
# `lengths` is `(B,)`, an integer from 0 to T for each sequence (`None`: all are T long). Return `(H, h)`: the states `(B, T, 2H)`, forward
# first, 0 in the padding; and the last state of each reader, `(2, B, H)`, forward first: after the last step that is there, and
# after step 1. A sequence of length 0 has last states of 0.
#
# *A hint:* `X[b, :n][::-1]` reverses the first n steps of a sequence.
# %% [raw]
# # BEGIN SOLUTION
# %%
def bidirectional_rnn(X, fwd, bwd, lengths=None):
    """Both readers, X: (B, T, D) → (states (B, T, 2H), last states (2, B, H))."""
    # BEGIN SOLUTION
    size, lengths = len(fwd["W_hh"]), [X.shape[1]] * len(X) if lengths is None else lengths
    H, ends = np.zeros((*X.shape[:2], 2 * size)), np.empty((2, len(X), size))
    for b, n in enumerate(lengths):
        for reader, weights in enumerate((fwd, bwd)):
            way, state = slice(None, None, -1 if reader else None), np.zeros((1, size))
            states, state = rnn_forward(X[b : b + 1, :n][:, way], state, weights)
            H[b, :n, reader * size : (reader + 1) * size] = states[0, way]
            ends[reader, b] = state[0]
    return H, ends
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three steps, both ways
points: 0.5
""" # END TEST CONFIG
def test_public_both(bidirectional_rnn):
    import numpy as np
    p = {"W_ih": np.array([[1.0]]), "W_hh": np.array([[0.5]]), "b_ih": np.zeros(1), "b_hh": np.zeros(1)}
    out = bidirectional_rnn(np.array([[[1.0], [0.0], [-1.0]]]), p, p)
    assert out is not None and len(out) == 2, "return the pair (H, h)"
    H, h = out
    assert np.shape(H) == (1, 3, 2) and np.shape(h) == (2, 1, 1), f"expected shapes (1, 3, 2) and (2, 1, 1), got {np.shape(H)} and {np.shape(h)}"
    assert np.allclose(H[0], [[0.761594, 0.674144], [0.363399, -0.363399], [-0.674144, -0.761594]], atol=1e-5), "the rows of the text"
    assert np.allclose(np.ravel(h), [-0.674144, 0.674144], atol=1e-5), "the forward reader ends at step 3, the backward one at step 1"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Who knows what? A network reads five sequences of different lengths, and then once more with the **fifth** word of each changed. The
# pictures show how much each state moved, in percent of the largest move; a bar is the end of a sequence. Such a network cannot be used to
# predict the next word: where in the pictures do you see that?
# %%
rng = np.random.default_rng(4)
readers = [{"W_ih": rng.normal(size=(8, 2)), "W_hh": rng.normal(size=(8, 8)) / 2.5, "b_ih": 0.1 * rng.normal(size=8), "b_hh": np.zeros(8)} for _ in range(2)]
words, lengths = rng.normal(size=(5, 16, 2)), np.array([16, 13, 10, 8, 6])
try:
    changed = words.copy()
    changed[:, 4] += 1
    moved = np.abs(np.asarray(bidirectional_rnn(changed, *readers, lengths)[0]) - np.asarray(bidirectional_rnn(words, *readers, lengths)[0]))
    figure, panels = plt.subplots(1, 2, figsize=(9, 2.3), sharey=True, layout="constrained")
    for panel, half, title in zip(panels, (moved[:, :, :8], moved[:, :, 8:]), ("forward reader", "backward reader")):
        image = panel.imshow(100 * half.mean(axis=2) / half.mean(axis=2).max(), cmap="Blues", aspect="auto", extent=(0.5, 16.5, 5.5, 0.5))
        panel.plot(lengths + 0.5, np.arange(1, 6), "k|", markersize=22)
        panel.set(title=title, xlabel="step")
    panels[0].set_ylabel("sequence")
    figure.colorbar(image, ax=panels, format="%d %%");
except (TypeError, IndexError):
    plt.close("all")
    print("answer question 4 to see who knows what")
# %% [markdown]
# ## Question 5: gates that remember
#
# A state that goes through a matrix and a tanh at every step is soon worn out. The LSTM has a second state, the *cell* $c$, which is only
# multiplied and added to. Three gates, numbers between 0 and 1, decide what happens to it, and $g$ is what could be written:
#
# $$c_t = \underbrace{\sigma(f)\, c_{t-1}}_{\text{keep}} + \underbrace{\sigma(i)\, \tanh(g)}_{\text{write}}, \qquad
# h_t = \underbrace{\sigma(o)}_{\text{show}}\, \tanh(c_t)$$
#
# All four come from one product, whose $4H$ rows are stacked in torch's order **i, f, g, o**:
#
# $$\begin{pmatrix} i\\ f\\ g\\ o \end{pmatrix} = W_{ih}\, x_t + b_{ih} + W_{hh}\, h_{t-1} + b_{hh}$$
#
# ```
#      c ────────×σ(f)───────(+)─────────┬────────> c'
#                             ↑          │
#               σ(i)·tanh(g)──┘        tanh·σ(o)
#                                        │
#      h ──┐                             └────────> h'
#      x ──┴──> i f g o
# ```
#
# A worked number: all weights 1, biases 0, $x = 1$, $h = \frac12$, $c = 2$. All four see $1.5$; $\sigma(1.5) = 0.8176$ and
# $\tanh(1.5) = 0.9051$, so $c' = 0.8176 \cdot 2 + 0.8176 \cdot 0.9051 = 2.3752$ and $h' = 0.8176 \tanh(2.3752) = 0.8036$.
#
# The milestone of 1997 had no forget gate, which means $\sigma(f) = 1$; it came in 2000. The table in `001_93c4fdc1f7522504.txt` says that
# the LSTM "solved the problem of vanishing gradient". It softens it: $\partial c_t / \partial c_{t-1}$ is the gate, and a gate of 0.9 leaves
# 0.00003 after a hundred steps.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 4
# %% [markdown]
# Write
#
# * `lstm_cell(x, h, c, W_ih, W_hh, b_ih, b_hh)`: `x` is `(B, D)`, `h` and `c` are `(B, H)`, `W_ih` is `(4H, D)`, `W_hh` `(4H, H)`, the biases `(4H,)`;
#   return `(h', c')`;
# * `lstm_forward(X, state, params)`: `state` is the pair `(h, c)` to start from; return `(H, (h, c))`: all hidden states `(B, T, H)`, and
#   both states after the last step. $T \ge 1$;
# * `lstm_param_count(D, H, two_biases=True)`: how many numbers such a layer learns; with `two_biases=False` as in textbooks, with a single bias.
#
# The gates may be driven far: pre-activations of ±1000 must not give `nan`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def lstm_cell(x, h, c, W_ih, W_hh, b_ih, b_hh):
    """One step, x: (B, D), h and c: (B, H) → the new (h, c)."""
    # BEGIN SOLUTION
    i, f, g, o = np.split(x @ W_ih.T + b_ih + h @ W_hh.T + b_hh, 4, axis=1)
    i, f, o = (0.5 * (1 + np.tanh(0.5 * gate)) for gate in (i, f, o))  # the sigmoid, without exponentials
    cell = f * c + i * np.tanh(g)
    return o * np.tanh(cell), cell
    # END SOLUTION


def lstm_forward(X, state, params):
    """All steps, X: (B, T, D), state: (h, c) → (hidden states (B, T, H), the last (h, c))."""
    # BEGIN SOLUTION
    shown = []
    for t in range(X.shape[1]):
        state = lstm_cell(X[:, t], *state, **params)
        shown.append(state[0])
    return np.stack(shown, axis=1), state
    # END SOLUTION


def lstm_param_count(D, H, two_biases=True):
    """Weights and biases of an LSTM with D inputs and H units → int."""
    return 4 * H * (D + H + 1 + two_biases)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: four gates
points: 0.5
""" # END TEST CONFIG
def test_public_gates(lstm_cell):
    import numpy as np
    ones = np.ones((4, 1))
    out = lstm_cell(np.array([[1.0]]), np.array([[0.5]]), np.array([[2.0]]), ones, ones, np.zeros(4), np.zeros(4))
    assert out is not None and len(out) == 2, "return the pair (h, c)"
    assert np.shape(out[0]) == (1, 1) and np.shape(out[1]) == (1, 1), "both states keep their shape, (1, 1) here"
    assert np.allclose(out[1], 2.375175, atol=1e-5), "c' = 0.8176 · 2 + 0.8176 · 0.9051 = 2.3752"
    assert np.allclose(out[0], 0.803554, atol=1e-5), "h' = 0.8176 · tanh(2.3752) = 0.8036"
# %%
""" # BEGIN TEST CONFIG
name: numbers to learn
points: 0.5
""" # END TEST CONFIG
def test_public_count(lstm_param_count):
    got = lstm_param_count(3, 2)
    assert got == 56, f"D = 3, H = 2: W_ih has 8 · 3 numbers, W_hh 8 · 2, each bias 8; that makes 56, got {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A memory test. The cell of an LSTM and the state of an Elman network are moved a little at the start; the curves show what is left of that
# after $t$ steps of noise. The bias of the forget gates is 0, 2 or 5: why do many people start training with 1 or more? (1.00 would be a
# perfect memory, and a perfect refusal to forget.)
# %%
rng = np.random.default_rng(5)
noise, nothing, push = 0.5 * rng.normal(size=(1, 100, 2)), np.zeros((1, 8)), 1e-4
elman = {"W_ih": rng.normal(size=(8, 2)), "W_hh": np.linalg.qr(rng.normal(size=(8, 8)))[0], "b_ih": np.zeros(8), "b_hh": np.zeros(8)}
gated = {"W_ih": 0.3 * rng.normal(size=(32, 2)), "W_hh": 0.1 * rng.normal(size=(32, 8)), "b_ih": np.zeros(32), "b_hh": np.zeros(32)}
try:
    left = {"Elman": np.linalg.norm(np.asarray(rnn_forward(noise, nothing + push, elman)[0]) - np.asarray(rnn_forward(noise, nothing, elman)[0]), axis=2)[0]}
    for bias in (0, 2, 5):
        gated["b_ih"][8:16] = bias
        before, after, traces = (nothing, nothing), (nothing, nothing + push), []
        for t in range(100):
            before, after = (lstm_forward(noise[:, t : t + 1], state, gated)[1] for state in (before, after))
            traces.append(np.linalg.norm(after[1] - before[1]))
        left[f"LSTM, forget bias {bias}"] = np.array(traces)
    plt.figure(figsize=(8, 3))
    for label, trace in left.items():
        plt.semilogy(np.arange(1, 101), trace / (push * np.sqrt(8)), label=label)
    plt.ylim(1e-8, 3)
    plt.xlabel("steps since then")
    plt.ylabel("what is left")
    plt.legend();
except (TypeError, IndexError):
    plt.close("all")
    print("answer questions 1 and 5 to see what is remembered")
# %% [markdown]
# ## Question 6: gradients that vanish and explode
#
# How does a state depend on one long before? By the chain rule, one factor a step, **later steps to the left**:
#
# $$J = \frac{\partial h_T}{\partial h_0} = D_T W_{hh} \cdots D_2 W_{hh}\, D_1 W_{hh}, \qquad D_t = \mathrm{diag}(1 - h_t^2)$$
#
# Row $r$ of $D_t W_{hh}$ is row $r$ of $W_{hh}$ times the slope of unit $r$. A product of $T$ similar factors does what powers do: it dies
# out or blows up. No slope is larger than $\gamma$ (1 for tanh, ¼ for the sigmoid), and no vector grows by more than the largest singular
# value, $\sigma_{\max}(W_{hh})$, the *spectral norm*. So
#
# $$\lVert J \rVert \le \bigl(\gamma\, \sigma_{\max}(W_{hh})\bigr)^T$$
#
# Below 1, gradients **must** vanish; above 1, they *may* explode. Against explosions there is a simple remedy (the other illness needs gates).
# Put all gradients of a network into one long vector $g$; if it is longer than $m$, shorten it, and keep its direction:
#
# $$g \leftarrow g \cdot \min\Bigl(1, \frac{m}{\lVert g \rVert + 10^{-6}}\Bigr)$$
#
# A worked number: the gradients $(3, 4)$ and $(12)$ have together $\sqrt{9 + 16 + 144} = 13$. With $m = 6.5$ they become $(1.5, 2)$ and $(6)$.
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 4
# %% [markdown]
# Write
#
# * `jacobian_product(W_hh, hs)`: $J$, `(H, H)`, of one sequence with the states `hs` `(T, H)`, $h_1 \dots h_T$. Without a step it is the identity;
# * `gradient_norm_bound(W_hh, gamma, T)`: the bound above, a number;
# * `clip_grad_norm(grads, max_norm)`: `grads` is a list of arrays of any shapes; return the pair `(clipped, norm)`: a list of arrays, and the
#   norm of all of them **before** they were clipped. Use the formula with its $10^{-6}$, and change none of the arrays in `grads`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def jacobian_product(W_hh, hs):
    """∂h_T/∂h_0, W_hh: (H, H), hs: (T, H) → (H, H)."""
    # BEGIN SOLUTION
    J = np.eye(len(W_hh))
    for h in hs:
        J = (1 - h[:, None] ** 2) * (W_hh @ J)
    return J
    # END SOLUTION


def gradient_norm_bound(W_hh, gamma, T):
    """What T steps can make of a gradient's norm at most → number."""
    return (gamma * np.linalg.norm(W_hh, 2)) ** T  # SOLUTION


def clip_grad_norm(grads, max_norm):
    """Gradients no longer than max_norm together → (list of arrays, their norm before)."""
    # BEGIN SOLUTION
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * min(1, max_norm / (norm + 1e-6)) for g in grads], norm
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three four twelve
points: 0.5
""" # END TEST CONFIG
def test_public_clip(clip_grad_norm):
    import numpy as np
    grads = [np.array([3.0, 4.0]), np.array([[12.0]])]
    out = clip_grad_norm(grads, 6.5)
    assert out is not None and len(out) == 2 and len(out[0]) == 2, "return the pair (clipped, norm): a list of two arrays here, and a number"
    assert [np.shape(g) for g in out[0]] == [(2,), (1, 1)], "clipping keeps the shapes"
    assert np.allclose(out[1], 13.0), "the norm before is the root of 9 + 16 + 144"
    assert np.allclose(out[0][0], [1.5, 2.0], atol=1e-5) and np.allclose(out[0][1], 6.0, atol=1e-5), "all of them are halved: 6.5 / 13"
    assert grads[0][1] == 4 and grads[1][0, 0] == 12, "clip_grad_norm changed the arrays that it was given: return new ones"
# %%
""" # BEGIN TEST CONFIG
name: three slopes
points: 0.5
""" # END TEST CONFIG
def test_public_slopes(jacobian_product, gradient_norm_bound):
    import numpy as np
    W = np.array([[0.5]])
    J = jacobian_product(W, np.array([[0.761594], [0.363399], [0.179726]]))
    assert np.shape(J) == (1, 1), f"J has the shape of W_hh, (1, 1) here, got {np.shape(J)}"
    assert np.allclose(J, 0.044092, atol=1e-5), "½(1 − 0.7616²) · ½(1 − 0.3634²) · ½(1 − 0.1797²) = 0.0441"
    got = gradient_norm_bound(np.array([[3.0, 0.0], [0.0, 0.5]]), 0.25, 2)
    assert np.shape(got) == () and np.allclose(got, 0.5625), "the largest singular value is 3: (¼ · 3)² = 0.5625"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Three networks whose $W_{hh}$ differ only in size. Lines: the norm of your $J$ over $t$ steps of noise. Dashed: your bound. With $\sigma_{\max} = 0.7$ there
# is no hope; with 1.1 the bound grows, and the gradient dies all the same, for no slope of tanh is 1 unless the state is 0.
# %%
rng = np.random.default_rng(6)
rotation, noise = np.linalg.qr(rng.normal(size=(20, 20)))[0], 0.4 * rng.normal(size=(1, 60, 20))
try:
    curves = {}
    for top in (0.7, 1.1, 1.8):
        params = {"W_ih": np.eye(20), "W_hh": top * rotation, "b_ih": np.zeros(20), "b_hh": np.zeros(20)}
        states = np.asarray(rnn_forward(noise, np.zeros((1, 20)), params)[0])[0]
        sizes = [np.linalg.norm(jacobian_product(top * rotation, states[:t]), 2) for t in range(60)]
        curves[top] = sizes, [float(gradient_norm_bound(top * rotation, 1.0, t)) for t in range(60)]
    plt.figure(figsize=(8, 3))
    for color, (top, (sizes, bounds)) in zip(("tab:blue", "tab:orange", "tab:green"), curves.items()):
        plt.semilogy(sizes, color=color, label=f"σ_max = {top}")
        plt.semilogy(bounds, "--", color=color, linewidth=0.8)
    plt.ylim(1e-10, 1e10)
    plt.xlabel("steps")
    plt.ylabel("‖J‖")
    plt.legend();
except (TypeError, IndexError, ValueError):
    plt.close("all")
    print("answer questions 1 and 6 to see the norms")
# %% [markdown]
# ## Question 7: a network that writes
#
# Give a network one character at a time and ask for the next one. The characters are numbers from 0 to $V-1$; the network reads character
# $k$ as row $k$ of the identity ("one-hot"), and a linear layer on its state gives a score for each character that could follow:
#
# $$z_t = W_{hy}\, h_t + b_y, \qquad p_t = \mathrm{softmax}(z_t), \qquad
# L = -\frac{1}{BT} \sum_{b,t} \log p_{bt}[\text{target}_{bt}]$$
#
# ```
#      targets      e    u    r    a    l              the same text, one character later
#                   ↑    ↑    ↑    ↑    ↑
#                   h ─> h ─> h ─> h ─> h
#                   ↑    ↑    ↑    ↑    ↑
#      inputs       n    e    u    r    a
# ```
#
# The gradient by the scores is "what you said minus what was true", $\partial L/\partial z_{bt} = \frac{1}{BT}(p_{bt} - \text{onehot}(\text{target}_{bt}))$. It goes
# into $W_{hy}$ and $b_y$ (summed over all $b$ and $t$), and $W_{hy}^\top\, \partial L/\partial z_{bt}$ is the `dH` of question 2.
#
# To **write**, the network reads a first character, draws the next one from $p$, reads what it has just written, and so on. Drawing needs
# chance. So that everybody's network writes the same, chance is given: for a number $u$ between 0 and 1 take the first character $k$
# with $p_0 + p_1 + \dots + p_k > u$. With $p = (0.2, 0.5, 0.3)$, $u = 0.1$ is a 0, $u = 0.6$ a 1 and $u = 0.8$ a 2.
# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 4
# %% [markdown]
# `params` is a dict with six arrays: `"W_ih"` `(H, V)`, `"W_hh"`, `"b_ih"`, `"b_hh"` as before, `"W_hy"` `(V, H)` and `"b_y"` `(V,)`. All states start at 0. Write
#
# * `char_gradients(params, inputs, targets)`: `inputs` and `targets` are integers `(B, T)`; return `(loss, grads)`, the loss $L$ and a dict of the
#   gradients by all six parameters;
# * `write_text(params, first, u)`: reads the character `first`, an integer, and writes `len(u)` further ones; `u` is an array of numbers in
#   $[0, 1)$. Return the characters that it wrote, integers, as an array `(len(u),)` (without `first`).
#
# Scores of ±1000 do occur: subtract the largest before you take exponentials.
# %% [raw]
# # BEGIN SOLUTION
# %%
NET = ("W_ih", "W_hh", "b_ih", "b_hh")


def char_gradients(params, inputs, targets):
    """Mean cross-entropy of the next character and its gradients, inputs and targets: (B, T) int → (loss, dict)."""
    # BEGIN SOLUTION
    V, net = len(params["b_y"]), {name: params[name] for name in NET}
    X, start = np.eye(V)[inputs], np.zeros((len(inputs), len(params["W_hh"])))
    H, _ = rnn_forward(X, start, net)
    z = H @ params["W_hy"].T + params["b_y"]
    z = z - z.max(axis=2, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=2, keepdims=True))
    true = np.eye(V)[targets]
    dz = (np.exp(log_p) - true) / inputs.size
    through = rnn_backward((X, start, H, net["W_ih"], net["W_hh"]), dz @ params["W_hy"])
    grads = dict(zip(NET, through[2:]))
    grads["W_hy"], grads["b_y"] = np.einsum("btv,bth->vh", dz, H), dz.sum(axis=(0, 1))
    return -np.sum(true * log_p) / inputs.size, grads
    # END SOLUTION


def write_text(params, first, u):
    """What the network writes after `first`, u: (n,) numbers in [0, 1) → (n,) int."""
    # BEGIN SOLUTION
    h, written, alphabet = np.zeros((1, len(params["W_hh"]))), [first], np.eye(len(params["b_y"]))
    for chance in u:
        h = rnn_cell(alphabet[written[-1:]], h, *(params[name] for name in NET))
        z = (h @ params["W_hy"].T + params["b_y"])[0]
        p = np.exp(z - z.max())
        written.append(int(np.argmax(np.cumsum(p / p.sum()) > chance)))
    return np.array(written[1:], dtype=int)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a net that knows nothing
points: 0.5
""" # END TEST CONFIG
def test_public_nothing(char_gradients):
    import numpy as np
    params = {"W_ih": np.zeros((3, 4)), "W_hh": np.zeros((3, 3)), "b_ih": np.zeros(3), "b_hh": np.zeros(3), "W_hy": np.zeros((4, 3)), "b_y": np.zeros(4)}
    out = char_gradients(params, np.array([[0, 1, 2], [3, 2, 1]]), np.array([[1, 2, 3], [2, 1, 0]]))
    assert out is not None and len(out) == 2, "return the pair (loss, grads)"
    loss, grads = out
    assert np.shape(loss) == () and np.allclose(loss, np.log(4)), "all four characters are equally likely: the loss is log 4"
    assert set(grads) == set(params), f"a gradient for each of the six parameters, got {sorted(grads)}"
    assert all(np.shape(grads[name]) == params[name].shape for name in params), "each gradient has the shape of its parameter"
    assert np.allclose(grads["b_y"], np.array([0.5, -0.5, -0.5, 0.5]) / 6), "1 and 2 are targets twice of six times, 0 and 3 once; said was ¼ each"
# %%
""" # BEGIN TEST CONFIG
name: one character after another
points: 0.5
""" # END TEST CONFIG
def test_public_writes(write_text):
    import numpy as np
    ring = 20 * np.roll(np.eye(3), 1, axis=0)  # what follows k is k + 1, and 0 after 2
    params = {"W_ih": 3 * np.eye(3), "W_hh": np.zeros((3, 3)), "b_ih": np.zeros(3), "b_hh": np.zeros(3), "W_hy": ring, "b_y": np.zeros(3)}
    got = write_text(params, 0, np.array([0.5, 0.01, 0.99, 0.5]))
    assert np.shape(got) == (4,), f"four characters for four numbers, got shape {np.shape(got)}"
    assert [int(k) for k in got] == [1, 2, 0, 1], "this network counts 0, 1, 2, 0, 1, …; it read 0 first"
    level = dict(params, W_hy=0 * ring, b_y=np.log(np.array([0.2, 0.5, 0.3])))
    got = [int(k) for k in write_text(level, 0, np.array([0.1, 0.6, 0.8]))]
    assert got == [0, 1, 2], f"the example of the text: 0, 1, 2, got {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# **Let it write.** The text are topics of this course, most of them from the weekly outline in `001_93c4fdc1f7522504.txt`. Your
# network has 48 units and learns from pieces of 16 characters, with your clipping and with Adam; it takes less than a second. Watch the words come:
# first letters, then syllables, then words, then topics that no course has yet. (More steps? Change 150. At some point it knows
# the list by heart, and nothing new comes: is that better?)
# %%
topics = """convolutional neural networks, recurrent neural networks, vanilla recurrent networks, long short term memory,
self-attention and transformers, large language models, generative pretraining, retrieval augmented generation,
efficient finetuning, vision transformers, vision-language models, autoregressive models, variational autoencoders,
energy-based models, diffusion models, contrastive learning, self-supervised learning, reinforcement learning, value networks,
policy networks, actor-critic networks, gradient descent, multi-layer perceptrons, perceptron learning, backpropagation, """
text = "".join(topics.splitlines(keepends=False)).replace(",", ", ").replace("  ", " ")
letters = sorted(set(text))
codes = np.array([letters.index(letter) for letter in text])
rng = np.random.default_rng(8)
units, V = 48, len(letters)
params = {
    "W_ih": 0.3 * rng.normal(size=(units, V)),
    "W_hh": 0.8 * rng.normal(size=(units, units)) / np.sqrt(units),
    "b_ih": np.zeros(units),
    "b_hh": np.zeros(units),
    "W_hy": 0.1 * rng.normal(size=(V, units)),
    "b_y": np.zeros(V),
}
try:
    first, second = ({name: 0 * p for name, p in params.items()} for _ in range(2))
    losses = []
    for step in range(151):
        if step in (0, 20, 50, 150):
            said = "".join(letters[int(k)] for k in write_text(params, letters.index(" "), rng.random(110)))
            print(f"after {step:3d} steps: {said}")
        places = rng.integers(0, len(codes), size=(24, 1)) + np.arange(17)
        piece = codes[places % len(codes)]
        loss, grads = char_gradients(params, piece[:, :-1], piece[:, 1:])
        clipped, _ = clip_grad_norm(list(grads.values()), 1.0)
        losses.append(float(loss))
        for name, g in zip(grads, clipped):  # Adam
            first[name] = 0.9 * first[name] + 0.1 * g
            second[name] = 0.99 * second[name] + 0.01 * g**2
            size = np.sqrt(second[name] / (1 - 0.99 ** (step + 1))) + 1e-8
            params[name] = params[name] - 0.02 * first[name] / (1 - 0.9 ** (step + 1)) / size
    plt.figure(figsize=(8, 2.4))
    plt.plot(losses)
    plt.axhline(np.log(V), color="k", linewidth=0.8, linestyle="--")
    plt.text(100, np.log(V), "knows nothing", va="bottom")
    plt.xlabel("step")
    plt.ylabel("loss")
    plt.ylim(0, 3.8);
except (TypeError, AttributeError, ValueError, IndexError):
    plt.close("all")
    print("answer questions 1, 2, 6 and 7 to let it write")
# %% [markdown]
# ## If you want to go on (not graded)
#
# What does a unit of your writer look at? Let it read the list and plot `rnn_forward(...)[0][0, :, unit]` above the letters: with
# luck one unit counts letters since the last comma. Then write the gated recurrent unit (Cho et al. 2014) from
# $n = \tanh(a_n + \sigma(r) \odot b_n)$, $h' = (1 - \sigma(z))\, n + \sigma(z)\, h$ with $a = W_{ih} x + b_{ih}$ and $b = W_{hh} h + b_{hh}$, rows r, z, n, and
# compare it with `torch.nn.GRU`. Which of the LSTM's gates did it save?
