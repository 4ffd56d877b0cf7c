# /// solution
# why = "Takes the number of rows for the number of inputs."
# scores = { q3 = 2 }
# fails = { q3 = ["weights from noise"] }
# misconception = { q3 = "T4.5/fan_out" }
# [[change]]
# question = "q3"
# old = "return noise * he_std(noise.shape[1])"
# new = "return he_std(len(noise)) * noise"
# ///
