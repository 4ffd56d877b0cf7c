# /// solution
# why = "Divides by the counts before."
# scores = { q7 = 2 }
# fails = { q7 = ["codes that follow", "codes that follow their vectors", "dead codes, no memory, nothing but memory"] }
# [[change]]
# question = "q7"
# old = "    N_k = decay * N_k"
# new = "    old = np.where(N_k == 0, 1, N_k)\n    N_k = decay * N_k"
# [[change]]
# question = "q7"
# old = "m_k / np.where(N_k == 0, 1, N_k)[:, None]"
# new = "m_k / old[:, None]"
# ///
