# /// solution
# why = "The variance divides by P."
# scores = { q4 = 2.5 }
# fails = { q4 = ["two patches, one of them removed", "losses of normalised patches", "one removed patch, all removed, a patch without structure"] }
# [[change]]
# question = "q4"
# old = ", ddof=1"
# new = ""
# ///
