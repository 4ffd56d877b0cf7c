# /// solution
# why = "Weights not divided by n; units of ±1; layers without biases; not divided by z; no biases on the way up; a last β of 1; α for ᾱ."
# scores = { q1 = 3.5, q2 = 1.5, q3 = 1, q4 = 2, q5 = 3, q6 = 2.5, q7 = 2.5 }
# fails = { q1 = ["the two patterns of the text", "weights of patterns"], q2 = ["the table of the text", "machines by enumeration", "day and dream"], q3 = ["two visible, three hidden units", "one step of the chain", "one layer, the other given", "sums of a thousand", "one step of dreaming", "longer dreams"], q4 = ["three states, four proposals", "likely and unlikely states"], q5 = ["two machines", "upwards"], q6 = ["two schedules, four errors", "schedules"], q7 = ["the example of the text", "between two witnesses", "steps of DDPM"] }
# misconception = { q1 = "T11.2/no_1_over_n", q2 = "T11.3/spins", q3 = "T11.4/no_bias", q4 = "T11.1/not_normalised", q5 = "T11.5/no_biases", q6 = "T11.7/not_clipped", q7 = "T11.7/alpha_for_abar" }
# [[change]]
# question = "q1"
# old = "P.T @ P / P.shape[1]"
# new = "P.T @ P"
# [[change]]
# question = "q2"
# old = "S = every_state(len(b))"
# new = "S = 2 * every_state(len(b)) - 1"
# [[change]]
# question = "q3"
# old = "h @ W.T + b"
# new = "h @ W.T"
# [[change]]
# question = "q3"
# old = "sigmoid(v @ W + c)"
# new = "sigmoid(v @ W)"
# [[change]]
# question = "q4"
# old = "    weights = np.exp((energies.min() - energies) / T)\n    return weights / weights.sum()"
# new = "    return np.exp(-energies / T)"
# [[change]]
# question = "q5"
# old = "v = sigmoid(v @ W + c)"
# new = "v = sigmoid(v @ W)"
# [[change]]
# question = "q6"
# old = "np.minimum(1 - f[1:] / f[:-1], 0.999)"
# new = "1 - f[1:] / f[:-1]"
# [[change]]
# question = "q7"
# old = "(betas, bars, np.append(1.0, bars))"
# new = "(betas, 1 - betas, np.append(1.0, bars))"
# ///
