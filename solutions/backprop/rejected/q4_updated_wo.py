# /// solution
# why = "Uses the new output weights for the hidden deltas."
# scores = { q4 = 1 }
# fails = { q4 = ["one sample", "batches", "four steps in a row"] }
# misconception = { q4 = "T3.4/updated_wo" }
# ///
# %% q4
def train_step(x, y, Wh, Wo, eta):
    h = 1 / (1 + np.exp(-(x @ Wh.T)))
    o = 1 / (1 + np.exp(-(h @ Wo.T)))
    d_o = (o - y) * o * (1 - o)
    Wo = Wo - eta * d_o.T @ h
    d_h = (d_o @ Wo) * h * (1 - h)
    return Wh - eta * d_h.T @ x, Wo
