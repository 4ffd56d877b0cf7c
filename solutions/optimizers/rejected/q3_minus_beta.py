# /// solution
# why = "Subtracts the last move."
# scores = { q3 = 1 }
# fails = { q3 = ["in motion", "five steps in a valley"] }
# misconception = { q3 = "T4.2/minus_beta" }
# ///
# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    delta = lr * grad - beta * delta
    return theta - delta, delta
