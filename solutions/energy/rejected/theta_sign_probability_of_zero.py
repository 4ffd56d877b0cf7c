# /// solution
# why = "Thresholds that push; the probability of a 0; visible biases left out of the free energy; noise of the size ε; u_down from the bottom; a step too few; the direction keeps its length."
# scores = { q1 = 4, q2 = 2.5, q3 = 3, q4 = 2, q5 = 3, q6 = 2.5, q7 = 4 }
# fails = { q1 = ["the two patterns of the text", "energies with and without thresholds"], q2 = ["two dice", "one unit, the others given", "sweeps"], q3 = ["two visible, three hidden units", "free energies", "sums of a thousand"], q4 = ["the step of the text", "steps downhill"], q5 = ["dreams"], q6 = ["three steps of noise", "jumps into the noise"], q7 = ["leaps and guidance", "leaps with new noise"] }
# misconception = { q1 = "T11.2/theta_sign", q2 = "T11.3/probability_of_zero", q3 = "T11.4/visible_bias_forgotten", q4 = "T11.1/noise_eps", q5 = "T11.5/u_down_order", q6 = "T11.7/t_shift", q7 = "T11.8/direction_not_reduced" }
# [[change]]
# question = "q1"
# old = "energy + theta @ s"
# new = "energy - theta @ s"
# [[change]]
# question = "q2"
# old = "sigmoid((W[i]"
# new = "1 - sigmoid((W[i]"
# [[change]]
# question = "q3"
# old = "-v @ b - np"
# new = "-np"
# [[change]]
# question = "q4"
# old = "eps**0.5"
# new = "eps"
# [[change]]
# question = "q5"
# old = "zip(reversed(below), u_down)"
# new = "zip(reversed(below), u_down[::-1])"
# [[change]]
# question = "q6"
# old = "at_step(np.cumprod(1 - betas), t, x0)"
# new = "at_step(np.append(1.0, np.cumprod(1 - betas)), t, x0)"
# [[change]]
# question = "q7"
# old = "1 - after - sigma**2"
# new = "1 - after"
# ///
