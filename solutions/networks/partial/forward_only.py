# /// solution
# why = "What runs forward: no slopes, no biases in columns, no weights for the curve."
# scores = { q2 = 0, q3 = 3.5, q5 = 1.5, q6 = 1.5 }
# fails = { q2 = ["sigmoid and relu at 2", "smooth activations", "activations with a corner", "a step, a line, an unknown name", "a table of all seven"], q3 = ["samples in columns", "one layer, three ways"], q5 = ["the numbers of the text", "other numbers", "other activations"], q6 = ["a parabola with two units", "other curves, other intervals", "drawn curves"] }
# ///
# %% q2
def activation_derivative(name, z):
    ...

# %% q3
def dense(X, W, b, g, layout="out_in"):
    return g(X @ (W if layout == "in_out" else W.T) + b)

def dense_columns(A, W, b=None):
    return W @ A

# %% q5
def chain_factors(path):
    return [f"d{path[k]}/d{path[k + 1]}" for k in range(len(path) - 1)]

def scalar_chain(x, w1, w2, y, g, dg):
    z1 = w1 * x
    return {"z1": z1, "g": g(z1), "y_hat": w2 * g(z1), "J": (y - w2 * g(z1)) ** 2}

# %% q6
def relu_interpolator(fn, a, b, n):
    raise NotImplementedError

def eval_relu_net(x, knots, coeffs, c0):
    return np.maximum(x[:, None] - knots[None, :], 0) @ coeffs + c0
