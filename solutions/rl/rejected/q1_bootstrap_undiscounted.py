# /// solution
# why = "Adds the bootstrap to the last reward without a discount."
# scores = { q1 = 1.5 }
# fails = { q1 = ["an episode that was cut off", "cut off, one reward, none, and γ = 0 and 1"] }
# misconception = { q1 = "T13.1/bootstrap_undiscounted" }
# [[change]]
# question = "q1"
# old = "G, after = np.zeros(len(r)), bootstrap"
# new = "r = r + bootstrap * (np.arange(len(r)) == len(r) - 1)\n    G, after = np.zeros(len(r)), 0.0"
# ///
