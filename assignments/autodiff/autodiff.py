# %% [markdown]
# # Backpropagation for any network: an autodiff engine
#
# One slide of the lecture, *Backward pass*, starts to send an error back through three layers, stops after two lines and goes on
# with "...". You will write what is behind the dots, then the same for any number of layers, and then a class that needs no such
# derivation any more: it watches you compute, whatever you compute, and finds all gradients on its own. That is what
# `loss.backward()` of torch does. In the end your engine trains a network on a problem that no straight line solves.
#
# Three rules for the whole notebook: all arrays hold floats, **never change an array that you were given**, and return what is asked
# for and nothing more. <!-- graded: mutation, outputs -->
# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np


def sigmoid(z):
    """Good enough for the moderate z of this notebook."""
    return 1 / (1 + np.exp(-z))


# %% [markdown]
# ## Question 1: three layers backwards
#
# The lecture's network has two hidden layers of sigmoids and a **linear** output. A sample is a *column*:
#
# ```
#   x (D, N) ──W₁,b₁──> h₁ (H₁, N) ──W₂,b₂──> h₂ (H₂, N) ──W₃,b₃──> out (t, N)       loss = ½ Σ (out − y)²
#              sigmoid              sigmoid               no sigmoid
# ```
#
# The forward pass is below. On the way back, call $d_l = \partial L / \partial z_l$ what the loss says about the net inputs of layer $l$.
# At the output nothing is between $z_3$ and the loss but the square, so $d_3 = out - y$: the first line on the slide. Every $d_l$ then
# does two things.
#
# 1. *It becomes a gradient.* Weight $W_{jk}$ carries $h_k$ to unit $j$, in each sample, so $\partial L/\partial W_{jk} = \sum_n d_{jn}\,h_{kn}$:
#    a product with the layer's **input**, $dW = d\,h^\top$ (the second line on the slide). A bias carries a 1: $db = \sum_n d_{\cdot n}$.
# 2. *It goes on.* Unit $k$ feeds all units $j$ through $W_{jk}$, so $\partial L/\partial h_k = \sum_j W_{jk} d_j$, that is $W^\top d$.
#    Then through the slope of the unit: $d_{l-1} = (W_l^\top d_l) \odot h\,(1 - h)$.
#
# *A worked number* with one unit in each layer: $x = 3$, $W_1 = 1$, $b_1 = -3$ gives $z_1 = 0$ and $h_1 = \tfrac12$; $W_2 = 2$, $b_2 = -1$ gives
# $h_2 = \tfrac12$; $W_3 = 4$, $b_3 = 0$ gives $out = 2$. For $y = 1$: $d_3 = 1$, so $dW_3 = \tfrac12$ and $db_3 = 1$. Back through $W_3$: $4 \cdot 1$, through
# the slope $\tfrac12 \cdot \tfrac12$: $d_2 = 1$, so $dW_2 = \tfrac12$, $db_2 = 1$. Then $d_1 = 2 \cdot 1 \cdot \tfrac14 = \tfrac12$, $dW_1 = \tfrac12 \cdot 3$, $db_1 = \tfrac12$, and
# at the input $dx = 1 \cdot \tfrac12$.
# %%
def three_layer_forward(x, W1, b1, W2, b2, W3, b3):
    """The lecture's forward pass: x (D, N), b (out, 1) each → cache. Given."""
    h1 = sigmoid(W1 @ x + b1)
    h2 = sigmoid(W2 @ h1 + b2)
    out = W3 @ h2 + b3
    return x, W1, W2, W3, h1, h2, out


# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 5
# %% [markdown]
# Write `three_layer_backward(cache, y)` → a dictionary with the keys `"dW1"`, `"db1"`, `"dW2"`, `"db2"`, `"dW3"`, `"db3"`, `"dx"`. The cache is
# the tuple that `three_layer_forward` returns, `y` has shape `(t, N)`. Each gradient has the shape of what it belongs to: a `db` has shape
# `(out, 1)`. The loss sums over samples and outputs, so the gradients are sums, too.
#
# *The usual trap:* two layers have a sigmoid behind them, one has not. And `h` is already an output of the sigmoid.
# %% [raw]
# # BEGIN SOLUTION
# %%
def three_layer_backward(cache, y):
    """Gradients of ½ Σ (out − y)², y: (t, N) → dict."""
    x, W1, W2, W3, h1, h2, out = cache
    # BEGIN SOLUTION
    d3 = out - y
    d2 = (W3.T @ d3) * h2 * (1 - h2)
    d1 = (W2.T @ d2) * h1 * (1 - h1)
    return {
        "dW1": d1 @ x.T,
        "db1": d1.sum(axis=1, keepdims=True),
        "dW2": d2 @ h1.T,
        "db2": d2.sum(axis=1, keepdims=True),
        "dW3": d3 @ h2.T,
        "db3": d3.sum(axis=1, keepdims=True),
        "dx": W1.T @ d1,
    }
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the worked number
points: 1
""" # END TEST CONFIG
def test_public_worked(three_layer_backward):
    import numpy as np
    half, one = np.array([[0.5]]), np.array([[1.0]])
    cache = (3 * one, one, 2 * one, 4 * one, half, half, 2 * one)
    got = three_layer_backward(cache, one)
    assert type(got) is dict, "return a dictionary"
    right = {"dW3": 0.5, "db3": 1.0, "dW2": 0.5, "db2": 1.0, "dW1": 1.5, "db1": 0.5, "dx": 0.5}
    missing = [key for key in right if key not in got]
    assert not missing, f"the dictionary lacks {missing}"
    for key, value in right.items():
        assert np.shape(got[key]) == (1, 1), f"{key}: one unit and one sample give shape (1, 1), got {np.shape(got[key])}"
        assert np.allclose(got[key], value), f"{key} is {value} in the text, yours is {np.asarray(got[key])}"
    assert half[0, 0] == 0.5 and cache[0][0, 0] == 3, "three_layer_backward changed an array of the cache: make new ones"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 2: any number of layers
#
# Nothing in question 1 depended on there being three. With a *row* per sample (another lecture's form, and torch's), weights `(out, in)` and an
# activation $f_l$ for every layer, the two steps are the same for each:
#
# $$u_l = f_l'(z_l) \odot \frac{\partial L}{\partial a_l}, \qquad dW_l = u_l^\top a_{l-1}, \qquad db_l = \sum_n u_{l,n},
# \qquad \frac{\partial L}{\partial a_{l-1}} = u_l W_l$$
#
# ```
#   forward    X = a₀ ──W₁──> z₁ ─f₁─> a₁ ──W₂──> z₂ ─f₂─> a₂ ──W₃──> z₃ ─f₃─> a₃
#   backward   dX <──────── u₁ <────────────── u₂ <────────────── u₃ <──────── dL_dy
# ```
#
# The last slide of that lecture prints the factors in the order of numbers, $\frac{de}{dh} f'(Wh)\,h$, without a word on shapes. The formula
# above is what it becomes for arrays: check that each product has the shape of the thing it is the gradient of.
#
# *A worked number:* $W_1 = \begin{pmatrix}1 & -1\\ 0.5 & 2\end{pmatrix}$, $W_2 = (1 \;\; {-1})$, no biases, sigmoids in both layers, $x = (1, 1)$: $a_1 = (0.5, 0.9241)$
# and $\hat y = 0.3955$. With $L = \tfrac12 \hat y^2$, `dL_dy` is $\hat y$, and $dW_2 = (0.0473, 0.0874)$.
# %%
SLOPES = {
    "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "relu": lambda z: (z > 0) * 1.0,
    "identity": lambda z: np.ones_like(z),
}
ACTIVATIONS = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "identity": lambda z: z}


def mlp_forward(X, Ws, bs, acts):
    """X (N, D), Ws (out, in) each, bs (out,) each, acts a name each → (output, cache). Given."""
    activations, zs = [X], []
    for W, b, act in zip(Ws, bs, acts):
        zs.append(activations[-1] @ W.T + b)
        activations.append(ACTIVATIONS[act](zs[-1]))
    return activations[-1], (activations, zs, Ws, acts)


# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 5
# %% [markdown]
# Write `mlp_backward(cache, dL_dy)` → `(dWs, dbs, dX)`: two lists with an array for each layer, first layer first, and the gradient of the input,
# `(N, D)`. The cache is the one of `mlp_forward`: a tuple of `activations` ($a_0 = X$ first, so one more than layers), the net inputs `zs`, `Ws` and
# the names `acts`. `SLOPES[name](z)` is the slope of an activation at its net input. `dL_dy` has shape `(N, t)` and is the gradient
# of whatever loss there is; sum over the samples, do not average.
#
# *The usual trap:* which slope, which input, which weights belong to layer $l$? `activations[l]` is the input of layer `l` when layers count from 0.
# %% [raw]
# # BEGIN SOLUTION
# %%
def mlp_backward(cache, dL_dy):
    """Gradients of all weights, all biases and the input → (dWs, dbs, dX)."""
    activations, zs, Ws, acts = cache
    # BEGIN SOLUTION
    dWs, dbs, flowing = [], [], dL_dy
    for below, z, W, act in zip(activations[-2::-1], zs[::-1], Ws[::-1], acts[::-1]):
        u = SLOPES[act](z) * flowing
        dWs.append(u.T @ below)
        dbs.append(u.sum(axis=0))
        flowing = u @ W
    return dWs[::-1], dbs[::-1], flowing
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two layers of sigmoids
points: 1
""" # END TEST CONFIG
def test_public_two_layers(mlp_backward):
    import numpy as np
    Ws = [np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([[1.0, -1.0]])]
    a1 = 1 / (1 + np.exp(-np.array([[0.0, 2.5]])))
    z2 = a1 @ Ws[1].T
    y_hat = 1 / (1 + np.exp(-z2))
    cache = ([np.array([[1.0, 1.0]]), a1, y_hat], [np.array([[0.0, 2.5]]), z2], Ws, ["sigmoid", "sigmoid"])
    kept = a1.copy()
    answer = mlp_backward(cache, y_hat.copy())
    assert answer is not None and len(answer) == 3, "return three things: dWs, dbs, dX"
    dWs, dbs, dX = answer
    assert len(dWs) == len(dbs) == 2, f"two layers: expected two dW and two db, got {len(dWs)} and {len(dbs)}"
    assert np.shape(dWs[1]) == (1, 2), f"the second dW has the shape of the second W, (1, 2), got {np.shape(dWs[1])}"
    assert np.shape(dbs[0]) == (2,) and np.shape(dX) == (1, 2), "a db has shape (out,), dX the shape of X"
    assert np.allclose(dWs[1], [[0.047282, 0.087391]], atol=1e-6), "dW of the second layer should be (0.047282, 0.087391)"
    assert np.allclose(dWs[0], [[0.023641, 0.023641], [-0.006629, -0.006629]], atol=1e-6), "dW of the first layer: has every layer its own slope?"
    assert np.allclose(dX, [[0.020327, -0.036900]], atol=1e-6), "dX should be (0.020327, -0.0369): the delta of the first layer, sent back through its weights"
    assert np.array_equal(a1, kept) and cache[1][0][0, 1] == 2.5, "mlp_backward changed the cache: make new arrays"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What comes back through ten layers? Below, the size of the gradient that arrives in each layer of a deep network, for three activations
