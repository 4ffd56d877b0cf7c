# /// solution
# why = "Compares with the average of the prompts as it is."
# scores = { q5 = 4 }
# fails = { q5 = ["classes from several prompts"] }
# misconception = { q5 = "T9.5/no_renorm" }
# [[change]]
# question = "q5"
# old = "mean / np.linalg.norm(mean)"
# new = "mean"
# ///
