# /// solution
# why = "The target learns, too."
# scores = { q5 = 3 }
# fails = { q5 = ["three four", "who learns"] }
# misconception = { q5 = "T12.5/grad_target" }
# [[change]]
# question = "q5"
# old = "z_target.detach()"
# new = "z_target"
# ///
