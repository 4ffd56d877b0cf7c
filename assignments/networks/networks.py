# %% [markdown]
# # Activations, layers and what a network can represent
#
# A network is a short list of simple things done in turn: weigh, add, bend. You will write the bend (activations and
# their slopes), the weighing and adding (dense layers, stored in each of the ways that you will meet), put them in a
# row, follow one derivative back through them with pencil and paper, and in the end build a network, without any
# training, that draws any continuous curve you like.
#
# Two rules for the whole notebook: **never change an array that you were given**, and return what is asked for and
# nothing more. (`float32` or `float64` is up to you.)
# <!-- graded: mutation, outputs -->
# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np


def identity(z):
    return z


def sigmoid(z):
    """Good enough for the moderate z of this notebook."""
    return 1 / (1 + np.exp(-z))


# %% [markdown]
# ## Question 1: four activations
#
# An activation takes the net input $z$ of a unit and is applied to each entry of an array on its own.
#
# | | formula | $z=-2$ | $z=0$ | $z=1$ |
# |---|---|---|---|---|
# | relu | $\max(0, z)$ | 0 | 0 | 1 |
# | leaky relu | $z$ if $z > 0$, otherwise $s\,z$ with a small slope $s$ | $-2s$ | 0 | 1 |
# | tanh | $\dfrac{e^{z} - e^{-z}}{e^{z} + e^{-z}}$ | −0.9640 | 0 | 0.7616 |
# | softplus | $\log(1 + e^{z})$ | 0.1269 | 0.6931 | 1.3133 |
#
# Tanh is a stretched sigmoid, $\tanh z = 2\,\sigma(2z) - 1$; softplus is a relu with a rounded corner.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 4
# %% [markdown]
# Write `relu(z)`, `leaky_relu(z, slope=0.01)`, `tanh(z)` and `softplus(z)` for arrays of any shape. All of NumPy is
# allowed.
#
# *The usual trap:* the formulas in the table are true on paper. In a computer $e^{1000}$ is `inf`, and $\infty/\infty$
# is `nan`. Your functions must be right at $z = \pm 1000$ as well. What is $\log(1+e^{z}) - z$ for large $z$, and can
# you write it with $e^{-z}$ only?
# %% [raw]
# # BEGIN SOLUTION
# %%
def relu(z):
    """max(0, z), any shape → same shape."""
    return np.maximum(z, 0)  # SOLUTION


def leaky_relu(z, slope=0.01):
    """z where z > 0, slope * z elsewhere, any shape → same shape."""
    return np.where(z > 0, z, slope * z)  # SOLUTION


def tanh(z):
    """Hyperbolic tangent, any shape → same shape."""
    return np.tanh(z)  # SOLUTION


