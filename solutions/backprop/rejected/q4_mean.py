# /// solution
# why = "Averages over the batch."
# scores = { q4 = 2 }
# fails = { q4 = ["batches", "four steps in a row"] }
# misconception = { q4 = "T3.4/mean" }
# ///
# %% q4
def train_step(x, y, Wh, Wo, eta):
    h = 1 / (1 + np.exp(-(x @ Wh.T)))
    o = 1 / (1 + np.exp(-(h @ Wo.T)))
    d_o = (o - y) * o * (1 - o)
    d_h = (d_o @ Wo) * h * (1 - h)
    n = len(x)
    return Wh - eta * d_h.T @ x / n, Wo - eta * d_o.T @ h / n
