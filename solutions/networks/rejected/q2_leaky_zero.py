# /// solution
# why = "The slope of a relu for the leaky one."
# scores = { q2 = 1.75 }
# fails = { q2 = ["activations with a corner", "a table of all seven"] }
# misconception = { q2 = "T3.1/leaky_zero" }
# ///
# %% q2
def activation_derivative(name, z):
    s = 1 / (1 + np.exp(-z))
    if name == "sigmoid":
        return s * (1 - s)
    if name == "tanh":
        return 1 - np.tanh(z) ** 2
    if name == "softplus":
        return s
    if name == "relu":
        return 1.0 * (z > 0)
    if name == "leaky_relu":
        return (z > 0).astype(float)
    if name == "heaviside":
        return np.zeros_like(z)
    if name == "identity":
        return np.ones_like(z)
    raise ValueError(name)
