# /// solution
# why = "Returns the noise as it is."
# scores = { q3 = 2 }
# fails = { q3 = ["weights from noise"] }
# misconception = { q3 = "T4.5/unscaled" }
# [[change]]
# question = "q3"
# old = "return noise * he_std(noise.shape[1])"
# new = "return noise.copy()"
# ///
