# /// solution
# why = "Averages the q-norms of the samples."
# scores = { q1 = 3.5 }
# fails = { q1 = ["the table above", "powers of random errors", "powers of a single output"] }
# misconception = { q1 = "T2.5/rmse" }
# ///
# %% q1
def lq_loss(s, y, q):
    return np.mean(np.linalg.norm(s - y, ord=q, axis=1))

def lq_grad(s, y, q):
    d = s - y
    return q * np.abs(d) ** (q - 1) * np.sign(d) / len(s)

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    total = np.sum((y_hat - y) ** 2)
    return total / {"mean": len(y), "half_sum": 2, "half_mean": 2 * len(y)}[form]
