# /// solution
# why = "Steps away from the target."
# scores = { q3 = 1 }
# fails = { q3 = ["one wrong answer", "wrong answers move the boundary", "twenty samples in a row"] }
# misconception = { q3 = "T1.4/sign" }
# ///
# %% q3
def perceptron_update(w, b, x, y, eta):
    y_hat = 1.0 if w @ x + b >= 0 else 0.0
    error = y_hat - y
    return w + eta * error * x, b + eta * error
