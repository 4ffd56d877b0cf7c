# /// solution
# why = "Stops one link too early."
# scores = { q5 = 2.5 }
# fails = { q5 = ["from the loss to a weight", "a long path", "short paths"] }
# misconception = { q5 = "T3.6/missing_inner" }
# ///
# %% q5
def chain_factors(path):
    return [f"d{path[k]}/d{path[k + 1]}" for k in range(len(path) - 2)]


def scalar_chain(x, w1, w2, y, g, dg):
    z1 = w1 * x
    h = g(z1)
    y_hat = w2 * h
    dJ_dy = -2 * (y - y_hat)
    dJ_dw1 = dJ_dy * w2 * dg(z1) * x
    dJ_dw2 = dJ_dy * h
    return {"z1": z1, "g": h, "y_hat": y_hat, "J": (y - y_hat) ** 2, "dJ_dw1": dJ_dw1, "dJ_dw2": dJ_dw2}
