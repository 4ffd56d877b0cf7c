# /// solution
# why = "The start that was given is not used; cuts come a step early."
# scores = { q1 = 1.5, q2 = 3, q3 = 0.5, q5 = 3, q6 = 2.5 }
# fails = { q1 = ["three steps", "whole sequences", "one sequence, one step", "no step at all, and single precision"], q2 = ["a cut behind step 2", "gradients with cuts", "a cut behind every step, and none"], q3 = ["the output comes back", "a context that fades", "one sequence, one step"], q5 = ["whole sequences"], q6 = ["too long", "short enough"] }
# misconception = { q1 = "T6.1/h0_ignored", q2 = "T6.1/cut_early", q3 = "T6.2/no_init", q5 = "T6.4/zero_start", q6 = "T6.5/always_scale" }
# [[change]]
# question = "q1"
# old = "h, H = h0,"
# new = "h, H = 0 * h0,"
# [[change]]
# question = "q2"
# old = "if (t + 1) % k == 0:"
# new = "if (t + 1) % max(1, k - 1) == 0:"
# [[change]]
# question = "q3"
# old = "= 0, y0, [], []"
# new = "= 0, 0 * y0, [], []"
# [[change]]
# question = "q5"
# old = "    shown = []"
# new = "    shown, state = [], [0 * part for part in state]"
# [[change]]
# question = "q6"
# old = "g * min(1, max_norm / (norm + 1e-6))"
# new = "g * (max_norm / (norm + 1e-6))"
# ///
