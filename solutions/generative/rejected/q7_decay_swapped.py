# /// solution
# why = "γ weighs the batch."
# scores = { q7 = 2.5 }
# fails = { q7 = ["codes that follow their vectors", "dead codes, no memory, nothing but memory"] }
# misconception = { q7 = "T10.5/decay_swapped" }
# [[change]]
# question = "q7"
# old = "    N_k = decay * N_k"
# new = "    decay = 1 - decay\n    N_k = decay * N_k"
# ///