# with the same start weights. Which slopes let the message through? That is one reason why deep networks had to wait for the relu.
# %%
try:
    rng = np.random.default_rng(0)
    sizes = [20] * 11
    Ws = [rng.normal(size=(n, m)) * np.sqrt(2 / m) for m, n in zip(sizes, sizes[1:])]
    plt.figure(figsize=(6, 3))
    for act in ("sigmoid", "tanh", "relu"):
        output, cache = mlp_forward(rng.normal(size=(50, 20)), Ws, [np.zeros(n) for n in sizes[1:]], [act] * 10)
        dWs, _, _ = mlp_backward(cache, np.ones_like(output))
        plt.semilogy(range(1, 11), [np.linalg.norm(dW) for dW in dWs], "o-", label=act)
    plt.xlabel("layer")
    plt.ylabel("norm of dW")
    plt.legend()
except Exception as problem:
    plt.close("all")
    print("answer question 2 to see what arrives;", problem)
# %% [markdown]
# ## Question 3: back through broadcasting
#
# From here on no formula is for a certain network. An engine knows single operations, $+$, $\cdot$, $\exp$, `@`, and for each of them how a gradient gets
# from the result to the arguments. The first obstacle is one that NumPy hides: in $XW^\top + b$ the bias of shape `(H,)` is added to `(N, H)`.
# NumPy uses **one** number $b_j$ in $N$ places. So $b_j$ has $N$ ways to change the loss, and they add up:
#
# $$\frac{\partial L}{\partial b_j} = \sum_{n} \frac{\partial L}{\partial z_{nj}}$$
#
# In general an array is broadcast in two ways. It may get new axes *in front*, `(3,)` to `(2, 3)`; and an axis of length 1 may be
# *stretched*, `(2, 1)` to `(2, 3)`. Each copy sends its gradient back, so over both kinds one sums. A gradient of ones in shape `(2, 3)` becomes
# `[2, 2, 2]` for `(3,)`, `[[3], [3]]` for `(2, 1)`, and `6` for the shape `()` of a number.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 3
# %% [markdown]
# Write `unbroadcast(grad, shape)` → an array of shape `shape` (an array without axes or a number for `()`): the gradient of an array of that shape, when
# `grad` is the gradient of what it was broadcast to. `shape` always fits; when nothing was broadcast, nothing is summed.
#
# *A hint:* NumPy lines up shapes at their last axis. How many axes are new, then, and which of the others were stretched?
# %% [raw]
# # BEGIN SOLUTION
# %%
def unbroadcast(grad, shape):
    """The gradient before broadcasting, grad: any shape → shape."""
    # BEGIN SOLUTION
    new = np.ndim(grad) - len(shape)
    stretched = [new + i for i, n in enumerate(shape) if n == 1]
    return np.sum(grad, axis=(*range(new), *stretched)).reshape(shape)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: ones
