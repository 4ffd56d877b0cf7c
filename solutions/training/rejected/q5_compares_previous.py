# /// solution
# why = "Compares with the epoch before."
# scores = { q5 = 3 }
# misconception = { q5 = "T4.6/compares_previous" }
# ///
# %% q5
def early_stopping(val, patience, min_delta=0.0):
    best_epoch, bad = 0, 0
    for e in range(1, len(val)):
        if val[e] < val[e - 1] - min_delta:
            best_epoch, bad = e, 0
        else:
            bad += 1
            if bad >= patience:
                return best_epoch, e
    return best_epoch, len(val) - 1


def diagnose_run(train, val, tol):
    if not (np.isfinite(train).all() and np.isfinite(val).all()) or train[-1] > train[0]:
        return "diverging"
    low = np.argmin(val)
    if val[-1] > val[low] + tol and train[-1] < train[low]:
        return "overfitting"
    if is_flat(train, tol) and is_flat(val, tol):
        return "underfitting" if train[-1] > 0.9 * train[0] else "converged"
    return "still_improving"
