# /// solution
# why = "Sorts the kept patches."
# scores = { q4 = 2.5 }
# fails = { q4 = ["random noise", "equal noises, all and none, ten times a tenth"] }
# [[change]]
# question = "q4"
# old = "    return order[:, :K]"
# new = "    return np.sort(order[:, :K], axis=1)"
# ///
