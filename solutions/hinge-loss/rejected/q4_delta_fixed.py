# /// solution
# why = "The Δ of the example, 1, in place of the argument."
# scores = { q4 = 1 }
# fails = { q4 = ["without a penalty", "with a penalty", "a penalty that rules"] }
# ///
# %% q4
def svm_loss_and_grad(W, b, X, y, delta, lam):
    scores = linear_scores(X, W, b)
    G = hinge_grad_scores(scores, y, 1.0) / len(y)
    return multiclass_hinge(scores, y, 1.0) + lam * np.sum(W**2), G.T @ X + 2 * lam * W, G.sum(axis=0)
