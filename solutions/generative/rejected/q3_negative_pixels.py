# /// solution
# why = "Has a cross-entropy where its negative is asked."
# scores = { q3 = 3 }
# fails = { q3 = ["two pixels", "bounds", "grey values, β = 0, sure decoders"] }
# [[change]]
# question = "q3"
# old = "pixels = x * x_logits - softplus(x_logits)"
# new = "pixels = softplus(x_logits) - x * x_logits"
# ///
