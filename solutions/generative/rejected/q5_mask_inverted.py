# /// solution
# why = "Changes what should stay."
# scores = { q5 = 0.5 }
# fails = { q5 = ["there", "forth", "forth, when all stays or nothing does", "back", "back, when all stays or nothing does"] }
# misconception = { q5 = "T10.3/mask_inverted" }
# [[change]]
# question = "q5"
# old = "    kept = np.where(mask, x, 0)"
# new = "    mask = ~mask\n    kept = np.where(mask, x, 0)"
# [[change]]
# question = "q5"
# old = "    kept = np.where(mask, y, 0)"
# new = "    mask = ~mask\n    kept = np.where(mask, y, 0)"
# ///
