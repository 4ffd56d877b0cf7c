# /// solution
# why = "One sweep only; no dreams; each step starts at the data again; index -1 for ᾱ before the first step."
# scores = { q1 = 3.5, q2 = 2.5, q3 = 4, q7 = 0.5 }
# fails = { q1 = ["one bit off", "recall"], q2 = ["the table of the text", "day and dream"], q3 = ["longer dreams"], q7 = ["the example of the text", "leaps and guidance", "between two witnesses", "steps of DDPM", "leaps of DDIM", "leaps with new noise"] }
# misconception = { q1 = "T11.2/one_sweep", q2 = "T11.3/no_negative", q3 = "T11.4/from_the_data", q7 = "T11.7/index_wraps" }
# [[change]]
# question = "q1"
# old = "range(max_sweeps)"
# new = "range(min(1, max_sweeps))"
# [[change]]
# question = "q2"
# old = " - correlations"
# new = ""
# [[change]]
# question = "q2"
# old = " - means"
# new = ""
# [[change]]
# question = "q3"
# old = "(u_h[t] < rbm_p_h_given_v(v, W, b, c))"
# new = "(u_h[t] < rbm_p_h_given_v(v0, W, b, c))"
# [[change]]
# question = "q7"
# old = "np.append(1.0, bars)"
# new = "np.roll(bars, 1)"
# [[change]]
# question = "q7"
# old = "at_step(bars, np.asarray(t_prev) + 1, x_t)"
# new = "at_step(bars[1:], t_prev, x_t)"
# ///
