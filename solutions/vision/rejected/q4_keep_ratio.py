# /// solution
# why = "Keeps three quarters."
# scores = { q4 = 2.5 }
# fails = { q4 = ["random noise", "equal noises, all and none, ten times a tenth"] }
# misconception = { q4 = "T9.4/keep_ratio" }
# [[change]]
# question = "q4"
# old = "(1 - ratio)"
# new = "ratio"
# ///
