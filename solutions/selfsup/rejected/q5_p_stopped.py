# /// solution
# why = "Stops the gradient on the wrong side."
# scores = { q5 = 3.5 }
# fails = { q5 = ["who learns"] }
# misconception = { q5 = "T12.6/p_stopped" }
# [[change]]
# question = "q5"
# old = "(p1, z2.detach(), dim=1)"
# new = "(p1.detach(), z2, dim=1)"
# [[change]]
# question = "q5"
# old = "(p2, z1.detach(), dim=1)"
# new = "(p2.detach(), z1, dim=1)"
# ///
