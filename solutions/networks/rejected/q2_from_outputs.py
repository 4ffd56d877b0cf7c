# /// solution
# why = "Takes z for the output of sigmoid and tanh."
# scores = { q2 = 1.25 }
# misconception = { q2 = "T3.1/z_as_output" }
# ///
# %% q2
def activation_derivative(name, z):
    s = 1 / (1 + np.exp(-z))
    if name == "sigmoid":
        return z * (1 - z)
    if name == "tanh":
        return 1 - z ** 2
    if name == "relu":
        return (z > 0) * 1.0
    if name == "leaky_relu":
        return np.where(z > 0, 1.0, 0.01)
    if name == "softplus":
        return s
    if name == "heaviside":
        return np.zeros(np.shape(z))
    if name == "identity":
        return np.ones(np.shape(z))
    raise ValueError(name)
