# /// solution
# why = "Nothing goes on: no state, no derivative from the next step, no context, no cell, no slopes."
# scores = { q1 = 0, q2 = 0, q3 = 1.5, q5 = 3, q6 = 2.5 }
# fails = { q1 = ["one step", "three steps", "one step of random nets", "whole sequences", "one sequence, one step", "no step at all, and single precision"], q2 = ["back through three steps", "a cut behind step 2", "gradients through time", "one sequence, one step, no step", "gradients with cuts", "a cut behind every step, and none"], q3 = ["a context that fades", "one sequence, one step"], q5 = ["whole sequences"], q6 = ["three slopes", "products of Jacobians"] }
# misconception = { q1 = "T6.1/no_state", q2 = "T6.1/no_carry", q3 = "T6.2/no_mu", q5 = "T6.4/no_cell_carry", q6 = "T6.5/no_slope" }
# [[change]]
# question = "q1"
# old = " + h @ W_hh.T + b_hh"
# new = " + 0 * h @ W_hh.T + b_hh"
# [[change]]
# question = "q2"
# old = "a = (dH[:, t] + behind)"
# new = "a = dH[:, t]"
# [[change]]
# question = "q3"
# old = "context = y + mu * context"
# new = "context = y"
# [[change]]
# question = "q5"
# old = "    shown = []"
# new = "    shown, (_, c) = [], state"
# [[change]]
# question = "q5"
# old = "state = lstm_cell(X[:, t], *state, **params)"
# new = "state = lstm_cell(X[:, t], state[0], c, **params)"
# [[change]]
# question = "q6"
# old = "J = (1 - h[:, None] ** 2) * (W_hh @ J)"
# new = "J = W_hh @ J"
# ///
