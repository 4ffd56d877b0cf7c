# /// solution
# why = "Masks every hidden layer against the inputs."
# scores = { q1 = 3.5 }
# fails = { q1 = ["several hidden layers, one input, units that see all"] }
# [[change]]
# question = "q1"
# old = "above[:, None] >= below for"
# new = "above[:, None] >= m_in for"
# ///
