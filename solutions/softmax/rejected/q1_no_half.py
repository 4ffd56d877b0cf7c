# /// solution
# why = "No ½ in any form."
# scores = { q1 = 4 }
# fails = { q1 = ["constants of three lectures", "the same constants for vectors"] }
# misconception = { q1 = "T2.5/no_half" }
# ///
# %% q1
def lq_loss(s, y, q):
    return np.sum(np.abs(s - y) ** q) / len(s)

def lq_grad(s, y, q):
    d = s - y
    return q * np.abs(d) ** (q - 1) * np.sign(d) / len(s)

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    total = np.sum((y_hat - y) ** 2)
    return total if form == "half_sum" else total / len(y)
