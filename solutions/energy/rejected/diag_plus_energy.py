# /// solution
# why = "Units linked to themselves; e to the power of +e; w the wrong way round; high energies are likely; rounded on the way up; 1 - ᾱ for β; β for the variance."
# scores = { q1 = 3.5, q2 = 1.5, q3 = 0, q4 = 1.5, q5 = 3, q6 = 2.5, q7 = 2.5 }
# fails = { q1 = ["the two patterns of the text", "weights of patterns"], q2 = ["the table of the text", "machines by enumeration", "day and dream"], q3 = ["two visible, three hidden units", "one step of the chain", "one layer, the other given", "free energies", "sums of a thousand", "one step of dreaming", "longer dreams"], q4 = ["three states, four proposals", "likely and unlikely states", "proposals"], q5 = ["two machines", "upwards"], q6 = ["two schedules, four errors", "schedules"], q7 = ["the example of the text", "between two witnesses", "steps of DDPM"] }
# misconception = { q1 = "T11.2/diag", q2 = "T11.3/plus_energy", q3 = "T11.4/W_transpose", q4 = "T11.1/plus_energy", q5 = "T11.5/binary_up", q6 = "T11.7/abar_as_beta", q7 = "T11.7/var_beta" }
# [[change]]
# question = "q1"
# old = "    W = P.T @ P / P.shape[1]\n    return W * (1 - np.eye(len(W), dtype=W.dtype))"
# new = "    return P.T @ P / P.shape[1]"
# [[change]]
# question = "q2"
# old = "np.exp((S @ W * S).sum(axis=1) / 2 + S @ b)"
# new = "np.exp(-(S @ W * S).sum(axis=1) / 2 - S @ b)"
# [[change]]
# question = "q3"
# old = "sigmoid(v @ W + c)"
# new = "sigmoid(v @ W.T + c)"
# [[change]]
# question = "q3"
# old = "np.logaddexp(0, v @ W + c)"
# new = "np.logaddexp(0, v @ W.T + c)"
# [[change]]
# question = "q3"
# old = "h @ W.T + b"
# new = "h @ W + b"
# [[change]]
# question = "q4"
# old = "np.exp((energies.min() - energies) / T)"
# new = "np.exp((energies - energies.max()) / T)"
# [[change]]
# question = "q4"
# old = "np.maximum(dE, 0)"
# new = "np.maximum(-dE, 0)"
# [[change]]
# question = "q5"
# old = "        above.append(v)"
# new = "        above.append(v)\n        v = (v > 0.5).astype(float)"
# [[change]]
# question = "q6"
# old = "np.minimum(1 - f[1:] / f[:-1], 0.999)"
# new = "np.minimum(1 - f[1:] / f[0], 0.999)"
# [[change]]
# question = "q7"
# old = "np.full(np.shape(x0), beta * (1 - before) / (1 - bar))"
# new = "np.full(np.shape(x0), beta)"
# [[change]]
# question = "q7"
# old = "np.sqrt(variance) * noise"
# new = "at_step(np.arange(len(betas)) > 0, t, x_t) * np.sqrt(variance) * noise"
# ///
