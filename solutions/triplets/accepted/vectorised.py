# /// solution
# why = "Masks and broadcasting."
# ///
# %% q1
def contrastive_loss(d, same, margin):
    cost = np.where(same == 1, d, np.clip(margin - d, 0, None))
    return 0.5 * (cost @ cost)

# %% q2
def all_triplets(labels):
    same = labels[:, None] == labels
    ok = (same & ~np.eye(len(labels), dtype=bool))[:, :, None] & ~same[:, None, :]
    return np.argwhere(ok)

# %% q3
def batch_triplet_loss(X, labels, alpha):
    D = ((X[:, None] - X[None]) ** 2).sum(axis=2)
    same = labels[:, None] == labels
    ok = (same & ~np.eye(len(labels), dtype=bool))[:, :, None] & ~same[:, None, :]
    cost = (D[:, :, None] - D[:, None, :] + alpha)[ok]
    return cost[cost > 0].sum(), np.count_nonzero(cost > 0)

# %% q4
def pull_and_push(s_pos, s_neg, alpha, beta, lam):
    return np.log1p(np.exp(alpha * (lam - s_pos)).sum()) / alpha, np.log1p(np.exp(beta * (s_neg - lam)).sum()) / beta

def deviance(s_pos, s_neg, alpha, beta, lam):
    near = np.logaddexp(0, alpha * (lam - s_pos)).sum() / max(len(s_pos), 1)
    return near + np.logaddexp(0, beta * (s_neg - lam)).sum() / max(len(s_neg), 1)