def softplus(z):
    """log(1 + e^z), any shape → same shape; finite for every finite z."""
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two hinges at -2 and 1
points: 0.5
""" # END TEST CONFIG
def test_public_hinges(relu, leaky_relu):
    import numpy as np
    z = np.array([[-2.0], [1.0]])
    got, leaky = relu(z), leaky_relu(z, 0.1)
    assert np.array_equal(z, [[-2], [1]]), "relu or leaky_relu changed the array that it was given: work on a copy"
    assert np.shape(got) == (2, 1), f"relu keeps the shape of z, (2, 1); got {np.shape(got)}"
    assert np.allclose(got, [[0.0], [1.0]]), "relu takes -2 to 0 and leaves 1 alone"
    assert np.shape(leaky) == (2, 1), f"leaky_relu keeps the shape of z, (2, 1); got {np.shape(leaky)}"
    assert np.allclose(leaky, [[-0.2], [1.0]]), "with slope 0.1, leaky_relu takes -2 to -0.2 and leaves 1 alone"
# %%
""" # BEGIN TEST CONFIG
name: two curves at 0 and 1
points: 0.5
""" # END TEST CONFIG
def test_public_curves(tanh, softplus):
    import numpy as np
    z = np.array([0.0, 1.0])
    t, s = tanh(z.copy()), softplus(z.copy())
    assert np.shape(t) == np.shape(s) == (2,), f"the shape (2,) of z stays, got {np.shape(t)} and {np.shape(s)}"
    assert np.allclose(t, [0.0, 0.761594], atol=1e-6), "tanh(0) is 0 and tanh(1) is 0.761594"
    assert np.allclose(s, [0.693147, 1.313262], atol=1e-6), "softplus(0) is log 2, softplus(1) is 1.313262"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 2: their slopes
#
# Learning sends the error back through each unit, and every unit multiplies it by its own slope $f'(z)$. A slope near
# zero stops the message.
#
# $$\sigma' = \sigma(1-\sigma), \qquad \tanh' = 1 - \tanh^2, \qquad \mathrm{softplus}' = \sigma, \qquad
# \mathrm{relu}'(z) = \begin{cases}1 & z > 0\\ 0 & \text{else}\end{cases}$$
#
# At $z = 0$, where relu and leaky relu have a corner, this course takes the slope **from the left**. Here the leaky
# relu has $s = 0.01$. The step ("heaviside": 0 below, 1 above) is flat wherever it has a slope at all, and the course
# sets that slope to 0 at the jump, too; the identity is a line of slope 1.
#
# *A worked number:* $\sigma(2) = 0.8808$, so $\sigma'(2) = 0.8808 \cdot 0.1192 = 0.1050$.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 3
# %% [markdown]
# Write `activation_derivative(name, z)`: the slope **at the net input** `z`, an array of any shape, same shape out.
# `name` is `"sigmoid"`, `"tanh"`, `"relu"`, `"leaky_relu"`, `"softplus"`, `"heaviside"` or `"identity"`; any other name
# raises a `ValueError`.
#
# *The usual trap:* $\sigma(1-\sigma)$ means $\sigma(z)\,(1-\sigma(z))$. The argument is $z$; some libraries hand you the
# output $a = \sigma(z)$ instead, and then the same line of code gives something else.
# %% [raw]
# # BEGIN SOLUTION
# %%
def activation_derivative(name, z):
    """Slope of the activation called `name` at the net input z, any shape → same shape."""
    # BEGIN SOLUTION
    if name in ("sigmoid", "softplus"):
        p = 0.5 + 0.5 * np.tanh(0.5 * z)
        return p if name == "softplus" else p - p**2
    if name == "tanh":
        return np.cosh(z) ** -2
    slopes = {"relu": (0, 1), "leaky_relu": (0.01, 1), "heaviside": (0, 0), "identity": (1, 1)}
    if name not in slopes:
        raise ValueError(f"no activation is called {name!r}")
    left, right = slopes[name]
    return np.where(z > 0, right, left).astype(z.dtype)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: sigmoid and relu at 2
points: 0.5
""" # END TEST CONFIG
def test_public_at_two(activation_derivative):
    import numpy as np
    z = np.array([2.0])
    got = activation_derivative("sigmoid", z)
    assert np.shape(got) == (1,), f"the slope has the shape of z, (1,); got {np.shape(got)}"
    assert np.allclose(got, 0.104994, atol=1e-6), "σ(2) is 0.880797, so the slope of σ at z = 2 is 0.880797 · 0.119203 = 0.104994"
    assert np.allclose(activation_derivative("relu", z), 1.0), "relu rises with slope 1 at z = 2"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Look at all of them. Which slopes vanish far from zero, and on which side?
# %%
try:
    z = np.linspace(-4, 4, 401)
    shapes = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "leaky_relu": leaky_relu, "softplus": softplus}
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2))
    for name, f in shapes.items():
        style = "--" if name == "leaky_relu" else "-"
        left.plot(z, f(z), style, label=name)
        right.plot(z, activation_derivative(name, z), style, label=name)
    left.set_ylim(-1.3, 3)
    left.set_title("activation f(z)")
    right.set_title("slope f'(z)")
    left.legend()
except Exception as problem:
    plt.close("all")
    print("answer questions 1 and 2 to see the curves;", problem)
