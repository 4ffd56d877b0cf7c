# /// solution
# why = "Shows the nets everything."
# scores = { q5 = 1 }
# fails = { q5 = ["forth", "forth, when all stays or nothing does", "back", "back, when all stays or nothing does"] }
# misconception = { q5 = "T10.3/coupling_leak" }
# [[change]]
# question = "q5"
# old = "kept = np.where(mask, x, 0)"
# new = "kept = x"
# [[change]]
# question = "q5"
# old = "kept = np.where(mask, y, 0)"
# new = "kept = y"
# ///