points: 1
""" # END TEST CONFIG
def test_public_ones(unbroadcast):
    import numpy as np
    grad = np.ones((2, 3))
    for shape, right in (((3,), [2, 2, 2]), ((2, 1), [[3], [3]]), ((), 6)):
        got = unbroadcast(grad, shape)
        assert np.shape(got) == shape, f"expected the shape {shape} that was asked for, got {np.shape(got)}"
        assert np.allclose(got, right), f"to {shape}: expected {right}, got {np.asarray(got).tolist()}"
    assert np.array_equal(grad, np.ones((2, 3))), "unbroadcast changed the array that it was given"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 4: back through a matrix product
#
# For $C = AB$ with $A$ of shape `(n, k)` and $B$ of shape `(k, m)`, entry $A_{ij}$ takes part in row $i$ of $C$ only: it meets $B_{jl}$ and lands in $C_{il}$. So
#
# $$\frac{\partial L}{\partial A_{ij}} = \sum_l \frac{\partial L}{\partial C_{il}} B_{jl},
# \qquad\text{all at once}\qquad dA = dC\,B^\top, \quad dB = A^\top dC$$
#
# You have used both already: they are the two steps of questions 1 and 2. If you forget which side the transposed factor is on, let the shapes tell you:
# only one of the two ways fits. But when all three lengths are equal, the shapes say nothing.
#
# NumPy's `@` also takes *stacks* of matrices: all axes before the last two are broadcast like those of a sum. `(7, 2, 3) @ (3, 5)` multiplies seven matrices
# by the same one. That one was used seven times, and you know what this means for its gradient.
#
# *A worked number:* $A = (1 \;\; 2)$, $B = \begin{pmatrix}3 & 4\\ 5 & 6\end{pmatrix}$, $dC = (1 \;\; 10)$: $dA = (43 \;\; 65)$ and $dB = \begin{pmatrix}1 & 10\\ 2 & 20\end{pmatrix}$.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 3
# %% [markdown]
# Write `matmul_backward(A, B, dC)` → `(dA, dB)`, with the shapes of `A` and `B`. Both have at least two axes; `dC` has the shape of `A @ B`. Your `unbroadcast`
# does the rest (when it is wrong, this costs its own question only).
# %% [raw]
# # BEGIN SOLUTION
# %%
def matmul_backward(A, B, dC):
    """Gradients of the factors of A @ B, A: (…, n, k), B: (…, k, m), dC: (…, n, m) → (dA, dB)."""
    # BEGIN SOLUTION
    dA = dC @ np.swapaxes(B, -1, -2)
    dB = np.swapaxes(A, -1, -2) @ dC
    return unbroadcast(dA, A.shape), unbroadcast(dB, B.shape)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a row times a matrix
points: 1
""" # END TEST CONFIG
def test_public_row(matmul_backward):
    import numpy as np
    A, B = np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [5.0, 6.0]])
    answer = matmul_backward(A, B, np.array([[1.0, 10.0]]))
    assert answer is not None and len(answer) == 2, "return two things: dA and dB"
    dA, dB = answer
    assert np.shape(dA) == (1, 2) and np.shape(dB) == (2, 2), f"expected the shapes (1, 2) of A and (2, 2) of B, got {np.shape(dA)} and {np.shape(dB)}"
    assert np.allclose(dA, [[43, 65]]), "dA should be (1·3 + 10·4, 1·5 + 10·6) = (43, 65)"
    assert np.allclose(dB, [[1, 10], [2, 20]]), "dB should be [[1, 10], [2, 20]]"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 5: in which order?
