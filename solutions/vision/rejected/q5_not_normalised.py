# /// solution
# why = "Takes plain products."
# scores = { q5 = 2 }
# fails = { q5 = ["two images, two texts", "tables of cosines", "large scales, rows of zeros", "losses of batches", "large scales, one pair, wrong pairs"] }
# misconception = { q5 = "T9.5/not_normalised" }
# [[change]]
# question = "q5"
# old = "img @ txt.T / np.where(lengths > 0, lengths, 1)"
# new = "img @ txt.T"
# ///
