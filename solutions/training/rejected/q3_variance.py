# /// solution
# why = "Multiplies the noise by the variance."
# scores = { q3 = 2 }
# fails = { q3 = ["weights from noise"] }
# misconception = { q3 = "T4.5/variance" }
# [[change]]
# question = "q3"
# old = "return noise * he_std(noise.shape[1])"
# new = "return he_std(noise.shape[1]) ** 2 * noise"
# ///
