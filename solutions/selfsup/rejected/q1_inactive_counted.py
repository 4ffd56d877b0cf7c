# /// solution
# why = "Every triplet has a gradient."
# scores = { q1 = 3 }
# fails = { q1 = ["an active triplet and an inactive one", "gradients of batches", "brackets of exactly 0"] }
# misconception = { q1 = "T12.1/inactive_counted" }
# [[change]]
# question = "q1"
# old = "active = (near - far + alpha > 0)[:, None]"
# new = "active = 1"
# ///
