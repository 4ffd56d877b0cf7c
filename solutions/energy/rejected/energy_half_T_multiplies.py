# /// solution
# why = "Each pair counted twice; times t; hidden biases beside the logarithm; never uphill; probabilities on the way down; no roots in the jump; noise in the last step."
# scores = { q1 = 2.5, q2 = 3, q3 = 3, q4 = 2, q5 = 2.5, q6 = 2.5, q7 = 3.5 }
# fails = { q1 = ["the two patterns of the text", "one bit off", "energies with and without thresholds", "recall"], q2 = ["two dice", "one unit, the others given"], q3 = ["two visible, three hidden units", "free energies", "sums of a thousand"], q4 = ["three states, four proposals", "proposals"], q5 = ["two machines", "dreams"], q6 = ["three steps of noise", "jumps into the noise"], q7 = ["the example of the text", "steps of DDPM"] }
# misconception = { q1 = "T11.2/energy_half", q2 = "T11.3/T_multiplies", q3 = "T11.4/softplus_no_bias", q4 = "T11.1/downhill_only", q5 = "T11.5/probabilities_out", q6 = "T11.7/no_sqrt", q7 = "T11.7/noise_last" }
# [[change]]
# question = "q1"
# old = "-s @ W @ s / 2"
# new = "-s @ W @ s"
# [[change]]
# question = "q2"
# old = "/ T)"
# new = "* T)"
# [[change]]
# question = "q3"
# old = "np.logaddexp(0, v @ W + c).sum(axis=1)"
# new = "np.logaddexp(0, v @ W).sum(axis=1) - c.sum()"
# [[change]]
# question = "q4"
# old = "u < np.exp(-np.maximum(dE, 0) / T)"
# new = "dE <= 0"
# [[change]]
# question = "q5"
# old = "x = (u < sigmoid(x @ W.T + b)).astype(float)"
# new = "x = sigmoid(x @ W.T + b)"
# [[change]]
# question = "q6"
# old = "np.sqrt(bar) * x0 + np.sqrt(1 - bar) * noise"
# new = "bar * x0 + (1 - bar) * noise"
# [[change]]
# question = "q7"
# old = "np.sqrt(variance) * noise"
# new = "np.sqrt(np.where(variance == 0, at_step(betas, t, x_t), variance)) * noise"
# ///
