# /// solution
# why = "Gives the step a slope to learn with."
# scores = { q2 = 2 }
# fails = { q2 = ["a step, a line, an unknown name", "a table of all seven"] }
# misconception = { q2 = "T3.1/heaviside_grad" }
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
        return np.where(z > 0, 1.0, 0.01)
    if name == "heaviside":
        return np.ones_like(z)
    if name == "identity":
        return np.ones_like(z)
    raise ValueError(name)
