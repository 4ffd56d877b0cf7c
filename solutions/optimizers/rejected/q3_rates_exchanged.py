# /// solution
# why = "Both rates in each other's place."
# scores = { q3 = 0 }
# misconception = { q3 = "T4.2/rates_exchanged" }
# ///
# %% q3
def momentum_step(theta, delta, grad, lr, beta):
    delta = beta * grad + lr * delta
    return theta - delta, delta
