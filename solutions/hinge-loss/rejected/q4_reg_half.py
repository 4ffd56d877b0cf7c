# /// solution
# why = "Uses the half form."
# scores = { q4 = 3 }
# fails = { q4 = ["with a penalty", "a penalty that rules"] }
# misconception = { q4 = "T2.3/reg_half" }
# ///
# %% q4
def svm_loss_and_grad(W, b, X, y, delta, lam):
    scores = linear_scores(X, W, b)
    loss = multiclass_hinge(scores, y, delta) + lam / 2 * np.sum(W * W)
    G = hinge_grad_scores(scores, y, delta) / len(y)
    return loss, G.T @ X + lam * W, G.sum(axis=0)
