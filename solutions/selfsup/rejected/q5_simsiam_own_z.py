# /// solution
# why = "Pairs p1 with z1."
# scores = { q5 = 2.5 }
# fails = { q5 = ["losses of SimSiam", "who learns"] }
# misconception = { q5 = "T12.6/p_with_own_z" }
# [[change]]
# question = "q5"
# old = "(p1, z2.detach(), dim=1)"
# new = "(p1, z1.detach(), dim=1)"
# [[change]]
# question = "q5"
# old = "(p2, z1.detach(), dim=1)"
# new = "(p2, z2.detach(), dim=1)"
# ///
