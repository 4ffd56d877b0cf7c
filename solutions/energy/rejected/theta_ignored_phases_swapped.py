# /// solution
# why = "Thresholds forgotten where units move; model minus data; sums over the batch; divided by σ; one step, whatever is asked for; absolute errors; away from the condition."
# scores = { q1 = 3, q2 = 2.5, q3 = 3, q4 = 2, q5 = 2.5, q6 = 3, q7 = 4 }
# fails = { q1 = ["one bit off", "units that obey", "fields of 0, fields at the threshold, nobody to move"], q2 = ["the table of the text", "day and dream"], q3 = ["one step of dreaming", "longer dreams"], q4 = ["the step of the text", "scores of spoilt samples"], q5 = ["means that agree", "another start, many steps, a thousand"], q6 = ["two schedules, four errors", "losses"], q7 = ["leaps and guidance", "guidance"] }
# misconception = { q1 = "T11.2/theta_ignored", q2 = "T11.3/phases_swapped", q3 = "T11.4/batch_summed", q4 = "T11.1/sigma_once", q5 = "T11.6/one_step", q6 = "T11.7/loss_absolute", q7 = "T11.7/cfg_swapped" }
# [[change]]
# question = "q1"
# old = "(0 if theta is None else theta[i])"
# new = "0"
# [[change]]
# question = "q2"
# old = "data.T @ data / len(data) - correlations"
# new = "correlations - data.T @ data / len(data)"
# [[change]]
# question = "q2"
# old = "data.mean(axis=0) - means"
# new = "means - data.mean(axis=0)"
# [[change]]
# question = "q3"
# old = " / len(v0)"
# new = ""
# [[change]]
# question = "q3"
# old = "(v0 - v).mean(axis=0), (first - last).mean(axis=0)"
# new = "(v0 - v).sum(axis=0), (first - last).sum(axis=0)"
# [[change]]
# question = "q4"
# old = "sigma**2"
# new = "sigma"
# [[change]]
# question = "q5"
# old = "range(steps)"
# new = "range(1)"
# [[change]]
# question = "q6"
# old = "np.mean((eps - eps_pred) ** 2)"
# new = "np.mean(np.abs(eps - eps_pred))"
# [[change]]
# question = "q7"
# old = "eps_u + w * (eps_c - eps_u)"
# new = "eps_c + w * (eps_u - eps_c)"
# ///
