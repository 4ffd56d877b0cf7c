# /// solution
# why = "Multiplies by the logarithm."
# scores = { q5 = 2 }
# fails = { q5 = ["two images, two texts", "tables of cosines", "large scales, rows of zeros", "losses of batches", "large scales, one pair, wrong pairs"] }
# misconception = { q5 = "T9.5/scale_log" }
# [[change]]
# question = "q5"
# old = "min(np.exp(min(logit_scale, 5)), 100)"
# new = "logit_scale"
# ///
