# /// solution
# why = "Inner products instead of cosines."
# scores = { q5 = 2 }
# fails = { q5 = ["three four", "losses of SimSiam", "who learns"] }
# misconception = { q5 = "T12.6/no_norm" }
# [[change]]
# question = "q5"
# old = "nn.functional.cosine_similarity(p1, z2.detach(), dim=1).mean()"
# new = "(p1 * z2.detach()).sum(dim=1).mean()"
# [[change]]
# question = "q5"
# old = "nn.functional.cosine_similarity(p2, z1.detach(), dim=1).mean()"
# new = "(p2 * z1.detach()).sum(dim=1).mean()"
# ///
