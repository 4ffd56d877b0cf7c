# /// solution
# why = "Averages the two directions of BYOL."
# scores = { q5 = 3 }
# fails = { q5 = ["three four", "losses of BYOL"] }
# misconception = { q5 = "T12.5/averaged" }
# [[change]]
# question = "q5"
# old = "byol_loss(p1, z2) + byol_loss(p2, z1)"
# new = "(byol_loss(p1, z2) + byol_loss(p2, z1)) / 2"
# ///
