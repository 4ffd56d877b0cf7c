# /// solution
# why = "Takes a root too many."
# scores = { q3 = 3.5 }
# fails = { q3 = ["the Gaussian of the text", "draws"] }
# [[change]]
# question = "q3"
# old = "logvar / 2) * eps"
# new = "logvar / 4) * eps"
# ///
