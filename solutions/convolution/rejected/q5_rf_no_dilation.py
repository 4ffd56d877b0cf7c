# /// solution
# why = "Ignores the dilation."
# scores = { q5 = 4.5 }
# fails = { q5 = ["stacks with dilation"] }
# misconception = { q5 = "T5.5/rf_no_dilation" }
# [[change]]
# question = "q5"
# old = "(k - 1) * d * jump"
# new = "(k - 1) * jump"
# ///
