# /// solution
# why = "Returns a number that has forgotten where it came from."
# scores = { q3 = 3.25 }
# fails = { q3 = ["two pictures", "gradients"] }
# [[change]]
# question = "q3"
# old = "return nn.functional.cross_entropy(s, positive_indices(len(z1)))"
# new = "return nn.functional.cross_entropy(s, positive_indices(len(z1))).detach()"
# ///
