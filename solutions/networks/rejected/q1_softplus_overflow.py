# /// solution
# why = "The logarithm of an infinite number."
# scores = { q1 = 3 }
# fails = { q1 = ["a thousand on either side"] }
# misconception = { q1 = "T3.1/softplus_overflow" }
# ///
# %% q1
def relu(z):
    return np.maximum(0, z)


def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, slope * z)


def tanh(z):
    return np.tanh(z)


def softplus(z):
    return np.log(1 + np.exp(z))
