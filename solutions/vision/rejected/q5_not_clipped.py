# /// solution
# why = "Lets the scale grow."
# scores = { q5 = 4 }
# fails = { q5 = ["large scales, rows of zeros", "large scales, one pair, wrong pairs"] }
# misconception = { q5 = "T9.5/not_clipped" }
# [[change]]
# question = "q5"
# old = "min(np.exp(min(logit_scale, 5)), 100)"
# new = "np.exp(logit_scale)"
# ///