# %% [markdown]
# ## Question 3: a dense layer, three ways to store it
#
# A dense layer has $H$ units that look at all $D$ inputs. Unit $j$ computes $g(b_j + \sum_i w_{ij} x_i)$: weigh every
# input, sum, add **one** bias, apply $g$. Nobody argues about that; what differs between books, lectures and libraries is
# how the numbers lie in memory:
#
# ```
#   layout      samples    weights                          the layer             result
#   "out_in"    rows       W (H, D): a row per unit         g(X Wᵀ + b)           (N, H)
#   "in_out"    rows       W (D, H): a column per unit      g(X W  + b)           (N, H)
#   columns     columns    W (H, D): a row per unit         W A + b, b downwards  (H, N)
# ```
#
# One sample $x = (1, 0, 2)$ and one unit with weights $(0, -1, 3)$ and bias $-1$: $0\cdot1 - 1\cdot0 + 3\cdot2 - 1 = 5$
# in each.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 5
# %% [markdown]
# Write
#
# * `dense(X, W, b, g, layout="out_in")` → `(N, H)`, with `X` of shape `(N, D)`, `b` of shape `(H,)`, `W` as `layout`
#   says, and `g` **a function**, such as `np.tanh` or your `relu`;
# * `dense_columns(A, W, b=None)` → `(H, N)`, with a sample per **column** of `A`, `(D, N)`, and `W` of shape `(H, D)`.
#   No activation here; `b` has shape `(H,)`, or is `None` for a layer without biases.
#
# *The usual traps:* a square W fits in both layouts, so a wrong one raises nothing. And NumPy lines up shapes at their
# **last** axis: what does it do with `(H, N) + (H,)` when H happens to be N?
# %% [raw]
# # BEGIN SOLUTION
# %%
def dense(X, W, b, g, layout="out_in"):
    """Dense layer on a row per sample, X: (N, D), b: (H,), g: function → (N, H)."""
    # BEGIN SOLUTION
    inputs_first = W if layout == "in_out" else W.T
    return g(X @ inputs_first + b)
    # END SOLUTION


