# /// solution
# why = "Keeps the largest noises."
# scores = { q4 = 2 }
# fails = { q4 = ["four patches", "random noise", "equal noises, all and none, ten times a tenth"] }
# misconception = { q4 = "T9.4/largest_kept" }
# [[change]]
# question = "q4"
# old = "np.argsort(noise, axis=1"
# new = "np.argsort(-noise, axis=1"
# ///
