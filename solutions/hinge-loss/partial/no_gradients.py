# /// solution
# why = "Stops before the gradients."
# scores = { q3 = 0, q4 = 0 }
# fails = { q3 = ["one violation", "random scores", "exactly at the kink", "whole numbers"], q4 = ["shapes", "without a penalty", "with a penalty", "a penalty that rules"] }
# ///
# %% q3
def hinge_grad_scores(scores, y, delta):
    ...

# %% q4
def svm_loss_and_grad(W, b, X, y, delta, lam):
    ...
