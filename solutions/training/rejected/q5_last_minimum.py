# /// solution
# why = "Of equal minima of the validation loss the last one."
# scores = { q5 = 5 }
# fails = { q5 = ["five kinds of runs"] }
# unnamed = { q5 = "one run of 66 shows it, and one of five words is no evidence" }
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
            break
    return best_epoch, epoch


def diagnose_run(train, val, tol):
    if not (np.isfinite(train).all() and np.isfinite(val).all()) or train[-1] > train[0]:
        return "diverging"
    lowest = np.flatnonzero(val == val.min())[-1]
    if val[-1] > val[lowest] + tol and train[-1] < train[lowest]:
        return "overfitting"
    if is_flat(train, tol) and is_flat(val, tol):
        return "underfitting" if train[-1] > 0.9 * train[0] else "converged"
    return "still_improving"