def dense_columns(A, W, b=None):
    """Net inputs of a dense layer on a column per sample, A: (D, N), W: (H, D) → (H, N)."""
    # BEGIN SOLUTION
    net = W @ A
    return net if b is None else net + b[:, None]
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the same layer in both layouts
points: 1
""" # END TEST CONFIG
def test_public_both_layouts(dense):
    import numpy as np
    X, b = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([0.5, -1.0])
    W = np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]])
    for weights, layout in ((W, "out_in"), (W.T.copy(), "in_out")):
        got = dense(X, weights, b, np.abs, layout)
        assert np.shape(got) == (2, 2), f"{layout}: two samples and two units give shape (2, 2), got {np.shape(got)}"
        # the net inputs are 1.5, 5, 2.5 and -5
        assert np.allclose(got, [[1.5, 5.0], [2.5, 5.0]]), f"{layout}: with g = np.abs expected [[1.5, 5], [2.5, 5]]"
# %%
""" # BEGIN TEST CONFIG
name: three samples as columns
points: 0.5
""" # END TEST CONFIG
def test_public_columns(dense_columns):
    import numpy as np
    A = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0], [2.0, -1.0, 1.0]])
    W = np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]])
    got = dense_columns(A, W)
    assert np.shape(got) == (2, 3), f"two units and three samples in columns give shape (2, 3), got {np.shape(got)}"
    assert np.allclose(got, [[1.0, 2.0, 3.0], [6.0, -4.0, 2.0]]), "without b: expected [[1, 2, 3], [6, -4, 2]]"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 4: layers in a row
#
# The output of a layer is the input of the next. With a row per sample, weights `(out, in)` and $a^{(0)} = X$:
#
# $$z^{(l)} = a^{(l-1)} {W_l}^{\!\top} + b_l, \qquad a^{(l)} = f_l\big(z^{(l)}\big)$$
#
# ```
#   X (N, 4) ──W₁ (5, 4)──> z⁽¹⁾ ─f₁─> a⁽¹⁾ (N, 5) ──W₂ (2, 5)──> z⁽²⁾ ─f₂─> output (N, 2)
# ```
#
# Each layer has an activation of its own. For a regression the last one is often the identity: a relu there could never
# say "−3". The $z^{(l)}$ are kept, because backpropagation will want to know every unit's slope.
#
# The same network with a sample per column and sigmoids everywhere, as one lecture writes it (it counts the input as
# layer 1 and leaves out the biases):
#
# $$Z_2 = W_1 X^\top, \qquad A_2 = \sigma(Z_2), \qquad Z_3 = W_2 A_2, \qquad A_3 = \sigma(Z_3)$$
#
# *A worked number:* $x = (1, 2)$, $W_1 = \begin{pmatrix}1&0\\0&1\\1&-1\end{pmatrix}$, $W_2 = (1\;1\;1)$:
# $Z_2 = (1, 2, -1)^\top$, $A_2 = (0.7311, 0.8808, 0.2689)^\top$, $Z_3 = 1.8808$, $A_3 = 0.8677$.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 5
# %% [markdown]
# Write
#
# * `mlp_forward(X, Ws, bs, acts)` → `(output, zs)`: `Ws`, `bs` and `acts` are lists with one entry a layer (any number
#   of layers); each entry of `acts` is a function; `zs` is the list of the net inputs $z^{(l)}$, first layer first;
# * `mlp_forward_columns(X, W1, W2)` → `(Z2, A2, Z3, A3)` with shapes `(h, N)`, `(h, N)`, `(t, N)`, `(t, N)`, for `X` of
#   shape `(N, m)`. Use the `sigmoid` from the top.
#
# *The usual trap:* in the second form the samples become columns **once**, at the start. Write the shape beside every
# product.
# %% [raw]
# # BEGIN SOLUTION
# %%
def mlp_forward(X, Ws, bs, acts):
    """Forward pass, a row per sample: X (N, D), Ws (out, in) each, bs (out,) each, acts functions → (output, zs)."""
    # BEGIN SOLUTION
    zs, signal = [], X
    for W, b, act in zip(Ws, bs, acts):
        zs.append(signal @ W.T + b)
        signal = act(zs[-1])
    return signal, zs
    # END SOLUTION


def mlp_forward_columns(X, W1, W2):
    """Sigmoid network, a column per sample: X (N, m), W1 (h, m), W2 (t, h) → (Z2, A2, Z3, A3)."""
    # BEGIN SOLUTION
    below = W1 @ X.T
    middle = sigmoid(below)
    above = W2 @ middle
    return below, middle, above, sigmoid(above)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one sample through two layers
points: 0.5
""" # END TEST CONFIG
def test_public_two_layers(mlp_forward):
    import numpy as np
    Ws = [np.array([[2.0, 1.0], [-1.0, 1.0]]), np.array([[3.0, 5.0]])]
    bs = [np.array([0.0, 1.0]), np.array([-1.0])]
    answer = mlp_forward(np.array([[1.0, -1.0]]), Ws, bs, [lambda z: np.maximum(z, 0.0), lambda z: 1.0 * z])
    assert answer is not None and len(answer) == 2, "return two things: the output and the list of net inputs"
    output, zs = answer
    assert len(zs) == 2, f"two layers have two net inputs; your list has {len(zs)}"
    assert np.allclose(zs[0], [[1.0, -1.0]]), "the hidden net inputs are 2·1 - 1 + 0 = 1 and -1 - 1 + 1 = -1"
    assert np.shape(output) == (1, 1), f"one sample and one output give shape (1, 1), got {np.shape(output)}"
    assert np.allclose(output, 2.0), "relu leaves (1, 0) of the hidden layer, so the output is 3·1 + 5·0 - 1 = 2"
# %%
""" # BEGIN TEST CONFIG
name: one sample as a column
points: 0.5
""" # END TEST CONFIG
def test_public_column(mlp_forward_columns):
    import numpy as np
    W1, W2 = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, -1.0]]), np.array([[1.0, 1.0, 1.0]])
    answer = mlp_forward_columns(np.array([[1.0, 2.0]]), W1, W2)
    assert answer is not None and len(answer) == 4, "return four arrays: Z2, A2, Z3, A3"
    assert np.shape(answer[1]) == (3, 1), f"three hidden units and one sample: A2 has shape (3, 1), got {np.shape(answer[1])}"
    assert np.allclose(answer[2], 1.880797, atol=1e-6), "Z3 is σ(1) + σ(2) + σ(-1) = 1.880797"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# What do hidden layers buy? Below, three hidden units each answer "on which side of my line is the point?", and the
