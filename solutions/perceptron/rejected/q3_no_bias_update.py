# /// solution
# why = "The bias never learns."
# scores = { q3 = 2 }
# fails = { q3 = ["wrong answers move the boundary", "twenty samples in a row"] }
# misconception = { q3 = "T1.4/no_bias_update" }
# ///
# %% q3
def perceptron_update(w, b, x, y, eta):
    y_hat = 1.0 if w @ x + b >= 0 else 0.0
    error = y - y_hat
    return w + eta * error * x, b
