# /// solution
# why = "Takes the sums for codes."
# scores = { q7 = 2 }
# fails = { q7 = ["codes that follow", "codes that follow their vectors", "dead codes, no memory, nothing but memory"] }
# misconception = { q7 = "T10.5/sum_as_code" }
# [[change]]
# question = "q7"
# old = "return N_k, m_k, m_k / np.where(N_k == 0, 1, N_k)[:, None]"
# new = "return N_k, m_k, m_k"
# ///
