# /// solution
# why = "Energy with the other sign; units that obey; hidden biases left out of the free energy; uphill; the top is not stirred; one step for all of them; noise times the variance."
# scores = { q1 = 2.5, q2 = 2.5, q3 = 3, q4 = 2, q5 = 2.5, q6 = 2.5, q7 = 3.5 }
# fails = { q1 = ["the two patterns of the text", "one bit off", "energies with and without thresholds", "recall"], q2 = ["two dice", "one unit, the others given", "sweeps"], q3 = ["two visible, three hidden units", "free energies", "sums of a thousand"], q4 = ["the step of the text", "steps downhill"], q5 = ["two machines", "dreams"], q6 = ["three steps of noise", "jumps into the noise"], q7 = ["the example of the text", "steps of DDPM"] }
# misconception = { q1 = "T11.2/energy_sign", q2 = "T11.3/deterministic", q3 = "T11.4/hidden_bias_forgotten", q4 = "T11.1/ascent", q5 = "T11.5/no_gibbs", q6 = "T11.7/alpha_for_abar", q7 = "T11.7/variance_as_std" }
# [[change]]
# question = "q1"
# old = "-s @ W @ s / 2"
# new = "s @ W @ s / 2"
# [[change]]
# question = "q2"
# old = "sigmoid((W[i] @ s + b[i]) / T)"
# new = "float(W[i] @ s + b[i] >= 0)"
# [[change]]
# question = "q3"
# old = "np.logaddexp(0, v @ W + c)"
# new = "np.logaddexp(0, v @ W)"
# [[change]]
# question = "q4"
# old = "x - eps / 2"
# new = "x + eps / 2"
# [[change]]
# question = "q5"
# old = "zip(u_hidden, u_visible)"
# new = "zip([], [])"
# [[change]]
# question = "q6"
# old = "at_step(np.cumprod(1 - betas), t, x0)"
# new = "at_step(1 - betas, t, x0)"
# [[change]]
# question = "q7"
# old = "np.sqrt(variance) * noise"
# new = "variance * noise"
# ///