#
# Every computation is a graph: an arrow from each argument to what is made of it. This one is $L = (ab + c)\,a$; `a` is used twice.
#
# ```
#     a ──┬─────────────────────┐
#         v                     v
#   b ──> · ──> p ──> + ──> q ──> · ──> L          p = ab,  q = p + c,  L = qa
#                     ^
#               c ────┘
# ```
#
# Backpropagation walks against the arrows and hands each value's gradient on to its arguments. A value may hand on only when its own gradient is
# **complete**, that is after *all* values that use it. In $s = x + x$, $L = s \cdot s$, the gradient $2s$ of $s$ comes in two shares of $s$: who hands on after the
# first share and again after the second, which now includes the first, sends $s + 2s$. So we need an order with the result first and every value after all that use it: a
# *topological order*. There are several good ones; above, `L q p c b a` and `L q c p a b` are two.
#
# One way to find it: put a value on a list when you are *through* with all its arguments (and, before that, with theirs). Then everything stands after what it was made from.
# Read the list backwards. Mark what you have visited: a chain of 40 doublings $x + x$ has $2^{40}$ paths and 41 values.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 3
# %% [markdown]
# Write `topological_order(root, parents)` → a list: all that `root` was made from, directly or not, and `root` itself, each **once**, and each after every one
# that uses it. So `root` comes first. Any such order is right. `parents` is a dictionary with a list for each of these values, in no particular order: `parents[v]` are the
# arguments that `v` was made from, an empty list for an input; an argument that is used twice stands there twice. Values are strings or whole numbers here.
#
# It must also work for a chain of 3,000 values, as a loop in a program makes them: Python stops a function that calls itself so often.
# Keep a list of what is still to be done instead.
# %% [raw]
# # BEGIN SOLUTION
# %%
def topological_order(root, parents):
    """All values that root was made from, root first, each once and after all its users → list."""
    # BEGIN SOLUTION
    through, seen, waiting = [], {root}, [(root, iter(parents[root]))]
    while waiting:
        value, rest = waiting[-1]
        for argument in rest:
            if argument not in seen:
                seen.add(argument)
                waiting.append((argument, iter(parents[argument])))
                break
        else:
            waiting.pop()
            through.append(value)
    return through[::-1]
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the graph of the text
points: 1
""" # END TEST CONFIG
def test_public_graph(topological_order):
    graph = {"a": [], "b": [], "c": [], "q": ["p", "c"], "p": ["a", "b"], "L": ["q", "a"]}
    got = topological_order("L", {v: list(arguments) for v, arguments in graph.items()})
    assert isinstance(got, (list, tuple)), f"return a list, not {type(got).__name__}"
    got = list(got)
    assert sorted(got) == sorted(graph), f"each of L, q, p, a, b, c once; got {got}"
    for user, arguments in graph.items():
        for argument in arguments:
            assert got.index(user) < got.index(argument), f"{user} uses {argument}, so {user} has to come before {argument}: {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 6: the engine
#
# Now put it together. A `Value` holds an array and remembers its *parents*: pairs of an argument and a function that says which share of the result's gradient
# that argument gets. Here is the whole idea for $+$, whose slopes are 1:
#
# ```
# Value(self.data + other.data, [(self, lambda g: g), (other, lambda g: g)])
# ```
#
# | operation | share of `a` | | operation | share |
# |---|---|---|---|---|
# | `a + b` | $g$ | | `a.exp()` | $g \odot e^a$ |
# | `a * b` | $g \odot b$ | | `a.log()` | $g / a$ |
# | `a ** n` | $g \odot n\,a^{n-1}$ | | `a.tanh()` | $g \odot (1 - \tanh^2 a)$ |
# | `a @ b` | question 4 | | `a.relu()` | $g$ where $a > 0$, else 0 |
# | `a.sum()` | $g$ in every place | | | |
#
# `backward` is three lines: the gradient of the result itself is 1; go through the values in topological order; **add** to each argument's gradient what the
# function says, in the argument's own shape (`unbroadcast`). For $L = (ab + c)\,a$ at $a = 2$, $b = -3$, $c = 10$: $L = 8$, and the gradients of $a$, $b$, $c$ are $-2$, $4$ and $2$.
# The gradient of $a$ is $q + ab$, a share from each of its two uses.
#
# Subtraction, division and numbers on the left come for free, as you see at the end of the class.
# %%
def as_value(x):
    """A value as it is, a number as a value. Given."""
    return x if isinstance(x, Value) else Value(x)


def values_in_order(root):
    """The values that root was made from, in your topological order. Given."""
    known, parents, waiting = {id(root): root}, {}, [root]
    while waiting:
        value = waiting.pop()
        parents[id(value)] = [id(argument) for argument, _ in value.parents]
        new = {id(argument): argument for argument, _ in value.parents if id(argument) not in known}
        known.update(new)
        waiting.extend(new.values())
    return [known[key] for key in topological_order(id(root), parents)]


# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 8
# %% [markdown]
# Complete the class. It is graded by what one can see from outside: `Value(x)` for an array or a number, the operations of the table between values that broadcast
# like arrays, and between values and numbers; `a ** n` for numbers $n \ne 0$; `v.data`; and after `L.backward()` for an `L` that is one number, `v.grad` of
# every value `v` that it was computed from: an array of the shape of `v.data`, zeros before any `backward`. A second loss that is made of the same inputs
# **adds** its gradients to what is there, as in torch; to call `backward` twice on *one* loss is not graded. The slope of relu at 0 is 0. How you remember what a value was made of is up to you;
# the picture below wants `parents` (and the letter `op`, which is for the picture alone).
# %% [raw]
# # BEGIN SOLUTION
# %%
class Value:
    """An array that remembers what it was made from and collects its gradient."""

    def __init__(self, data, parents=(), op=""):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = parents
        self.op = op

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, [(self, lambda g: g), (other, lambda g: g)], "+")

    def __mul__(self, other):
        """self · other, entry by entry; other may be a number."""
        # BEGIN SOLUTION
        factor = as_value(other)
        return Value(self.data * factor.data, [(self, lambda g: g * factor.data), (factor, lambda g: g * self.data)], "×")
        # END SOLUTION

    def __pow__(self, n):
        """self to the power of a number n."""
        return Value(self.data**n, [(self, lambda g: g * n * self.data ** (n - 1))], f"^{n}")  # SOLUTION

    def __matmul__(self, other):
        """The matrix product of two values with at least two axes."""
        # BEGIN SOLUTION
        def shares(g):
            return matmul_backward(self.data, other.data, g)

        return Value(self.data @ other.data, [(self, lambda g: shares(g)[0]), (other, lambda g: shares(g)[1])], "@")
        # END SOLUTION

    def exp(self):
        """e to the power of the value."""
        # BEGIN SOLUTION
        result = np.exp(self.data)
        return Value(result, [(self, lambda g: g * result)], "exp")
        # END SOLUTION

    def log(self):
        """The natural logarithm."""
        return Value(np.log(self.data), [(self, lambda g: g / self.data)], "log")  # SOLUTION

    def tanh(self):
        """The hyperbolic tangent."""
        # BEGIN SOLUTION
        result = np.tanh(self.data)
        return Value(result, [(self, lambda g: g * (1 - result**2))], "tanh")
        # END SOLUTION

    def relu(self):
        """max(0, value)."""
        return Value(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))], "relu")  # SOLUTION

    def sum(self):
        """The sum of all entries, a value without axes."""
        return Value(self.data.sum(), [(self, lambda g: g * np.ones_like(self.data))], "Σ")  # SOLUTION

    def backward(self):
        """Adds to the grad of every value that went into this one."""
        # BEGIN SOLUTION
        self.grad = self.grad + 1
        for value in values_in_order(self):
            for argument, share in value.parents:
                argument.grad = argument.grad + unbroadcast(share(value.grad), argument.data.shape)
        # END SOLUTION

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    __radd__, __rmul__ = __add__, __mul__
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the worked number
points: 1
""" # END TEST CONFIG
def test_public_engine(Value):
    import numpy as np
    a, b, c = Value(2.0), Value(-3.0), Value(10.0)
    product = a * b
    assert product is not None, "a * b gives None: is a return missing?"
    L = (product + c) * a
    L.backward()
    assert np.shape(L.data) == () and np.allclose(L.data, 8.0), f"(2·(-3) + 10)·2 is 8, got {L.data}"
    for name, value, right in (("a", a, -2.0), ("b", b, 4.0), ("c", c, 2.0)):
        assert np.shape(value.grad) == (), f"the gradient of {name} has the shape () of {name}, got {np.shape(value.grad)}"
        assert np.allclose(value.grad, right), f"the gradient of {name} is {right}, yours is {value.grad}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Your engine draws what it has seen: the graph of one neuron and its loss, $L = \left(\tanh(w_1 x_1 + w_2 x_2 + b) - 1\right)^2$, with each value and, in orange, its gradient.
