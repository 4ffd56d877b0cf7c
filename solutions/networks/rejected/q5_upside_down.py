# /// solution
# why = "The fractions stand on their heads."
# scores = { q5 = 2.5 }
# fails = { q5 = ["from the loss to a weight", "a long path", "short paths"] }
# misconception = { q5 = "T3.6/upside_down" }
# ///
# %% q5
def chain_factors(path):
    return [f"d{b}/d{a}" for a, b in zip(path[:-1], path[1:])]


def scalar_chain(x, w1, w2, y, g, dg):
    z1 = w1 * x
    h = g(z1)
    y_hat = w2 * h
    dJ_dy = -2 * (y - y_hat)
    dJ_dw1 = dJ_dy * w2 * dg(z1) * x
    dJ_dw2 = dJ_dy * h
    return {"z1": z1, "g": h, "y_hat": y_hat, "J": (y - y_hat) ** 2, "dJ_dw1": dJ_dw1, "dJ_dw2": dJ_dw2}
