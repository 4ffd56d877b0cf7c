# /// solution
# why = "Lets an output see hidden units of its own number."
# scores = { q1 = 2 }
# fails = { q1 = ["the masks of the text", "one hidden layer", "several hidden layers, one input, units that see all"] }
# misconception = { q1 = "T10.1/ge_output" }
# [[change]]
# question = "q1"
# old = "m_in[:, None] > layers[-1]"
# new = "m_in[:, None] >= layers[-1]"
# ///
