# /// solution
# why = "Multiplies by the learning rate twice."
# scores = { q3 = 0 }
# fails = { q3 = ["from rest", "in motion", "five steps in a valley"] }
# misconception = { q3 = "T4.2/lr_twice" }
# ///
# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    delta = lr * grad + beta * delta
    return theta - lr * delta, delta
