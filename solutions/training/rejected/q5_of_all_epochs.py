# /// solution
# why = "The least loss of all epochs."
# scores = { q5 = 2.5 }
# misconception = { q5 = "T4.6/argmin" }
# ///
# %% q5
def early_stopping(val, patience, min_delta=0.0):
    best_epoch = int(np.argmin(val))
    return best_epoch, min(best_epoch + patience, len(val) - 1)


def diagnose_run(train, val, tol):
    if not (np.isfinite(train).all() and np.isfinite(val).all()) or train[-1] > train[0]:
        return "diverging"
    low = np.argmin(val)
    if val[-1] > val[low] + tol and train[-1] < train[low]:
        return "overfitting"
    if is_flat(train, tol) and is_flat(val, tol):
        return "underfitting" if train[-1] > 0.9 * train[0] else "converged"
    return "still_improving"
