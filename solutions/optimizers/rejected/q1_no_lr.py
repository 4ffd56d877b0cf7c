# /// solution
# why = "Forgets the learning rate."
# scores = { q1 = 0.5 }
# fails = { q1 = ["random steps"] }
# misconception = { q1 = "T4.1/no_lr" }
# ///
# %% q1
def gd_step(theta, grad, lr):
    return theta - grad
