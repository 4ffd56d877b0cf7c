# /// solution
# why = "k weights a channel, not k times k."
# scores = { q5 = 3.5 }
# misconception = { q5 = "T5.3/k_once" }
# [[change]]
# question = "q5"
# old = "(c_in // groups) * k**2"
# new = "(c_in // groups) * k"
# ///
