# /// solution
# why = "Gives the slope instead of the value."
# scores = { q1 = 3 }
# fails = { q1 = ["hinges on random arrays", "hinges at 0 and far from it"] }
# misconception = { q1 = "T3.1/relu_step" }
# ///
# %% q1
def relu(z):
    return (z > 0).astype(z.dtype)


def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, slope * z)


def tanh(z):
    return np.tanh(z)


def softplus(z):
    return np.logaddexp(z, 0).astype(z.dtype)
