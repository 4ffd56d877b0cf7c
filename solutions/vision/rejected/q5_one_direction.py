# /// solution
# why = "Classifies rows only."
# scores = { q5 = 3 }
# fails = { q5 = ["two images, two texts", "losses of batches", "large scales, one pair, wrong pairs"] }
# misconception = { q5 = "T9.5/one_direction" }
# [[change]]
# question = "q5"
# old = "-(rows.mean() + columns.mean()) / 2"
# new = "-rows.mean()"
# ///
