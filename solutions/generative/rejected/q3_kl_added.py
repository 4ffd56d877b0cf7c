# /// solution
# why = "Adds the KL."
# scores = { q3 = 3 }
# fails = { q3 = ["two pixels", "bounds", "grey values, β = 0, sure decoders"] }
# misconception = { q3 = "T10.2/kl_added" }
# [[change]]
# question = "q3"
# old = "- beta * gaussian_kl"
# new = "+ beta * gaussian_kl"
# ///
