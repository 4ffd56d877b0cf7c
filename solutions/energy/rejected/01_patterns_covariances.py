# /// solution
# why = "Patterns taken as 0 and 1; covariances for mean products; the bias of the other layer; times t; the top alone; the cosine itself; ᾱ of t for that before."
# scores = { q1 = 3.5, q2 = 1.5, q3 = 1, q4 = 1.5, q5 = 3, q6 = 2.5, q7 = 2.5 }
# fails = { q1 = ["the two patterns of the text", "weights of patterns"], q2 = ["the table of the text", "machines by enumeration", "day and dream"], q3 = ["two visible, three hidden units", "one step of the chain", "one layer, the other given", "sums of a thousand", "one step of dreaming", "longer dreams"], q4 = ["three states, four proposals", "likely and unlikely states", "proposals"], q5 = ["two machines", "upwards"], q6 = ["two schedules, four errors", "schedules"], q7 = ["the example of the text", "between two witnesses", "steps of DDPM"] }
# misconception = { q1 = "T11.2/01_patterns", q2 = "T11.3/covariances", q3 = "T11.4/other_bias", q4 = "T11.1/T_multiplies", q5 = "T11.5/top_only", q6 = "T11.7/cosine_not_squared", q7 = "T11.7/t_shift" }
# [[change]]
# question = "q1"
# old = "W = P.T @ P / P.shape[1]"
# new = "W = ((P + 1) / 2).T @ ((P + 1) / 2) / P.shape[1]"
# [[change]]
# question = "q2"
# old = "S.T @ (p[:, None] * S)"
# new = "S.T @ (p[:, None] * S) - np.outer(p @ S, p @ S)"
# [[change]]
# question = "q3"
# old = "h @ W.T + b"
# new = "h @ W.T + c"
# [[change]]
# question = "q3"
# old = "sigmoid(v @ W + c)"
# new = "sigmoid(v @ W + b)"
# [[change]]
# question = "q4"
# old = "(energies.min() - energies) / T"
# new = "(energies.min() - energies) * T"
# [[change]]
# question = "q4"
# old = "np.maximum(dE, 0) / T"
# new = "np.maximum(dE, 0) * T"
# [[change]]
# question = "q5"
# old = "return above"
# new = "return above[-1:]"
# [[change]]
# question = "q6"
# old = ") ** 2\n    return"
# new = ")\n    return"
# [[change]]
# question = "q7"
# old = "(betas, bars, np.append(1.0, bars))"
# new = "(betas, bars, bars)"
# ///