# Where does the gradient change on its way, and where is it only handed on?
# %%
def draw(root, names):
    """The graph behind a value, the result on the right. Given."""
    order, column = values_in_order(root), {id(root): 0}
    for v in order:
        for argument, _ in v.parents:
            column[id(argument)] = max(column.get(id(argument), 0), column[id(v)] + 1)
    rows = {c: [v for v in order if column[id(v)] == c] for c in set(column.values())}
    place = {id(v): (-2.3 * c, (len(row) - 1) / 2 - i) for c, row in rows.items() for i, v in enumerate(row)}
    figure, ax = plt.subplots(figsize=(11, 1 + 0.75 * max(map(len, rows.values()))))
    for v in order:
        (x, y), title = place[id(v)], names.get(id(v), v.op)
        for argument, _ in v.parents:
            ax.annotate("", (x, y), place[id(argument)], arrowprops={"arrowstyle": "->", "color": "0.6", "shrinkA": 26, "shrinkB": 26})
        ax.text(x, y + 0.13, f"{title}\n{float(v.data):.3g}", ha="center", va="center", fontsize=9, bbox={"boxstyle": "round", "fc": "white", "ec": "0.6"})
        ax.text(x, y - 0.38, f"{float(v.grad):.3g}", ha="center", va="center", fontsize=9, color="C1", weight="bold")
    xs, ys = zip(*place.values())
    ax.set(xlim=(min(xs) - 1, 1), ylim=(min(ys) - 0.7, max(ys) + 0.7))
    ax.axis("off")


