# /// solution
# why = "Looks at the training curve only."
# scores = { q5 = 4 }
# fails = { q5 = ["five kinds of runs", "which rule comes first"] }
# misconception = { q5 = "T4.7/train_only" }
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
    if not np.isfinite(train).all() or train[-1] > train[0]:
        return "diverging"
    if train[-1] - train.min() > tol and train[-1] < train[np.argmin(train)]:
        return "overfitting"
    if is_flat(train, tol):
        return "underfitting" if train[-1] > 0.9 * train[0] else "converged"
    return "still_improving"
