# %% [markdown]
# # Backpropagation
#
# You will take a small network apart: run it forward, send the error back, update the weights, and then prove twice that
# your gradients are right, once with finite differences and once with torch.
#
# ```
#   x (N, D) ──Wh (H, D)──> h (N, H) ──Wo (C, H)──> ŷ (N, C)
#              sigmoid                 sigmoid
# ```
#
# There are no biases in this network. All arrays hold floats. Every row is a sample. The loss is a **sum** over samples and outputs:
# $L = \tfrac12 \sum_{i,c} (\hat y_{ic} - y_{ic})^2$.
#
# Two rules for every question: never change an array that you were given, and return what is asked for and nothing more.
# <!-- graded: mutation, outputs -->
# %%
import numpy as np

# %% [markdown]
# ## Question 1: the sigmoid
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# *The usual trap:* $e^{1000}$ does not fit into a float, it becomes `inf`. In the formula above this ends well, for
# $1/(1 + \infty)$ is 0 (NumPy warns all the same). In the equal form $e^{z} / (1 + e^{z})$ it does not: $\infty/\infty$ is `nan`.
# If no exponent is a large positive number, nothing can happen: the first form is safe for $z \ge 0$, the second for $z < 0$.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 3
# %% [markdown]
# Write `sigmoid(z)` for arrays of any shape. It must be exact for ordinary values and give 0 and 1, never nan, for $z = \mp 1000$.
# *Worth the trouble, but not graded:* no warning either, because nothing overflows on the way.
# %% [raw]
# # BEGIN SOLUTION
# %%
def sigmoid(z):
    """Logistic function of an array, any shape."""
    # BEGIN SOLUTION
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three values
points: 1
""" # END TEST CONFIG
def test_public_values(sigmoid):
    import numpy as np
    x = np.array([0.0, 2.0])
    got = sigmoid(x)
    assert np.shape(got) == (2,), f"the shape (2,) of the input stays, got {np.shape(got)}"
    assert np.allclose(got, [0.5, 0.880797], atol=1e-6), "σ(0) is 0.5 and σ(2) is 0.880797"
    assert np.array_equal(x, [0, 2]), "sigmoid changed the array that it was given: work on a copy"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 2: the forward pass
#
# $$h = \sigma(x W_h^\top), \qquad \hat y = \sigma(h W_o^\top)$$
#
# A worked number, used until question 4: $x = (1, -1)$, $W_h = \begin{pmatrix}0.1 & 0.2\\ -0.3 & 0.4\end{pmatrix}$,
# $W_o = (0.5 \;\; {-0.6})$. The hidden units see $-0.1$ and $-0.7$ and answer $h = (0.4750, 0.3318)$; the output unit sees
# $0.5 \cdot 0.4750 - 0.6 \cdot 0.3318 = 0.0384$ and answers $\hat y = 0.5096$.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 2
# %% [markdown]
# Write `forward(x, Wh, Wo)` → `(h, y_hat)` with shapes `(N, H)` and `(N, C)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def forward(x, Wh, Wo):
    """Hidden activations and outputs of the sigmoid network."""
    # BEGIN SOLUTION
    hidden = 1 / (1 + np.exp(-(x @ Wh.T)))
    return hidden, 1 / (1 + np.exp(-(hidden @ Wo.T)))
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: hidden units of one sample
points: 1
""" # END TEST CONFIG
def test_public_one_sample(forward):
    import numpy as np
    Wh, Wo = np.array([[0.1, 0.2], [-0.3, 0.4]]), np.array([[0.5, -0.6]])
    h, y_hat = forward(np.array([[1.0, -1.0]]), Wh, Wo)
    assert np.shape(h) == (1, 2) and np.shape(y_hat) == (1, 1), "expected shapes (1, 2) and (1, 1)"
    assert np.allclose(h, [[0.475021, 0.331812]], atol=1e-6), "the two units see nets of -0.1 and -0.7"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 3: deltas
#
# A delta says how the loss changes with a unit's **net input**. At the output, the derivative of the loss meets the slope
# of the sigmoid; at a hidden unit, the deltas of all units that it feeds come back through the same weights:
#
# $$\delta^o = (\hat y - y) \odot \hat y \odot (1 - \hat y), \qquad
# \delta^h = (\delta^o W_o) \odot h \odot (1 - h)$$
#
# ```
#          forward →            ← backward
#   h_j ──w_1j──> ŷ_1      h_j <──w_1j── δ_1
#       ──w_2j──> ŷ_2          <──w_2j── δ_2      δ_j = (w_1j δ_1 + w_2j δ_2) · h_j (1 − h_j)
# ```
#
# In the worked number, with $y = 1$: $\delta^o = (0.5096 - 1) \cdot 0.5096 \cdot 0.4904 = -0.1226$. The first hidden unit has
# $\delta^h_1 = 0.5 \cdot (-0.1226) \cdot 0.4750 \cdot 0.5250 = -0.0153$. What has the second, and why is its sign the other one?
#
# *The usual trap:* `h` **is** already $\sigma(z)$. Its slope is $h(1-h)$, with no further sigmoid.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 5
# %% [markdown]
# Write `delta_output(y_hat, y)` → `(N, C)` and `delta_hidden(delta_o, Wo, h)` → `(N, H)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def delta_output(y_hat, y):
    """Deltas of the output units, both arguments (N, C) → (N, C)."""
    return (y_hat - y) * y_hat * (1 - y_hat)  # SOLUTION


