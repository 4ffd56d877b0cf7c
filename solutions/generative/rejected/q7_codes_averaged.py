# /// solution
# why = "Averages the codes themselves."
# scores = { q7 = 2 }
# fails = { q7 = ["codes that follow", "codes that follow their vectors", "dead codes, no memory, nothing but memory"] }
# misconception = { q7 = "T10.5/codes_averaged" }
# [[change]]
# question = "q7"
# old = "    chosen = np.eye(len(N_k))[idx]"
# new = "    chosen = np.eye(len(N_k))[idx]\n    n = chosen.sum(axis=0)\n    E = decay * m_k / N_k[:, None] + (1 - decay) * chosen.T @ z / np.where(n == 0, 1, n)[:, None]"
# [[change]]
# question = "q7"
# old = "return N_k, m_k, m_k / np.where(N_k == 0, 1, N_k)[:, None]"
# new = "return N_k, m_k, E"
# ///
