# /// solution
# why = "Powers of the signed error."
# scores = { q1 = 2 }
# fails = { q1 = ["the table above", "powers of random errors", "powers of a single output", "slopes of random errors", "slopes for q = 1, and at the kink"] }
# misconception = { q1 = "T2.5/no_abs" }
# ///
# %% q1
def lq_loss(s, y, q):
    return np.sum((s - y) ** q) / len(s)

def lq_grad(s, y, q):
    return q * (s - y) ** (q - 1) / len(s)

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    total = np.sum((y_hat - y) ** 2)
    return total / {"mean": len(y), "half_sum": 2, "half_mean": 2 * len(y)}[form]
