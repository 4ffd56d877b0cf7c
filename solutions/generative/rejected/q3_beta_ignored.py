# /// solution
# why = "Does not use β."
# scores = { q3 = 3 }
# fails = { q3 = ["two pixels", "bounds", "grey values, β = 0, sure decoders"] }
# [[change]]
# question = "q3"
# old = "- beta * gaussian_kl"
# new = "- gaussian_kl"
# ///
