# /// solution
# why = "Leaks upwards."
# scores = { q1 = 2.5 }
# fails = { q1 = ["two hinges at -2 and 1", "hinges on random arrays", "hinges at 0 and far from it"] }
# misconception = { q1 = "T3.1/leaky_sign" }
# ///
# %% q1
def relu(z):
    return np.maximum(0, z)


def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, -slope * z)


def tanh(z):
    return np.tanh(z)


def softplus(z):
    return np.logaddexp(z, 0).astype(z.dtype)
