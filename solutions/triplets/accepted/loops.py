# /// solution
# why = "Loops and plain Python numbers."
# ///
# %% q1
def contrastive_loss(d, same, margin):
    total = 0.0
    for distance, alike in zip(d, same):
        if alike:
            total += float(distance) ** 2 / 2
        elif distance < margin:
            total += (margin - float(distance)) ** 2 / 2
    return total

# %% q2
def all_triplets(labels):
    rows = []
    for a in range(len(labels)):
        for p in range(len(labels)):
            if p == a or labels[p] != labels[a]:
                continue
            for n in range(len(labels)):
                if labels[n] != labels[a]:
                    rows.append([a, p, n])
    return np.array(rows) if rows else np.zeros((0, 3), dtype=int)

# %% q3
def batch_triplet_loss(X, labels, alpha):
    loss, active = 0.0, 0
    for a, p, n in all_triplets(labels):
        cost = sum((X[a] - X[p]) ** 2) - sum((X[a] - X[n]) ** 2) + alpha
        if cost > 0:
            loss, active = loss + float(cost), active + 1
    return loss, active

# %% q4
import math

def pull_and_push(s_pos, s_neg, alpha, beta, lam):
    pull = math.log(1 + sum(math.exp(-alpha * (float(s) - lam)) for s in s_pos)) / alpha
    push = math.log(1 + sum(math.exp(beta * (float(s) - lam)) for s in s_neg)) / beta
    return [pull, push]

def deviance(s_pos, s_neg, alpha, beta, lam):
    near = [math.log(1 + math.exp(alpha * (lam - float(s)))) for s in s_pos]
    far = [math.log(1 + math.exp(beta * (float(s) - lam))) for s in s_neg]
    return sum(sum(part) / len(part) for part in (near, far) if part)
