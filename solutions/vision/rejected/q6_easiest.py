# /// solution
# why = "Draws the texts that are the least similar."
# scores = { q6 = 1.5 }
# fails = { q6 = ["the wrong texts of the row", "hard negatives", "two texts, equal ones, a sure positive"] }
# misconception = { q6 = "T9.6/easiest" }
# [[change]]
# question = "q6"
# old = "    others = sim.astype(float)"
# new = "    others = -sim.astype(float)"
# ///
