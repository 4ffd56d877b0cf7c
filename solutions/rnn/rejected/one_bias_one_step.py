# /// solution
# why = "One bias of two; the gradient of one step of all; each array has a norm of its own."
# scores = { q1 = 1, q2 = 0.5, q5 = 1.5, q6 = 2.5 }
# fails = { q1 = ["one step of random nets", "whole sequences", "one sequence, one step", "no step at all, and single precision"], q2 = ["back through three steps", "gradients through time", "one sequence, one step, no step", "gradients with cuts", "a cut behind every step, and none"], q5 = ["one step of random cells", "gates driven far", "whole sequences"], q6 = ["three four twelve", "too long"] }
# misconception = { q1 = "T6.1/one_bias", q2 = "T6.1/overwrite", q5 = "T6.4/one_bias", q6 = "T6.5/per_tensor" }
# [[change]]
# question = "q1"
# old = " + h @ W_hh.T + b_hh"
# new = " + h @ W_hh.T"
# [[change]]
# question = "q2"
# old = "dW_ih += a.T"
# new = "dW_ih = a.T"
# [[change]]
# question = "q2"
# old = "dW_hh += a.T"
# new = "dW_hh = a.T"
# [[change]]
# question = "q2"
# old = "db += a.sum"
# new = "db = a.sum"
# [[change]]
# question = "q5"
# old = "+ h @ W_hh.T + b_hh, 4"
# new = "+ h @ W_hh.T, 4"
# [[change]]
# question = "q6"
# old = "return [g * min(1, max_norm / (norm + 1e-6)) for g in grads], norm"
# new = "return [g * min(1, max_norm / (np.sqrt(np.sum(g**2)) + 1e-6)) for g in grads], norm"
# ///
