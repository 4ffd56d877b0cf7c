# /// solution
# why = "Has an entropy in bits in the exponent of e."
# scores = { q7 = 3 }
# fails = { q7 = ["three vectors, three codes", "words in use"] }
# misconception = { q7 = "T10.5/bits_as_nats" }
# [[change]]
# question = "q7"
# old = "-(p * np.log(p)).sum()"
# new = "-(p * np.log2(p)).sum()"
# ///
