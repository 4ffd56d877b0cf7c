# /// solution
# why = "Sign of y − s."
# scores = { q1 = 3.5 }
# fails = { q1 = ["slopes of random errors", "slopes for q = 1, and at the kink"] }
# misconception = { q1 = "T2.5/grad_sign" }
# ///
# %% q1
def lq_loss(s, y, q):
    return np.sum(np.abs(s - y) ** q) / len(s)

def lq_grad(s, y, q):
    d = y - s
    return q * np.abs(d) ** (q - 1) * np.sign(d) / len(s)

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    total = np.sum((y_hat - y) ** 2)
    return total / {"mean": len(y), "half_sum": 2, "half_mean": 2 * len(y)}[form]
