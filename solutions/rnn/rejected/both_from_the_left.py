# /// solution
# why = "Two readers from the left; a layer without recurrent weights; a writer that always reads the first character."
# scores = { q4 = 0, q5 = 3, q7 = 2 }
# fails = { q4 = ["three steps, both ways", "all equally long", "sequences of different lengths", "one sequence, one step, no step"], q5 = ["numbers to learn", "counts of other sizes"], q7 = ["one character after another", "what it writes", "short texts, sure networks"] }
# misconception = { q4 = "T6.3/both_ahead", q5 = "T6.4/no_recurrent", q7 = "T6.1/reads_first" }
# [[change]]
# question = "q4"
# old = "slice(None, None, -1 if reader else None)"
# new = "slice(None)"
# [[change]]
# question = "q5"
# old = "(D + H + 1 + two_biases)"
# new = "(D + 1 + two_biases)"
# [[change]]
# question = "q7"
# old = "alphabet[written[-1:]]"
# new = "alphabet[written[:1]]"
# ///
