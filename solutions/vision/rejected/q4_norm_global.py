# /// solution
# why = "Normalises the whole batch."
# scores = { q4 = 2.5 }
# fails = { q4 = ["two patches, one of them removed", "losses of normalised patches", "one removed patch, all removed, a patch without structure"] }
# misconception = { q4 = "T9.4/norm_global" }
# [[change]]
# question = "q4"
# old = "target.var(axis=2, ddof=1, keepdims=True)"
# new = "target.var(ddof=1)"
# [[change]]
# question = "q4"
# old = "target.mean(axis=2, keepdims=True)"
# new = "target.mean()"
# ///
