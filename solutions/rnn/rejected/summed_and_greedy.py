# /// solution
# why = "States of both directions added; the likeliest character, whatever u says."
# scores = { q4 = 0, q7 = 2 }
# fails = { q4 = ["three steps, both ways", "all equally long", "sequences of different lengths", "one sequence, one step, no step"], q7 = ["one character after another", "what it writes", "short texts, sure networks"] }
# misconception = { q4 = "T6.3/summed", q7 = "T6.1/greedy" }
# [[change]]
# question = "q7"
# old = "np.argmax(np.cumsum(p / p.sum()) > chance)"
# new = "np.argmax(p)"
# ///
# %% q4
def bidirectional_rnn(X, fwd, bwd, lengths=None):
    H, ends = [], [[], []]
    for b in range(len(X)):
        n = X.shape[1] if lengths is None else lengths[b]
        start = np.zeros((1, len(fwd["W_hh"])))
        ahead, f = rnn_forward(X[b : b + 1, :n], start, fwd)
        back, g = rnn_forward(X[b : b + 1, :n][:, ::-1], start, bwd)
        both = np.zeros((X.shape[1], len(fwd["W_hh"])))
        both[:n] = (ahead + back[:, ::-1])[0]
        H.append(both)
        ends[0].append(f[0])
        ends[1].append(g[0])
    return np.array(H), np.array(ends)
