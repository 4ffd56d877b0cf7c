# /// solution
# why = "Divides always."
# scores = { q5 = 1.5 }
# fails = { q5 = ["a baseline, and the sum", "sums, one step, logits of a thousand, a perfect critic"] }
# [[change]]
# question = "q5"
# old = 'return grad / len(logits) if reduction == "mean" else grad'
# new = "return grad / len(logits)"
# ///
