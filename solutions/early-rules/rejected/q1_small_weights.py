# /// solution
# why = "Tries whole weights from -2 to 2 only; some functions of four inputs need a 3."
# scores = { q1 = 4.5 }
# fails = { q1 = ["units that need larger weights"] }
# ///
# %% q1
import itertools


def decision_line(w, b):
    if w[1] == 0:
        raise ValueError("vertical")
    return -w[0] / w[1], -b / w[1]


def is_separable(X, y):
    D = X.shape[1]
    weights = np.array(list(itertools.product(range(-2, 3), repeat=D)))
    sums = X @ weights.T
    ones, zeros = sums[np.asarray(y) == 1], sums[np.asarray(y) == 0]
    if len(ones) == 0 or len(zeros) == 0:
        return True
    return bool(np.any(ones.min(axis=0) > zeros.max(axis=0)))
