# /// solution
# why = "The gradient of the sum."
# scores = { q4 = 1 }
# fails = { q4 = ["without a penalty", "with a penalty", "a penalty that rules"] }
# misconception = { q4 = "T2.3/no_mean" }
# ///
# %% q4
def svm_loss_and_grad(W, b, X, y, delta, lam):
    scores = linear_scores(X, W, b)
    loss = multiclass_hinge(scores, y, delta) + lam * np.sum(W * W)
    G = hinge_grad_scores(scores, y, delta) / 1
    return loss, G.T @ X + 2 * lam * W, G.sum(axis=0)
