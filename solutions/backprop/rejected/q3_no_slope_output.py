# /// solution
# why = "Forgets the slope of the output unit."
# scores = { q3 = 1.5 }
# fails = { q3 = ["one output", "output deltas", "back through a whole network"] }
# misconception = { q3 = "T3.4/no_sigmoid_deriv_output" }
# ///
# %% q3
def delta_output(y_hat, y):
    return y_hat - y

def delta_hidden(delta_o, Wo, h):
    return (delta_o @ Wo) * h * (1 - h)
