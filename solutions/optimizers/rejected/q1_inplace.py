# /// solution
# why = "Changes the parameters that it was given."
# scores = { q1 = 0 }
# fails = { q1 = ["one step", "random steps"] }
# misconception = { q1 = "T4.1/inplace_theta" }
# ///
# %% q1
def gd_step(theta, grad, lr):
    theta -= lr * grad
    return theta
