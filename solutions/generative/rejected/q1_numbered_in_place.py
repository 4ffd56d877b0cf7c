# /// solution
# why = "Numbers the outputs 1 … D."
# scores = { q1 = 2.5 }
# fails = { q1 = ["one hidden layer", "several hidden layers, one input, units that see all"] }
# [[change]]
# question = "q1"
# old = "m_in[:, None] > layers[-1]"
# new = "np.arange(1, len(m_in) + 1)[:, None] > layers[-1]"
# ///
