# /// solution
# why = "np.mean everywhere: divides by N·C."
# scores = { q1 = 2 }
# fails = { q1 = ["the table above", "powers of random errors", "slopes of random errors", "slopes for q = 1, and at the kink", "constants of three lectures"] }
# misconception = { q1 = "T2.5/all_elements" }
# ///
# %% q1
def lq_loss(s, y, q):
    return np.mean(np.abs(s - y) ** q)

def lq_grad(s, y, q):
    d = s - y
    return q * np.abs(d) ** (q - 1) * np.sign(d) / d.size

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    d = y_hat - y
    if form == "half_sum":
        return 0.5 * np.sum(d**2) / (d.size / len(d))
    return np.mean(d**2) * (0.5 if form == "half_mean" else 1)
