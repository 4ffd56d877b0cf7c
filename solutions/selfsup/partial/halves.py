# /// solution
# why = "One function of most questions is answered, the other ones are as they were handed out."
# scores = { q1 = 1, q2 = 1, q3 = 1, q4 = 0.5, q5 = 1, q6 = 0.5 }
# fails = { q1 = ["an active triplet and an inactive one", "one positive, four negatives", "gradients of batches", "brackets of exactly 0", "hard triplets", "semi-hard triplets"], q2 = ["three samples of two classes", "losses of batches", "gradients of batches", "empty sets and large exponents"], q3 = ["two pictures", "losses of batches", "one picture, low temperatures, equal views", "gradients"], q4 = ["one query, two old keys", "around the end of the queue", "losses of batches", "who learns", "one batch of keys", "whole queues, no keys"], q5 = ["three four", "losses of BYOL", "losses of SimSiam", "who learns"], q6 = ["three terms by hand", "all together", "variance", "covariance", "weights and batches", "gradients"] }
# ///
# %% q1
def triplet_loss(f_a, f_p, f_n, alpha):
    return np.maximum(((f_a - f_p) ** 2).sum(axis=1) - ((f_a - f_n) ** 2).sum(axis=1) + alpha, 0).sum()

def triplet_loss_grad(f_a, f_p, f_n, alpha):
    """The derivatives by anchors, positives and negatives, each (N, d)."""
    ...

# %% q2
def cosine_similarity_matrix(X):
    X = X / np.maximum(np.linalg.norm(X, axis=1, keepdims=True), 1e-12)
    return X @ X.T

# %% q3
def positive_indices(N):
    return np.r_[N : 2 * N, 0:N]

# %% q4
def momentum_update(theta_k, theta_q, m=0.999):
    return (1 - m) * theta_q + m * theta_k

# %% q5
def ema_decay_schedule(step, total, base=0.996):
    return 1 - (1 - base) * np.cos(np.pi * step / total / 2) ** 2

# %% q6
def invariance_term(z1, z2):
    return (z1 - z2).pow(2).sum() / len(z1)
