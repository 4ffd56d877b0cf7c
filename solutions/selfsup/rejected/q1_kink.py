# /// solution
# why = "A bracket of 0 is active."
# scores = { q1 = 4.5 }
# fails = { q1 = ["brackets of exactly 0"] }
# misconception = { q1 = "T12.1/kink" }
# [[change]]
# question = "q1"
# old = "alpha > 0)"
# new = "alpha >= 0)"
# ///
