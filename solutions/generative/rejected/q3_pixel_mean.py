# /// solution
# why = "Averages over the pixels."
# scores = { q3 = 3 }
# fails = { q3 = ["two pixels", "bounds", "grey values, β = 0, sure decoders"] }
# misconception = { q3 = "T10.2/pixel_mean" }
# [[change]]
# question = "q3"
# old = "pixels.reshape(len(x), -1).sum(axis=1)"
# new = "pixels.reshape(len(x), -1).mean(axis=1)"
# ///