def delta_hidden(delta_o, Wo, h):
    """Deltas of the hidden units, (N, C), (C, H), (N, H) → (N, H)."""
    return (delta_o @ Wo) * h * (1 - h)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one output
points: 1
""" # END TEST CONFIG
def test_public_one_output(delta_output):
    import numpy as np
    got = delta_output(np.array([[0.5]]), np.array([[1.0]]))
    assert np.shape(got) == (1, 1), f"expected shape (1, 1), got {np.shape(got)}"
    assert np.allclose(np.abs(got), 0.125), "the error is 0.5 and the slope at 0.5 is 0.25"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# ## Question 4: one training step
#
# A weight's gradient is its delta times its input, summed over the samples:
# $\partial L/\partial W_o = {\delta^o}^\top h$ and $\partial L/\partial W_h = {\delta^h}^\top x$. Then
#
# $$W \leftarrow W - \eta\, \frac{\partial L}{\partial W}$$
#
# *The usual trap:* compute **all** deltas before you change any weight.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 4
# %% [markdown]
# Write `train_step(x, y, Wh, Wo, eta)` → the new `(Wh, Wo)`. Leave the arrays that you were given as they are.
# %% [raw]
# # BEGIN SOLUTION
# %%
def train_step(x, y, Wh, Wo, eta):
    """New weights after one step of gradient descent on the whole batch."""
    # BEGIN SOLUTION
    units = 1 / (1 + np.exp(-(x @ Wh.T)))
    answers = 1 / (1 + np.exp(-(units @ Wo.T)))
    back_out = (answers - y) * answers * (1 - answers)
    back_hid = (back_out @ Wo) * units * (1 - units)
    return Wh - eta * back_hid.T @ x, Wo - eta * back_out.T @ units
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
def test_public_shapes(train_step):
    import numpy as np
    Wh, Wo = np.array([[0.1, 0.2], [-0.3, 0.4]]), np.array([[0.5, -0.6]])
    new_h, new_o = train_step(np.array([[1.0, -1.0]]), np.array([[1.0]]), Wh, Wo, 0.5)
    assert np.shape(new_h) == (2, 2) and np.shape(new_o) == (1, 2), "the weights keep their shapes"
    assert not np.allclose(new_o, Wo), "the output weights should have moved"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Train on XOR, which no single neuron can learn. (A constant third input plays the part of the bias.) The loss hardly moves at first
# and then falls quickly: at what loss does it wait, and which answers give that loss? Right, what the trained network says.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

xor_x = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
xor_y = np.array([[0.0], [1.0], [1.0], [0.0]])
rng = np.random.default_rng(1)
Wh, Wo, curve = rng.normal(size=(4, 3)), rng.normal(size=(1, 4)), []
try:
    for _ in range(1500):
        Wh, Wo = train_step(xor_x, xor_y, Wh, Wo, 1.0)
        curve.append(0.5 * np.sum((forward(xor_x, Wh, Wo)[1] - xor_y) ** 2))
    across, up = np.meshgrid(np.linspace(-0.5, 1.5, 80), np.linspace(-0.5, 1.5, 80))
    square = np.stack([across.ravel(), up.ravel(), np.ones(across.size)], axis=1)
    answers_there = forward(square, Wh, Wo)[1].reshape(across.shape)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="tight")
    left.plot(curve)
    left.set(title="loss on XOR", xlabel="step")
    shades = right.contourf(across, up, answers_there, levels=np.linspace(0, 1, 11), cmap="RdBu")
    right.scatter(xor_x[:, 0], xor_x[:, 1], c=xor_y[:, 0], cmap="RdBu", edgecolors="black", s=80)
    right.set(title="what the network answers", xlabel="$x_1$", ylabel="$x_2$")
    figure.colorbar(shades, ax=right);
except TypeError:
    plt.close("all")
    print("answer questions 2 and 4 to see the loss fall")
# %% [markdown]
# ## Question 5: a numerical gradient
#
# A gradient can always be checked by moving one parameter at a time and watching the loss:
#
# $$\frac{\partial f}{\partial \theta_i} \approx \frac{f(\theta + h e_i) - f(\theta - h e_i)}{2h}$$
#
# *The usual traps:* move **one** coordinate, and put it back before you go on.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 4
# %% [markdown]
# Write `numerical_gradient(fn, theta, h)`. `fn` takes an array like `theta` and returns a number; `theta` is an array of floats of
# any shape, perhaps a transposed one (where `theta.ravel()` is a copy); the result has the shape of `theta`. When you return, `theta`
# must be as it was.
# %% [raw]
# # BEGIN SOLUTION
# %%
def numerical_gradient(fn, theta, h):
    """Central differences of fn at theta, any shape → same shape."""
    # BEGIN SOLUTION
    slopes = np.empty_like(theta)
    for index in np.ndindex(*theta.shape):
        step = np.zeros_like(theta)
        step[index] = h
        slopes[index] = (fn(theta + step) - fn(theta - step)) / (2 * h)
    return slopes
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a parabola
points: 1
""" # END TEST CONFIG
def test_public_parabola(numerical_gradient):
    import numpy as np
    got = numerical_gradient(lambda t: float(t[0] ** 2), np.array([3.0]), 1e-4)
    assert np.shape(got) == (1,), f"expected the shape of theta, (1,), got {np.shape(got)}"
    assert np.allclose(got, 6.0, atol=1e-3), "the slope of t² at 3 is 6"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# How large should $h$ be? Below is the error of the slope of $\sin$ at 1, for $h$ from 1 down to $10^{-14}$. On the right of the plot
