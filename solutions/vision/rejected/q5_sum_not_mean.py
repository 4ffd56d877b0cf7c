# /// solution
# why = "Adds the two losses."
# scores = { q5 = 3 }
# fails = { q5 = ["two images, two texts", "losses of batches", "large scales, one pair, wrong pairs"] }
# misconception = { q5 = "T9.5/sum_not_mean" }
# [[change]]
# question = "q5"
# old = "-(rows.mean() + columns.mean()) / 2"
# new = "-(rows.mean() + columns.mean())"
# ///
