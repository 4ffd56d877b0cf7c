# /// solution
# why = "Never divides by the number of steps."
# scores = { q5 = 0.5 }
# fails = { q5 = ["two steps", "episodes", "sums, one step, logits of a thousand, a perfect critic"] }
# misconception = { q5 = "T13.3/not_divided" }
# [[change]]
# question = "q5"
# old = 'return grad / len(logits) if reduction == "mean" else grad'
# new = "return grad"
# ///
