# /// solution
# why = "Adds the whole query encoder."
# scores = { q4 = 3.5 }
# fails = { q4 = ["one query, two old keys", "the slow encoder"] }
# misconception = { q4 = "T12.4/weights_do_not_sum" }
# [[change]]
# question = "q4"
# old = "m * theta_k + (1 - m) * theta_q"
# new = "m * theta_k + theta_q"
# ///
