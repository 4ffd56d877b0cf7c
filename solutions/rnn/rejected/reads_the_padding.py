# /// solution
# why = "Reversed with its padding; three gates; squares without a root; a writer that forgets what it wrote before."
# scores = { q4 = 2, q5 = 3, q6 = 2, q7 = 2.5 }
# fails = { q4 = ["sequences of different lengths", "one sequence, one step, no step"], q5 = ["numbers to learn", "counts of other sizes"], q6 = ["three four twelve", "too long", "short enough"], q7 = ["what it writes", "short texts, sure networks"] }
# misconception = { q4 = "T6.3/reverse_padding", q5 = "T6.4/three_gates", q6 = "T6.5/sum_not_root", q7 = "T6.1/state_forgotten" }
# [[change]]
# question = "q5"
# old = "return 4 * H *"
# new = "return 3 * H *"
# [[change]]
# question = "q6"
# old = "norm = np.sqrt(sum(np.sum(g**2) for g in grads))"
# new = "norm = sum(np.sum(g**2) for g in grads)"
# [[change]]
# question = "q7"
# old = "alphabet[written[-1:]], h,"
# new = "alphabet[written[-1:]], 0 * h,"
# ///
# %% q4
def bidirectional_rnn(X, fwd, bwd, lengths=None):
    B, T, _ = X.shape
    start = np.zeros((B, len(fwd["W_hh"])))
    n = np.full(B, T) if lengths is None else lengths
    there = (np.arange(T) < n[:, None])[:, :, None]
    ahead = rnn_forward(X, start, fwd)[0] * there
    back = rnn_forward(X[:, ::-1], start, bwd)[0][:, ::-1] * there
    return np.concatenate([ahead, back], axis=2), np.stack([ahead[np.arange(B), n - 1], back[:, 0]])
