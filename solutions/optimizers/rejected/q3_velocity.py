# /// solution
# why = "Delta with the other sign, added."
# scores = { q3 = 1 }
# misconception = { q3 = "T4.2/velocity" }
# ///
# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    delta = beta * delta - lr * grad
    return theta + delta, delta
