# /// solution
# why = "True where a pair is forbidden."
# scores = { q2 = 3 }
# fails = { q2 = ["who may see whom", "masks", "no shift, one window"] }
# misconception = { q2 = "T9.2/mask_inverted" }
# [[change]]
# question = "q2"
# old = "zones == zones"
# new = "zones != zones"
# ///
