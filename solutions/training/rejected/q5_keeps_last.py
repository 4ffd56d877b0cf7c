# /// solution
# why = "Keeps the weights of the last epoch."
# scores = { q5 = 2.5 }
# fails = { q5 = ["patience of two", "curves that rest and fall again", "gains that are too small", "a loss that is nan"] }
# misconception = { q5 = "T4.6/keeps_last" }
# ///
# %% q5
def early_stopping(val, patience, min_delta=0.0):
    best, best_epoch, waited = np.inf, 0, 0
    for epoch in range(len(val)):
        if val[epoch] < best - min_delta:
            best, best_epoch, waited = val[epoch], epoch, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return epoch, epoch

def diagnose_run(train, val, tol):
    if not (np.isfinite(train).all() and np.isfinite(val).all()) or train[-1] > train[0]:
        return "diverging"
    k = np.argmin(val)
    if val[-1] - val[k] > tol and train[-1] < train[k]:
        return "overfitting"
    if is_flat(train, tol) and is_flat(val, tol):
        return "underfitting" if train[-1] > 0.9 * train[0] else "converged"
    return "still_improving"
