# /// solution
# why = "One function of two questions is missing, and the margin of the first one is at 1."
# scores = { q1 = 0.5, q4 = 1.75 }
# fails = { q1 = ["one pair, near and far", "batches of pairs", "one kind, two kinds, no margin"], q4 = ["pair by pair", "deviances", "nobody, and large scales"] }
# ///
# %% q1
def contrastive_loss(d, same, margin):
    return np.sum(same * d**2 + (1 - same) * np.maximum(0, 1 - d) ** 2) / 2

# %% q2
def all_triplets(labels):
    songs = range(len(labels))
    rows = [(a, p, n) for a in songs for p in songs for n in songs if a != p and labels[a] == labels[p] and labels[n] != labels[a]]
    return np.array(rows, dtype=int).reshape(len(rows), 3)

# %% q4
def pull_and_push(s_pos, s_neg, alpha, beta, lam):
    return np.log(1 + np.sum(np.exp(alpha * (lam - s_pos)))) / alpha, np.log(1 + np.sum(np.exp(beta * (s_neg - lam)))) / beta
