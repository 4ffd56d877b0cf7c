# /// solution
# why = "Gives the slope instead of the value."
# scores = { q1 = 1.5 }
# fails = { q1 = ["two curves at 0 and 1", "curves on random arrays", "a thousand on either side"] }
# misconception = { q1 = "T3.1/softplus_slope" }
# ///
# %% q1
def relu(z):
    return np.maximum(0, z)


def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, slope * z)


def tanh(z):
    return np.tanh(z)


def softplus(z):
    return 1 / (1 + np.exp(-z))
