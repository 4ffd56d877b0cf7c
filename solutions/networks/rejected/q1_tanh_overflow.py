# /// solution
# why = "The formula of the table as it stands."
# scores = { q1 = 3 }
# fails = { q1 = ["a thousand on either side"] }
# misconception = { q1 = "T3.1/tanh_overflow" }
# ///
# %% q1
def relu(z):
    return np.maximum(0, z)


def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, slope * z)


def tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def softplus(z):
    return np.logaddexp(z, 0).astype(z.dtype)
