# /// solution
# why = "The feed-forward part reads the old tokens."
# scores = { q7 = 1.5 }
# fails = { q7 = ["a gate that is half open", "gates", "masks, closed gates, wide open gates"] }
# misconception = { q7 = "T9.7/ff_of_x" }
# [[change]]
# question = "q7"
# old = "ff(y)"
# new = "ff(x)"
# ///
