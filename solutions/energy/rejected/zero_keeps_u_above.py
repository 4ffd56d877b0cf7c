# /// solution
# why = "A field of 0 changes nothing; on where u is above p; probabilities in the chain; from the clean to the spoilt sample; h¹ hears h² alone; half of the squares; the paper's w."
# scores = { q1 = 3.5, q2 = 3, q3 = 2.5, q4 = 2, q5 = 2, q6 = 3, q7 = 4 }
# fails = { q1 = ["fields of 0, fields at the threshold, nobody to move", "recall"], q2 = ["two dice", "sweeps"], q3 = ["one step of the chain", "one step of dreaming", "longer dreams"], q4 = ["the step of the text", "scores of spoilt samples"], q5 = ["one step of the text", "means that agree", "another start, many steps, a thousand"], q6 = ["two schedules, four errors", "losses"], q7 = ["leaps and guidance", "guidance"] }
# misconception = { q1 = "T11.2/zero_keeps", q2 = "T11.3/u_above", q3 = "T11.4/hidden_not_sampled", q4 = "T11.1/target_sign", q5 = "T11.6/directed", q6 = "T11.7/loss_half", q7 = "T11.7/cfg_form" }
# [[change]]
# question = "q1"
# old = "s[i] = 1 if W[i] @ s >= (0 if theta is None else theta[i]) else -1"
# new = "field = W[i] @ s - (0 if theta is None else theta[i])\n        s[i] = np.sign(field) if field != 0 else s[i]"
# [[change]]
# question = "q2"
# old = "u[i] < bm"
# new = "u[i] > bm"
# [[change]]
# question = "q3"
# old = "h = (u_h[t] < rbm_p_h_given_v(v, W, b, c)).astype(float)"
# new = "h = rbm_p_h_given_v(v, W, b, c)"
# [[change]]
# question = "q4"
# old = "(x - x_noisy)"
# new = "(x_noisy - x)"
# [[change]]
# question = "q5"
# old = "c1 + v @ W1 + m2"
# new = "c1 + m2"
# [[change]]
# question = "q6"
# old = "np.mean((eps - eps_pred) ** 2)"
# new = "np.mean((eps - eps_pred) ** 2) / 2"
# [[change]]
# question = "q7"
# old = "eps_u + w * (eps_c - eps_u)"
# new = "(1 + w) * eps_c - w * eps_u"
# ///
