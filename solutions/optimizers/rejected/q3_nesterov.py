# /// solution
# why = "Looks ahead along the new move."
# scores = { q3 = 0 }
# fails = { q3 = ["from rest", "in motion", "five steps in a valley"] }
# misconception = { q3 = "T4.2/nesterov" }
# ///
# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    delta = beta * delta + lr * grad
    return theta - lr * grad - beta * delta, delta
