# /// solution
# why = "Takes the root at the end."
# scores = { q1 = 2 }
# fails = { q1 = ["the table above", "four numbers", "powers of random errors", "powers of a single output", "constants of three lectures", "the same constants for vectors"] }
# misconception = { q1 = "T2.5/rmse" }
# ///
# %% q1
def lq_loss(s, y, q):
    return (np.sum(np.abs(s - y) ** q) / len(s)) ** (1 / q)

def lq_grad(s, y, q):
    d = s - y
    return q * np.abs(d) ** (q - 1) * np.sign(d) / len(s)

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    total = np.sum((y_hat - y) ** 2)
    return np.sqrt(total / {"mean": len(y), "half_sum": 2, "half_mean": 2 * len(y)}[form])
