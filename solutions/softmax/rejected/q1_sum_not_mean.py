# /// solution
# why = "Forgets to divide by N."
# scores = { q1 = 0.5 }
# fails = { q1 = ["the table above", "four numbers", "powers of random errors", "powers of a single output", "slopes of random errors", "slopes for q = 1, and at the kink", "constants of three lectures", "the same constants for vectors"] }
# misconception = { q1 = "T2.5/sum_not_mean" }
# ///
# %% q1
def lq_loss(s, y, q):
    return np.sum(np.abs(s - y) ** q)

def lq_grad(s, y, q):
    d = s - y
    return q * np.abs(d) ** (q - 1) * np.sign(d)

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    total = np.sum((y_hat - y) ** 2)
    return total if form == "mean" else total / 2
