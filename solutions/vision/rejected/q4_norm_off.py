# /// solution
# why = "Never normalises."
# scores = { q4 = 2.5 }
# fails = { q4 = ["two patches, one of them removed", "losses of normalised patches", "one removed patch, all removed, a patch without structure"] }
# misconception = { q4 = "T9.4/norm_off" }
# [[change]]
# question = "q4"
# old = "    if norm_pix:\n        v = target.var(axis=2, ddof=1, keepdims=True)\n        target = (target - target.mean(axis=2, keepdims=True)) / np.sqrt(v + 1e-6)\n"
# new = ""
# ///
