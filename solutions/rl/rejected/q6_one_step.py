# /// solution
# why = "Returns the errors of single steps."
# scores = { q6 = 2 }
# fails = { q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"] }
# misconception = { q6 = "T13.4/one_step" }
# [[change]]
# question = "q6"
# old = "    return A"
# new = "    return delta"
# ///
