# /// solution
# why = "Climbs the loss."
# scores = { q4 = 1 }
# fails = { q4 = ["one sample", "batches", "four steps in a row"] }
# misconception = { q4 = "T3.4/sign" }
# ///
# %% q4
def train_step(x, y, Wh, Wo, eta):
    h = 1 / (1 + np.exp(-(x @ Wh.T)))
    o = 1 / (1 + np.exp(-(h @ Wo.T)))
    d_o = (o - y) * o * (1 - o)
    d_h = (d_o @ Wo) * h * (1 - h)
    return Wh + eta * d_h.T @ x, Wo + eta * d_o.T @ h
