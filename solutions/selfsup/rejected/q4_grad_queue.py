# /// solution
# why = "The queue gets a gradient."
# scores = { q4 = 3.75 }
# fails = { q4 = ["who learns"] }
# misconception = { q4 = "T12.4/grad_queue" }
# [[change]]
# question = "q4"
# old = "q @ queue.detach().T"
# new = "q @ queue.T"
# ///
