# /// solution
# why = "Divides by counts that may be 0."
# scores = { q7 = 3.5 }
# fails = { q7 = ["dead codes, no memory, nothing but memory"] }
# [[change]]
# question = "q7"
# old = "np.where(N_k == 0, 1, N_k)[:, None]"
# new = "N_k[:, None]"
# ///
