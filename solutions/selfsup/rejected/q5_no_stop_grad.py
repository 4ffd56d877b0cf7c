# /// solution
# why = "SimSiam without its stop."
# scores = { q5 = 3.5 }
# fails = { q5 = ["who learns"] }
# misconception = { q5 = "T12.6/no_stop_grad" }
# [[change]]
# question = "q5"
# old = "(p1, z2.detach(), dim=1)"
# new = "(p1, z2, dim=1)"
# [[change]]
# question = "q5"
# old = "(p2, z1.detach(), dim=1)"
# new = "(p2, z1, dim=1)"
# ///