# output unit wants to hear "inside" from all three. On the right are the same weights with the identity between the
# layers.
# %%
try:
    edges, offsets = 8 * np.array([[0.0, 1.0], [-1.8, -1.0], [1.8, -1.0]]), 8 * np.array([0.6, 1.2, 1.2])
    votes, wanted = np.array([[8.0, 8.0, 8.0]]), np.array([-20.0])  # fires when all three are on: 8 + 8 + 8 > 20
    grid = np.stack(np.meshgrid(np.linspace(-2, 2, 160), np.linspace(-1.5, 3.5, 160)), axis=-1)
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), sharey=True)
    for panel, hidden, title in zip(panels, (sigmoid, identity), ("sigmoid hidden units", "linear hidden units"), strict=True):
        fires, _ = mlp_forward(grid.reshape(-1, 2), [edges, votes], [offsets, wanted], [hidden, lambda z: 1.0 * (z > 0)])
        panel.contourf(grid[..., 0], grid[..., 1], fires.reshape(160, 160), levels=[-0.5, 0.5, 1.5], colors=["#eeeeee", "#7aa6c2"])
        panel.set_title(title)
except Exception as problem:
    plt.close("all")
    print("answer question 4 to see the regions;", problem)
# %% [markdown]
# A stack of linear layers is one linear layer, $W_2(W_1 x) = (W_2 W_1)\,x$, however many weights it has: half a plane
# is all it can cut out.
#
# ## Question 5: the chain rule by hand
#
# Before you let a program do it, walk one derivative back yourself. If $L$ depends on $a$, $a$ on $z$ and $z$ on $W$,
# then
#
# $$\frac{dL}{dW} = \frac{dL}{da}\cdot\frac{da}{dz}\cdot\frac{dz}{dW}$$
#
# One factor for each link, from the loss towards the weight; along one path the factors **multiply**.
#
# Now with numbers. The smallest network there is has one input, one hidden unit and one linear output:
#
# ```
#   x ──·w₁──> z₁ ──g──> h = g(z₁) ──·w₂──> ŷ ──> J = (y − ŷ)²
# ```
#
# Its weights sit at different depths, so the two paths share their first factor $dJ/d\hat y$ and then part. To write
# them, ask of every arrow: if the thing on the left grows a little, how much faster does the thing on the right grow?
#
# *A worked number:* for $g = \sigma$, $x = 0.5$, $w_1 = 0.8$, $w_2 = -1.2$, $y = 1$ you should find $h = 0.598688$,
# $\hat y = -0.718425$, $J = 2.952985$, $dJ/dw_2 = -2.057600$ and $dJ/dw_1 = 0.495444$.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 4
# %% [markdown]
# Write
#
# * `chain_factors(path)`: the factors along a path of names, `["L", "a", "z", "W"]` → `["dL/da", "da/dz", "dz/dW"]`,
#   for a path of any length from two names up;
# * `scalar_chain(x, w1, w2, y, g, dg)` → a dictionary with the keys `"z1"`, `"g"` (that is $h$), `"y_hat"`, `"J"`,
#   `"dJ_dw1"` and `"dJ_dw2"`. All arguments are numbers, but `g` is a function and `dg` its slope, both taken at $z_1$.
#
# *The usual trap:* an arrow with a function in it has a slope too, and so does the square.
# %% [raw]
# # BEGIN SOLUTION
# %%
def chain_factors(path):
    """Factors of the chain rule along a list of names, the loss first → list of strings."""
    return ["d%s/d%s" % link for link in zip(path, path[1:])]  # SOLUTION


