# /// solution
# why = "Applies the sigmoid to an activation."
# scores = { q3 = 2.5 }
# fails = { q3 = ["hidden deltas", "back through a whole network"] }
# misconception = { q3 = "T3.1/deriv_of_output" }
# ///
# %% q3
def delta_output(y_hat, y):
    return (y_hat - y) * y_hat * (1 - y_hat)

def delta_hidden(delta_o, Wo, h):
    return (delta_o @ Wo) * (1 / (1 + np.exp(-h))) * (1 - 1 / (1 + np.exp(-h)))
