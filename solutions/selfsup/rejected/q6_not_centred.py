# /// solution
# why = "Forgets the means."
# scores = { q6 = 2.25 }
# fails = { q6 = ["covariance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/not_centred" }
# [[change]]
# question = "q6"
# old = "    z = z - z.mean(dim=0)\n"
# new = ""
# ///
