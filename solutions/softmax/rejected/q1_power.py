# /// solution
# why = "The exponent q in the slope, too."
# scores = { q1 = 3.5 }
# misconception = { q1 = "T2.5/power" }
# ///
# %% q1
def lq_loss(s, y, q):
    return np.sum(np.abs(s - y) ** q) / len(y)


def lq_grad(s, y, q):
    e = s - y
    return q * np.abs(e) ** q * np.sign(e) / len(y)


def mse_loss(y_hat, y, form):
    if np.shape(y_hat) != np.shape(y):
        raise ValueError("shapes differ")
    total = np.sum((y_hat - y) ** 2)
    if form == "mean":
        return total / len(y)
    if form == "half_sum":
        return total / 2
    return total / (2 * len(y))
