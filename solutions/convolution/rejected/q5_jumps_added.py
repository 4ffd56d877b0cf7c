# /// solution
# why = "Adds the strides."
# scores = { q5 = 3.5 }
# misconception = { q5 = "T5.5/jumps_added" }
# [[change]]
# question = "q5"
# old = "jump *= s"
# new = "jump += s - 1"
# ///
