# /// solution
# why = "tanh and sigmoid in the wrong places, or not at all; γ is taken for a constant."
# scores = { q1 = 0, q2 = 0, q5 = 1, q6 = 3 }
# fails = { q1 = ["one step", "three steps", "one step of random nets", "whole sequences", "one sequence, one step", "no step at all, and single precision"], q2 = ["back through three steps", "a cut behind step 2", "gradients through time", "one sequence, one step, no step", "gradients with cuts", "a cut behind every step, and none"], q5 = ["four gates", "one step of random cells", "gates driven far", "whole sequences"], q6 = ["three slopes", "bounds"] }
# misconception = { q1 = "T6.1/linear", q2 = "T6.1/deriv_pre", q5 = "T6.4/g_sigmoid", q6 = "T6.5/gamma_once" }
# [[change]]
# question = "q1"
# old = "return np.tanh(x @ W_ih.T + b_ih + h @ W_hh.T + b_hh)"
# new = "return x @ W_ih.T + b_ih + h @ W_hh.T + b_hh"
# [[change]]
# question = "q2"
# old = "(1 - H[:, t] ** 2)"
# new = "(1 - np.tanh(H[:, t]) ** 2)"
# [[change]]
# question = "q5"
# old = "cell = f * c + i * np.tanh(g)"
# new = "cell = f * c + i / (1 + np.exp(-g))"
# [[change]]
# question = "q6"
# old = "(gamma * np.linalg.norm(W_hh, 2)) ** T"
# new = "gamma * np.linalg.norm(W_hh, 2) ** T"
# ///
