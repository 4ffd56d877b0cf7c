# /// solution
# why = "Averages the gradients."
# scores = { q3 = 0 }
# fails = { q3 = ["from rest", "in motion", "five steps in a valley"] }
# misconception = { q3 = "T4.2/ema" }
# ///
# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    delta = lr * (1 - beta) * grad + beta * delta
    return theta - delta, delta
