# /// solution
# why = "Returns the order itself."
# scores = { q4 = 2 }
# fails = { q4 = ["four patches", "random noise", "equal noises, all and none, ten times a tenth"] }
# misconception = { q4 = "T9.4/no_restore" }
# [[change]]
# question = "q4"
# old = "    return order[:, :K], restore >= K, restore"
# new = "    return order[:, :K], restore >= K, order"
# ///
