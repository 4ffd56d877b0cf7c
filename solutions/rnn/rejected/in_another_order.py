# /// solution
# why = "Time first, the state after the step, torch's gates in another order, Jacobians from left to right."
# scores = { q1 = 1.5, q2 = 0.5, q5 = 1.5, q6 = 3 }
# fails = { q1 = ["three steps", "whole sequences", "one sequence, one step", "no step at all, and single precision"], q2 = ["back through three steps", "gradients through time", "one sequence, one step, no step", "gradients with cuts", "a cut behind every step, and none"], q5 = ["one step of random cells", "gates driven far", "whole sequences"], q6 = ["products of Jacobians"] }
# misconception = { q1 = "T6.1/time_first", q2 = "T6.1/wrong_prev", q5 = "T6.4/gate_order", q6 = "T6.5/order" }
# [[change]]
# question = "q2"
# old = "(H[:, t - 1] if t else start)"
# new = "H[:, t]"
# [[change]]
# question = "q5"
# old = "i, f, g, o = np.split"
# new = "i, f, o, g = np.split"
# [[change]]
# question = "q6"
# old = "J = (1 - h[:, None] ** 2) * (W_hh @ J)"
# new = "J = J @ ((1 - h[:, None] ** 2) * W_hh)"
# ///
# %% q1
def rnn_cell(x, h, W_ih, W_hh, b_ih, b_hh):
    return np.tanh(x @ W_ih.T + b_ih + h @ W_hh.T + b_hh)

def rnn_forward(X, h0, params):
    h, H = h0, []
    for x in X:  # the first axis is taken for time
        h = rnn_cell(x, h, **params)
        H.append(h)
    return np.array(H), h
