# /// solution
# why = "Copies the query encoder."
# scores = { q4 = 3.5 }
# fails = { q4 = ["one query, two old keys", "the slow encoder"] }
# misconception = { q4 = "T12.4/copied" }
# [[change]]
# question = "q4"
# old = "m * theta_k + (1 - m) * theta_q"
# new = "theta_q.clone()"
# ///
