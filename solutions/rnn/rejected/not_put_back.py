# /// solution
# why = "Truncation without cuts, backward states in the order they were made, a cell that is not squashed, the largest entry, a sum."
# scores = { q2 = 3, q4 = 0, q5 = 1, q6 = 3.5, q7 = 2 }
# fails = { q2 = ["a cut behind step 2", "gradients with cuts", "a cut behind every step, and none"], q4 = ["three steps, both ways", "all equally long", "sequences of different lengths", "one sequence, one step, no step"], q5 = ["four gates", "one step of random cells", "gates driven far", "whole sequences"], q6 = ["bounds"], q7 = ["a net that knows nothing", "gradients of the whole model", "one character, and scores of a thousand"] }
# misconception = { q2 = "T6.1/not_cut", q4 = "T6.3/not_flipped_back", q5 = "T6.4/no_tanh_c", q6 = "T6.5/spectral", q7 = "T6.1/sum_of_characters" }
# [[change]]
# question = "q4"
# old = "= states[0, way]"
# new = "= states[0]"
# [[change]]
# question = "q5"
# old = "return o * np.tanh(cell), cell"
# new = "return o * cell, cell"
# [[change]]
# question = "q6"
# old = "np.linalg.norm(W_hh, 2)"
# new = "np.abs(W_hh).max()"
# [[change]]
# question = "q7"
# old = "- true) / inputs.size"
# new = "- true)"
# [[change]]
# question = "q7"
# old = "log_p) / inputs.size, grads"
# new = "log_p), grads"
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
    return rnn_backward(cache, dH)
