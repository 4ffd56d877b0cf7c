# /// solution
# why = "m weighs the query encoder."
# scores = { q4 = 3.5 }
# fails = { q4 = ["one query, two old keys", "the slow encoder"] }
# misconception = { q4 = "T12.4/m_swapped" }
# [[change]]
# question = "q4"
# old = "m * theta_k + (1 - m) * theta_q"
# new = "(1 - m) * theta_k + m * theta_q"
# ///
