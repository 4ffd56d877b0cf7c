# /// solution
# why = "Climbs."
# scores = { q1 = 0 }
# fails = { q1 = ["one step", "random steps"] }
# misconception = { q1 = "T4.1/ascent" }
# ///
# %% q1
def gd_step(theta, grad, lr):
    return theta + lr * grad