# the curve is not straight enough over such a distance, and a tenth of $h$ means a hundredth of the error. On the left $f(\theta + h)$
# and $f(\theta - h)$ agree in almost all of their 16 digits, and their difference is rounding.
# %%
try:
    sizes = 10.0 ** np.arange(0, -14.5, -0.5)
    slopes_there = [numerical_gradient(lambda t: float(np.sin(t[0])), np.array([1.0]), size)[0] for size in sizes]
    plt.figure(figsize=(5, 3))
    plt.loglog(sizes, np.abs(np.array(slopes_there) - np.cos(1.0)), "o-")
    plt.xlabel("h")
    plt.ylabel("error of the slope");
except TypeError:
    plt.close("all")
    print("answer question 5 to see its error")
# %% [markdown]
# ## Question 6: the same with autograd
#
# Now let torch differentiate. Build the same network and the same loss from tensors, call `backward()`, and read the
# gradients off. If they agree with your question 4, both are right.
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 3
# %% [markdown]
# Write `torch_gradients(x, y, Wh, Wo)` for float64 tensors → `(loss, dWh, dWo)`: the loss as a tensor without axes and the two
# gradients as tensors. Compute in float64, as the tensors come; whether the results still hang on the graph is not graded. Call it
# twice with the same tensors: the second result must be the first one again, so remember that
# `backward()` *adds* to `.grad`.
# %% [raw]
# # BEGIN SOLUTION
# %%
import torch


def torch_gradients(x, y, Wh, Wo):
    """Loss and gradients of the sigmoid network by autograd, all tensors."""
    # BEGIN SOLUTION
    leaf_h, leaf_o = Wh.clone().requires_grad_(), Wo.clone().requires_grad_()
    prediction = torch.sigmoid(torch.sigmoid(x @ leaf_h.T) @ leaf_o.T)
    objective = 0.5 * ((prediction - y) ** 2).sum()
    objective.backward()
    return objective.detach(), leaf_h.grad, leaf_o.grad
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
def test_public_tensors(torch_gradients):
    import torch
    torch.manual_seed(0)
    x, y = torch.rand(5, 3, dtype=torch.float64), torch.rand(5, 1, dtype=torch.float64)
    Wh, Wo = torch.randn(4, 3, dtype=torch.float64), torch.randn(1, 4, dtype=torch.float64)
    loss, dWh, dWo = torch_gradients(x, y, Wh, Wo)
    assert tuple(dWh.shape) == (4, 3) and tuple(dWo.shape) == (1, 4), "each gradient has the shape of its weights"
    assert getattr(loss, "ndim", None) == 0, f"the loss is one number, as a tensor without axes; got a {type(loss).__name__}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Three ways to the same gradient: read off from your training step, from differences of the loss, from autograd. How many digits do
# they share? Which of the three would you not use for a million weights?
# %%
rng = np.random.default_rng(2)
x, y, Wh, Wo = rng.normal(size=(6, 3)), rng.random((6, 2)), rng.normal(size=(4, 3)), rng.normal(size=(2, 4))
try:
    by_step = Wh - train_step(x, y, Wh, Wo, 1.0)[0]
    by_differences = numerical_gradient(lambda W: 0.5 * np.sum((forward(x, W, Wo)[1] - y) ** 2), Wh.copy(), 1e-5)
    by_autograd = torch_gradients(*(torch.tensor(a) for a in (x, y, Wh, Wo)))[1].numpy()
    for name, other in (("differences", by_differences), ("autograd", by_autograd)):
        print(f"training step and {name}: largest difference {np.abs(by_step - other).max():.1e}")
except (TypeError, AttributeError):
    print("answer questions 2, 4, 5 and 6 to compare the gradients")
# %% [markdown]
# ## To go further (not graded)
#
# 1. *Twins.* Start the training on XOR with all weights equal, say 0.5. Look at the rows of `Wh` after a few hundred steps: what do you
#    see, and which formula of question 3 says so? How much noise is needed to part them?
# 2. *What a gradient costs.* Count the calls of `fn` in your `numerical_gradient` for networks with 4, 40 and 400 hidden units, and
#    time it beside `train_step`. How do both grow?
# 3. *One side only.* Draw the error of $(f(\theta + h) - f(\theta)) / h$ into the plot of question 5. Its slope on the right is
#    another one: what does Taylor's formula say?
# %%
# your experiments
