# /// solution
# why = "Another default of beta2."
# scores = { q4 = 5.5 }
# misconception = { q4 = "T4.3/default" }
# [[change]]
# question = "q4"
# old = "beta2=0.999"
# new = "beta2=0.99"
# ///
