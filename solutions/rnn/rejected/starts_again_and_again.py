# /// solution
# why = "Every step starts from h0; only the last losses count; h and c are exchanged; the norm is that after clipping."
# scores = { q1 = 1.5, q2 = 3.5, q5 = 3, q6 = 2.5 }
# fails = { q1 = ["three steps", "whole sequences", "one sequence, one step", "no step at all, and single precision"], q2 = ["gradients with cuts", "a cut behind every step, and none"], q5 = ["whole sequences"], q6 = ["three four twelve", "too long"] }
# misconception = { q1 = "T6.1/from_h0", q2 = "T6.1/last_k_only", q5 = "T6.4/swapped_state", q6 = "T6.5/norm_after" }
# [[change]]
# question = "q1"
# old = "rnn_cell(X[:, t], h, **params)"
# new = "rnn_cell(X[:, t], h0, **params)"
# [[change]]
# question = "q5"
# old = "    shown = []"
# new = "    shown, state = [], state[::-1]"
# [[change]]
# question = "q6"
# old = "for g in grads], norm"
# new = "for g in grads], min(norm, max_norm * norm / (norm + 1e-6))"
# ///
# %% q2
def rnn_backward(cache, dH):
    X, h0, H, W_ih, W_hh = cache
    back, dX = 0 * h0, 0 * X
    dW_ih, dW_hh, db = 0 * W_ih, 0 * W_hh, 0 * W_hh[0]
    for t in range(X.shape[1] - 1, -1, -1):
        a = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dX[:, t], back = a @ W_ih, a @ W_hh
        dW_ih, dW_hh, db = dW_ih + a.T @ X[:, t], dW_hh + a.T @ (H[:, t - 1] if t else h0), db + a.sum(axis=0)
    return dX, back, dW_ih, dW_hh, db, db

def truncated_bptt(cache, dH, k):
    X, h0, H, W_ih, W_hh = cache
    back, dX = 0 * h0, 0 * X
    dW_ih, dW_hh, db = 0 * W_ih, 0 * W_hh, 0 * W_hh[0]
    T = X.shape[1]
    for t in range(T - 1, -1, -1):
        if (t + 1) % k == 0:
            back = 0 * h0
        here = dH[:, t] if t >= T - k else 0  # only the last k losses
        a = (here + back) * (1 - H[:, t] ** 2)
        dX[:, t], back = a @ W_ih, a @ W_hh
        dW_ih, dW_hh, db = dW_ih + a.T @ X[:, t], dW_hh + a.T @ (H[:, t - 1] if t else h0), db + a.sum(axis=0)
    return dX, back, dW_ih, dW_hh, db, db
