# /// solution
# why = "Ignores the groups."
# scores = { q5 = 4.5 }
# fails = { q5 = ["layers with groups"] }
# misconception = { q5 = "T5.3/group_weights" }
# [[change]]
# question = "q5"
# old = "c_out * (c_in // groups) * k**2"
# new = "c_out * c_in * k**2"
# ///
