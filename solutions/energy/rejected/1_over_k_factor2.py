# /// solution
# why = "Weights divided by the number of patterns; links counted twice in the conditional; the logarithm with its own sign; e to the power of 1000; the whole tower is stirred; a linear schedule without its end; the weights of the two witnesses exchanged."
# scores = { q1 = 3.5, q2 = 2.5, q3 = 3, q4 = 2.5, q5 = 3, q6 = 2.5, q7 = 2.5 }
# fails = { q1 = ["the two patterns of the text", "weights of patterns"], q2 = ["two dice", "one unit, the others given", "sweeps"], q3 = ["two visible, three hidden units", "free energies", "sums of a thousand"], q4 = ["likely and unlikely states"], q5 = ["dreams"], q6 = ["two schedules, four errors", "schedules"], q7 = ["the example of the text", "between two witnesses", "steps of DDPM"] }
# misconception = { q1 = "T11.2/1_over_k", q2 = "T11.3/factor2", q3 = "T11.4/F_sign", q4 = "T11.1/overflow", q5 = "T11.5/down_first", q6 = "T11.7/end_missing", q7 = "T11.7/coefficients_swapped" }
# [[change]]
# question = "q1"
# old = "/ P.shape[1]"
# new = "/ P.shape[0]"
# [[change]]
# question = "q2"
# old = "sigmoid((W[i]"
# new = "sigmoid((2 * W[i]"
# [[change]]
# question = "q3"
# old = "-v @ b - np.logaddexp"
# new = "v @ b + np.logaddexp"
# [[change]]
# question = "q4"
# old = "energies.min() - energies"
# new = "-energies"
# [[change]]
# question = "q5"
# old = "    *below, (W, b, c) = layers\n    x = start\n    for u_h, u_v in zip(u_hidden, u_visible):\n        h = (u_h < sigmoid(x @ W + c)).astype(float)\n        x = (u_v < sigmoid(h @ W.T + b)).astype(float)\n    for (W, b, _), u in zip(reversed(below), u_down):\n        x = (u < sigmoid(x @ W.T + b)).astype(float)\n    return x"
# new = "    *below, (W, b, c) = layers\n\n    def down(x):\n        for (W_low, b_low, _), u in zip(reversed(below), u_down):\n            x = (u < sigmoid(x @ W_low.T + b_low)).astype(float)\n        return x\n\n    x = down(start)\n    for u_h, u_v in zip(u_hidden, u_visible):\n        for W_low, _, c_low in below:\n            x = (0.5 < sigmoid(x @ W_low + c_low)).astype(float)\n        h = (u_h < sigmoid(x @ W + c)).astype(float)\n        x = down((u_v < sigmoid(h @ W.T + b)).astype(float))\n    return x"
# [[change]]
# question = "q6"
# old = "np.linspace(1e-4, 0.02, T)"
# new = "np.linspace(1e-4, 0.02, T, endpoint=False)"
# [[change]]
# question = "q7"
# old = "beta * x0 + np.sqrt(1 - beta) * (1 - before) * x_t"
# new = "beta * x_t + np.sqrt(1 - beta) * (1 - before) * x0"
# ///