def scalar_chain(x, w1, w2, y, g, dg):
    """Values and slopes of J = (y − w2·g(w1·x))², all numbers → dict."""
    # BEGIN SOLUTION
    z1 = w1 * x
    h = g(z1)
    y_hat = w2 * h
    error = 2 * (y_hat - y)
    return {
        "z1": z1,
        "g": h,
        "y_hat": y_hat,
        "J": (y_hat - y) ** 2,
        "dJ_dw1": error * w2 * dg(z1) * x,
        "dJ_dw2": error * h,
    }
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: from the loss to a weight
points: 0.5
""" # END TEST CONFIG
def test_public_factors(chain_factors):
    got = chain_factors(["L", "a", "z", "W"])
    assert got is not None and len(got) == 3, "four names have three links, so three factors"
    assert list(got) == ["dL/da", "da/dz", "dz/dW"], f"expected ['dL/da', 'da/dz', 'dz/dW'], got {got}"
# %%
""" # BEGIN TEST CONFIG
name: the numbers of the text
points: 0.5
""" # END TEST CONFIG
def test_public_numbers(scalar_chain):
    import numpy as np

    def sigma(z):
        return 1 / (1 + np.exp(-z))

    got = scalar_chain(0.5, 0.8, -1.2, 1.0, sigma, lambda z: sigma(z) * (1 - sigma(z)))
    assert type(got) is dict, "return a dictionary"
    missing = {"z1", "g", "y_hat", "J", "dJ_dw1", "dJ_dw2"} - set(got)
    assert not missing, f"the dictionary lacks {sorted(missing)}"
    shapes = {key: np.shape(value) for key, value in got.items()}
    assert set(shapes.values()) == {()}, f"every value is one number, got shapes {shapes}"
    assert np.allclose(got["y_hat"], -0.718425, atol=1e-6), "the output is -1.2 · σ(0.4) = -0.718425"
    assert np.allclose(got["J"], 2.952985, atol=1e-6), "J is (1 + 0.718425)² = 2.952985"
    assert np.allclose(got["dJ_dw2"], -2.057600, atol=1e-5), "dJ/dw2 is -2.0576: compare (J(w2 + 0.001) - J(w2)) / 0.001 with yours"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A slope is what a tangent shows. Each short line below has the slope that your `scalar_chain` gives at its dot.
# %%
try:
    w = np.linspace(-6, 6, 241)
    cost = [scalar_chain(1.0, v, 2.0, 1.5, np.tanh, lambda z: np.cosh(z) ** -2.0)["J"] for v in w]
    plt.figure(figsize=(6, 3.2))
    plt.plot(w, cost, color="0.6")
    for v in (-4.0, -1.5, -0.5, 0.2, 0.97, 2.5):
        here = scalar_chain(1.0, v, 2.0, 1.5, np.tanh, lambda z: np.cosh(z) ** -2.0)
        ends = np.array([v - 0.6, v + 0.6])
        plt.plot(ends, here["J"] + here["dJ_dw1"] * (ends - v), color="C1")
        plt.plot(v, here["J"], "o", color="C1")
    plt.xlabel("$w_1$")
    plt.title("J and its tangents: flat where the hidden unit saturates")
except Exception as problem:
    plt.close("all")
    print("answer question 5 to see the tangents;", problem)
# %% [markdown]
# ## Question 6: a network that draws a curve
#
# A network with **one** hidden layer of relus comes as close as you wish to any continuous curve on an interval $[a,
# b]$, if it may have enough units. You need no training to see it: set the weights yourself.
#
# Cut $[a, b]$ into $n$ pieces of width $h = (b-a)/n$, with ends $x_k = a + k h$, and let $m_k$ be the slope of the
# straight line from $(x_k, f(x_k))$ to $(x_{k+1}, f(x_{k+1}))$. The unit $\mathrm{relu}(x - x_k)$ is silent up to $x_k$
# and rises from there on. It adds its coefficient to the slope **for good**, so each unit only has to correct the slope
# that all units before it have left:
#
# $$\hat f(x) = c_0 + \sum_{k=0}^{n-1} c_k\,\mathrm{relu}(x - x_k), \qquad c_0 = f(a)$$
#
# ```
#            ╱  slope m₀ + (change at x₁) = m₁        x² on [0, 2] with n = 2:
#          ╱                                          points (0, 0), (1, 1), (2, 4)
#     __╱   slope m₀                                  slopes m₀ = 1, m₁ = 3
#   ──┼─────┼─────┼──                                 knots 0 and 1, coefficients 1 and 2, c₀ = 0
#    x₀    x₁    x₂
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 4
# %% [markdown]
# Write
#
# * `relu_interpolator(fn, a, b, n)` → `(knots, coeffs, c0)`: arrays of shape `(n,)` and `(n,)`, and a number. `fn`
#   takes an array and returns an array;
# * `eval_relu_net(x, knots, coeffs, c0)` → the output of such a network for every entry of `x`, `(N,)` → `(N,)`.
#
# *The usual trap:* $n$ units have $n$ knots, but $n$ pieces have $n + 1$ ends. Which end gets no unit?
# %% [raw]
# # BEGIN SOLUTION
# %%
def relu_interpolator(fn, a, b, n):
    """The relu network through n + 1 points of fn on [a, b] → (knots, coeffs, c0)."""
    # BEGIN SOLUTION
    ends = np.linspace(a, b, n + 1)
    values = fn(ends)
    bends = np.diff(np.diff(values) / np.diff(ends), prepend=0.0)
    return ends[:-1], bends, values[0]
    # END SOLUTION


def eval_relu_net(x, knots, coeffs, c0):
    """c0 + Σ coeffs[k] · relu(x − knots[k]), x: (N,), knots and coeffs: (n,) → (N,)."""
    # BEGIN SOLUTION
    awake = np.maximum(np.subtract.outer(x, knots), 0)
    return awake @ coeffs + c0
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a parabola with two units
points: 0.5
""" # END TEST CONFIG
def test_public_parabola(relu_interpolator):
    import numpy as np
    answer = relu_interpolator(np.square, 0.0, 2.0, 2)
    assert answer is not None and len(answer) == 3, "return three things: knots, coeffs, c0"
    knots, coeffs, c0 = answer
    assert np.shape(knots) == (2,) and np.shape(coeffs) == (2,), "two units have two knots and two coefficients"
    assert np.allclose(knots, [0.0, 1.0]), f"the units start at 0 and 1, yours at {knots}"
    assert np.allclose(coeffs, [1.0, 2.0]), "the slope is 1, then 3: coefficients 1 and 2"
    assert np.allclose(c0, 0.0), "the output at the left end is 0² = 0"
