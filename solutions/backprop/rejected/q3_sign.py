# /// solution
# why = "The error has the wrong sign."
# scores = { q3 = 2.5 }
# fails = { q3 = ["output deltas", "back through a whole network"] }
# misconception = { q3 = "T3.4/sign" }
# ///
# %% q3
def delta_output(y_hat, y):
    return (y - y_hat) * y_hat * (1 - y_hat)

def delta_hidden(delta_o, Wo, h):
    return (delta_o @ Wo) * h * (1 - h)
