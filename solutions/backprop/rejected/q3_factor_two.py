# /// solution
# why = "Differentiates without the half."
# scores = { q3 = 1.5 }
# fails = { q3 = ["one output", "output deltas", "back through a whole network"] }
# misconception = { q3 = "T3.4/half" }
# ///
# %% q3
def delta_output(y_hat, y):
    return 2 * (y_hat - y) * y_hat * (1 - y_hat)

def delta_hidden(delta_o, Wo, h):
    return (delta_o @ Wo) * h * (1 - h)
