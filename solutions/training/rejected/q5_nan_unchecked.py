# /// solution
# why = "Does not look for nan."
# scores = { q5 = 5 }
# misconception = { q5 = "T4.6/nan_unchecked" }
# ///
# %% q5
def early_stopping(val, patience, min_delta=0.0):
    best, best_epoch, bad = np.inf, 0, 0
    for epoch, loss in enumerate(val):
        if loss < best - min_delta:
            best, best_epoch, bad = loss, epoch, 0
        else:
            bad += 1
            if bad == patience:
                return best_epoch, epoch
    return best_epoch, len(val) - 1


def diagnose_run(train, val, tol):
    if train[-1] > train[0]:
        return "diverging"
    low = np.argmin(val)
    if val[-1] > val[low] + tol and train[-1] < train[low]:
        return "overfitting"
    if is_flat(train, tol) and is_flat(val, tol):
        return "underfitting" if train[-1] > 0.9 * train[0] else "converged"
    return "still_improving"
