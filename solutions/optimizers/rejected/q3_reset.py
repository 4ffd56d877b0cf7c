# /// solution
# why = "Forgets the last move."
# scores = { q3 = 1 }
# fails = { q3 = ["in motion", "five steps in a valley"] }
# misconception = { q3 = "T4.2/reset" }
# ///
# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    delta = lr * grad
    return theta - delta, delta
