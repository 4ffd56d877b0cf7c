# /// solution
# why = "All units at the same time; all units at the same time; dream minus data; a drift of ε; h¹ hears v alone; the first sample's step for all; noise times σ²."
# scores = { q1 = 2, q2 = 3, q3 = 2.5, q4 = 2, q5 = 2, q6 = 2.5, q7 = 4 }
# fails = { q1 = ["one bit off", "units that obey", "fields of 0, fields at the threshold, nobody to move", "recall"], q2 = ["two dice", "sweeps"], q3 = ["one step of the chain", "one step of dreaming", "longer dreams"], q4 = ["the step of the text", "steps downhill"], q5 = ["one step of the text", "means that agree", "another start, many steps, a thousand"], q6 = ["three steps of noise", "jumps into the noise"], q7 = ["leaps and guidance", "leaps with new noise"] }
# misconception = { q1 = "T11.2/sync", q2 = "T11.3/sync", q3 = "T11.4/cd_sign", q4 = "T11.1/half", q5 = "T11.6/bottom_up_only", q6 = "T11.7/one_step_for_all", q7 = "T11.8/variance_as_std" }
# [[change]]
# question = "q1"
# old = "    s = s.copy()\n    for i in order:\n        s[i] = 1 if W[i] @ s >="
# new = "    old, s = s, s.copy()\n    for i in order:\n        s[i] = 1 if W[i] @ old >="
# [[change]]
# question = "q2"
# old = "    s = s.astype(float)\n    for i in range(len(s)):\n        s[i] = u[i] < bm_conditional(s, i, W, b)"
# new = "    old, s = s, s.astype(float)\n    for i in range(len(s)):\n        s[i] = u[i] < bm_conditional(old, i, W, b)"
# [[change]]
# question = "q3"
# old = "(v0.T @ first - v.T @ last)"
# new = "(v.T @ last - v0.T @ first)"
# [[change]]
# question = "q3"
# old = "(v0 - v)"
# new = "(v - v0)"
# [[change]]
# question = "q3"
# old = "(first - last)"
# new = "(last - first)"
# [[change]]
# question = "q4"
# old = "x - eps / 2 *"
# new = "x - eps *"
# [[change]]
# question = "q5"
# old = " + m2 @ W2.T"
# new = ""
# [[change]]
# question = "q6"
# old = "at_step(np.cumprod(1 - betas), t, x0)"
# new = "at_step(np.cumprod(1 - betas), np.ravel(t)[0], x0)"
# [[change]]
# question = "q7"
# old = "x + sigma * noise"
# new = "x + sigma**2 * noise"
# ///
