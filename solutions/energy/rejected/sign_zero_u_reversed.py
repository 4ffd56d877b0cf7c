# /// solution
# why = "A field of 0 turns off; 1 - u below p; samples in the last statistic; no shake; both layers at the same time; the sum of the squares; no new noise, whatever η is."
# scores = { q1 = 3, q2 = 3, q3 = 2.5, q4 = 2, q5 = 2, q6 = 3, q7 = 4 }
# fails = { q1 = ["one bit off", "fields of 0, fields at the threshold, nobody to move", "recall"], q2 = ["two dice", "sweeps"], q3 = ["one step of the chain", "one step of dreaming", "longer dreams"], q4 = ["the step of the text", "steps downhill"], q5 = ["one step of the text", "means that agree", "another start, many steps, a thousand"], q6 = ["two schedules, four errors", "losses"], q7 = ["leaps and guidance", "leaps with new noise"] }
# misconception = { q1 = "T11.2/sign_zero", q2 = "T11.3/u_reversed", q3 = "T11.4/sampled_stats", q4 = "T11.1/no_noise", q5 = "T11.6/simultaneous", q6 = "T11.7/loss_sum", q7 = "T11.8/eta_ignored" }
# [[change]]
# question = "q1"
# old = ">= (0 if"
# new = "> (0 if"
# [[change]]
# question = "q2"
# old = "u[i] < bm"
# new = "1 - u[i] < bm"
# [[change]]
# question = "q3"
# old = "first, last = rbm_p_h_given_v(v0, W, b, c), rbm_p_h_given_v(v, W, b, c)"
# new = "first, last = rbm_p_h_given_v(v0, W, b, c), h"
# [[change]]
# question = "q4"
# old = " + eps**0.5 * noise"
# new = ""
# [[change]]
# question = "q5"
# old = "    for _ in range(steps):\n        m1 = sigmoid(c1 + v @ W1 + m2 @ W2.T)\n        m2 = sigmoid(c2 + m1 @ W2)"
# new = "    m1 = np.full((len(v), len(c1)), m2_init)\n    for _ in range(steps):\n        m1, m2 = sigmoid(c1 + v @ W1 + m2 @ W2.T), sigmoid(c2 + m1 @ W2)"
# [[change]]
# question = "q6"
# old = "np.mean((eps - eps_pred) ** 2)"
# new = "np.sum((eps - eps_pred) ** 2)"
# [[change]]
# question = "q7"
# old = "sigma = eta *"
# new = "sigma = 0 *"
# ///
