# /// solution
# why = "Moves the boundary after right answers, too."
# scores = { q3 = 2 }
# fails = { q3 = ["right answers change nothing", "twenty samples in a row"] }
# misconception = { q3 = "T1.4/update_always" }
# ///
# %% q3
def perceptron_update(w, b, x, y, eta):
    y_hat = 1.0 if w @ x + b >= 0 else 0.0
    error = 2 * y - 1
    return w + eta * error * x, b + eta * error
