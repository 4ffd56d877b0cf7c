# /// solution
# why = "Calls every flat run converged."
# scores = { q5 = 4 }
# fails = { q5 = ["five kinds of runs", "which rule comes first"] }
# misconception = { q5 = "T4.7/flat_is_converged" }
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
    return best_epoch, epoch

def diagnose_run(train, val, tol):
    if not (np.isfinite(train).all() and np.isfinite(val).all()) or train[-1] > train[0]:
        return "diverging"
    k = np.argmin(val)
    if val[-1] - val[k] > tol and train[-1] < train[k]:
        return "overfitting"
    if is_flat(train, tol) and is_flat(val, tol):
        return "converged"
    return "still_improving"
