# /// solution
# why = "Matrices the wrong way round, output and state in each other's place."
# scores = { q1 = 1, q2 = 1, q3 = 0, q6 = 3 }
# fails = { q1 = ["one step of random nets", "whole sequences", "one sequence, one step", "no step at all, and single precision"], q2 = ["gradients through time", "one sequence, one step, no step", "gradients with cuts", "a cut behind every step, and none"], q3 = ["three outputs", "the output comes back", "a context that fades", "one sequence, one step"], q6 = ["products of Jacobians"] }
# misconception = { q1 = "T6.1/state_transposed", q2 = "T6.1/carry_transposed", q3 = "T6.2/elman", q6 = "T6.5/slope_on_columns" }
# [[change]]
# question = "q1"
# old = "h @ W_hh.T"
# new = "h @ W_hh"
# [[change]]
# question = "q2"
# old = "behind = a @ W_hh"
# new = "behind = a @ W_hh.T"
# [[change]]
# question = "q6"
# old = "J = (1 - h[:, None] ** 2) * (W_hh @ J)"
# new = "J = (W_hh * (1 - h**2)) @ J"
# ///
# %% q3
def jordan_rnn_forward(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    s, back, H, Y = 0, y0, [], []
    for t in range(X.shape[1]):
        s = back + mu * s
        back = np.tanh(X[:, t] @ W_xh.T + s @ W_yh.T + b_h)  # the hidden state comes back
        H.append(back)
        Y.append(back @ W_hy.T + b_y)
    return np.stack(H, axis=1), np.stack(Y, axis=1)