# %%
""" # BEGIN TEST CONFIG
name: a tent
points: 0.5
""" # END TEST CONFIG
def test_public_tent(eval_relu_net):
    import numpy as np
    got = eval_relu_net(np.array([-1.0, 0.5, 1.0, 2.0]), np.array([0.0, 1.0]), np.array([1.0, -2.0]), 0.0)
    assert np.shape(got) == (4,), f"four inputs give four outputs, shape (4,); got {np.shape(got)}"
    assert np.allclose(got, [0.0, 0.5, 1.0, 0.0]), "relu(x) - 2 relu(x - 1) at -1, 0.5, 1 and 2 is 0, 0.5, 1 and 0"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# How close is it? Theory promises an error of at most $h^2 \max|f''| / 8$: twice the units, a quarter of the error.
# %%
try:
    x = np.linspace(0, 2 * np.pi, 2001)
    plt.figure(figsize=(7, 3.4))
    for units in (4, 8, 32):
        drawn = eval_relu_net(x, *relu_interpolator(np.sin, 0.0, 2 * np.pi, units))
        worst, promise = np.max(np.abs(drawn - np.sin(x))), (2 * np.pi / units) ** 2 / 8
        plt.plot(x, drawn, label=f"{units} units")
        print(f"{units:3d} units: largest error {worst:.4f}, at most {promise:.4f} promised")
    plt.plot(x, np.sin(x), "k:", label="sin")
    plt.legend()
except Exception as problem:
    plt.close("all")
    print("answer question 6 to see the curves;", problem)
# %% [markdown]
# Notice what the theorem does **not** say: the error becomes small, not zero; it speaks of an interval, and to the
# right of $b$ your network goes on straight for ever; and it does not say that gradient descent would find these
# weights.
#
# ## If you want more (not graded)
#
# 1. Build the same with **steps** instead of relus: unit $k$ jumps half-way between $x_{k-1}$ and $x_k$, by $f(x_k) -
#    f(x_{k-1})$. Plot the largest error of both networks over $n = 4, 8, \dots, 256$ with `plt.loglog`. What are the
#    two slopes, and why do they differ?
# 2. Put a steep sigmoid, $\sigma(s\,(x - t_k))$, in place of each step. What happens to the error when $s$ grows? And
#    to the slope that gradient descent would see?
# 3. A layer from $D$ to $H$ units has $(D + 1)\,H$ parameters. Your relu network is a net of sizes 1, $n$, 1: how many
#    is that, and how many of them did you really choose?
# %%
# room for your experiments
