# /// solution
# why = "zero_grad does nothing."
# scores = { q4 = 1 }
# misconception = { q4 = "T0.3/no_zero_grad" }
# [[change]]
# question = "q4"
# old = "p.grad = None"
# new = "pass"
# ///