try:
    w1, x1, w2, x2, b = (Value(x) for x in (0.5, 2.0, -1.0, 0.3, 0.1))
    L = ((w1 * x1 + w2 * x2 + b).tanh() - 1) ** 2
    L.backward()
    draw(L, {id(w1): "w₁", id(x1): "x₁", id(w2): "w₂", id(x2): "x₂", id(b): "b"})
except Exception as problem:
    plt.close("all")
    print("answer questions 3 to 6 to see the graph;", problem)
# %% [markdown]
# Is it right for a whole network? Below, your engine and your `mlp_backward` compute the gradients of the same network. They know nothing of each other.
#
# And then the engine goes to work: two spirals, a network with two hidden layers of 16 units, 400 steps, and no line about derivatives anywhere.
# %%
def network(X, parameters):
    """tanh, tanh, linear: X a Value (N, 2), parameters a list W, b, W, b, … with W (in, out) → Value (N, 1). Given."""
    signal = X
    for i in range(0, len(parameters), 2):
        signal = signal @ parameters[i] + parameters[i + 1]
        signal = signal.tanh() if i < len(parameters) - 2 else signal
    return signal


try:
    rng = np.random.default_rng(1)
    turn = np.sqrt(rng.uniform(0.05, 1, size=120)) * 2.2 * np.pi
    side = np.repeat([1.0, -1.0], 60)
    X = side[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1) * turn[:, None] / 7 + 0.02 * rng.normal(size=(120, 2))
    sizes = [2, 16, 16, 1]
    parameters = []
    for m, n in zip(sizes, sizes[1:]):
        parameters += [Value(rng.normal(size=(m, n)) * 1.5 / np.sqrt(m)), Value(np.zeros(n))]

    error = network(Value(X), parameters) - Value(side[:, None])
    (error**2).sum().backward()
    weights, biases = [p.data.T for p in parameters[::2]], [p.data for p in parameters[1::2]]
    output, cache = mlp_forward(X, weights, biases, ["tanh", "tanh", "identity"])
    dWs, dbs, _ = mlp_backward(cache, 2 * (output - side[:, None]))
    apart = max(np.abs(p.grad - d).max() for p, d in zip(parameters, [part for W, b in zip(dWs, dbs) for part in (W.T, b)]))
    print(f"engine and mlp_backward: largest difference {apart:.1e}")

    speed, curve = [0.0 for p in parameters], []
    for step in range(400):
        for p in parameters:
            p.grad = np.zeros_like(p.data)
        loss = ((network(Value(X), parameters) - Value(side[:, None])) ** 2).sum() * (1 / 120)
        loss.backward()
        speed = [0.9 * s - 0.05 * p.grad for s, p in zip(speed, parameters)]
        for s, p in zip(speed, parameters):
            p.data = p.data + s
        curve.append(float(loss.data))
    across, up = np.meshgrid(np.linspace(-1.1, 1.1, 90), np.linspace(-1.1, 1.1, 90))
    answer = network(Value(np.stack([across.ravel(), up.ravel()], axis=1)), parameters).data.reshape(across.shape)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="tight")
    left.semilogy(curve)
    left.set(xlabel="step", ylabel="loss")
    right.contourf(across, up, np.clip(answer, -1, 1), levels=21, cmap="RdBu")
    right.scatter(*X.T, c=side, cmap="RdBu", edgecolors="black", s=18)
    right.set(title="what the network answers", aspect="equal")
except Exception as problem:
    plt.close("all")
    print("answer questions 2 to 6 to see your engine train a network;", problem)
# %% [markdown]
# ## To go further (not graded)
#
# 1. *A tape.* Give every `Value` a number when it is made, 0, 1, 2, … Why is the order of falling numbers a topological order, without any search? What is the price when
#    the program also computes things that the loss does not need?
# 2. *Your own operation.* Add `sigmoid()` and `max(axis)`, and check both with central differences. What do you do when the largest entry comes twice?
# 3. *Memory.* Each value keeps its arguments alive until the loss is forgotten. Count the numbers that your graph of the spirals holds in one step, for 120 samples and for 12,000. Which
#    of them does `backward` really need? (Throwing some away and computing them again is called *checkpointing*.)
# %%
# your experiments
