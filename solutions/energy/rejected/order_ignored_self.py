# /// solution
# why = "Every unit moves once, in its own order; a gradient for links of units to themselves; one step, whatever k is; not divided; m₂ starts at one half, whatever m2_init is; the conditional noise on top."
# scores = { q1 = 3.5, q2 = 2.5, q3 = 4, q4 = 2, q5 = 3.5, q7 = 4 }
# fails = { q1 = ["units that obey", "fields of 0, fields at the threshold, nobody to move"], q2 = ["the table of the text", "day and dream"], q3 = ["longer dreams"], q4 = ["the step of the text", "scores of spoilt samples"], q5 = ["another start, many steps, a thousand"], q7 = ["leaps and guidance", "guidance"] }
# misconception = { q1 = "T11.2/order_ignored", q2 = "T11.3/self", q3 = "T11.4/one_step", q4 = "T11.1/noise_itself", q5 = "T11.6/start_ignored", q7 = "T11.7/cfg_added" }
# [[change]]
# question = "q1"
# old = "for i in order:"
# new = "for i in range(len(s)):"
# [[change]]
# question = "q2"
# old = "dW * (1 - np.eye(len(b)))"
# new = "dW"
# [[change]]
# question = "q3"
# old = "range(k)"
# new = "range(1)"
# [[change]]
# question = "q4"
# old = " / sigma**2"
# new = ""
# [[change]]
# question = "q5"
# old = "m2_init)\n"
# new = "0.5)\n"
# [[change]]
# question = "q7"
# old = "eps_u + w * (eps_c - eps_u)"
# new = "eps_u + w * eps_c"
# ///
