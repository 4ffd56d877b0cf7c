# /// solution
# why = "Starts at zero."
# scores = { q3 = 2 }
# fails = { q3 = ["weights from noise"] }
# misconception = { q3 = "T4.5/zero_init" }
# [[change]]
# question = "q3"
# old = "return noise * he_std(noise.shape[1])"
# new = "return np.zeros_like(noise)"
# ///
