# /// solution
# why = "Puts a ½ where there is none."
# scores = { q1 = 0.5 }
# fails = { q1 = ["the table above", "four numbers", "powers of random errors", "powers of a single output", "slopes of random errors", "slopes for q = 1, and at the kink", "constants of three lectures", "the same constants for vectors"] }
# misconception = { q1 = "T2.5/half" }
# ///
# %% q1
def lq_loss(s, y, q):
    return 0.5 * np.sum(np.abs(s - y) ** q) / len(s)

def lq_grad(s, y, q):
    d = s - y
    return 0.5 * q * np.abs(d) ** (q - 1) * np.sign(d) / len(s)

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    half = 0.5 * np.sum((y_hat - y) ** 2)
    return half if form == "half_sum" else half / len(y)
