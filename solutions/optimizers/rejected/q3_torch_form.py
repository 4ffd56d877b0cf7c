# /// solution
# why = "The form of torch: the learning rate outside."
# scores = { q3 = 1 }
# fails = { q3 = ["from rest", "in motion"] }
# misconception = { q3 = "T4.2/lr_outside" }
# ///
# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    delta = grad + beta * delta
    return theta - lr * delta, delta
