# /// solution
# why = "Everybody in a window may see everybody."
# scores = { q2 = 3 }
# fails = { q2 = ["who may see whom", "masks", "no shift, one window"] }
# misconception = { q2 = "T9.2/no_mask" }
# [[change]]
# question = "q2"
# old = "    return zones == zones.transpose(0, 2, 1)"
# new = "    return np.ones((len(zones), M * M, M * M), dtype=bool)"
# ///
