# /// solution
# why = "Always ends with 0."
# scores = { q1 = 1.5 }
# fails = { q1 = ["an episode that was cut off", "cut off, one reward, none, and γ = 0 and 1"] }
# misconception = { q1 = "T13.1/terminal_value" }
# [[change]]
# question = "q1"
# old = "np.zeros(len(r)), bootstrap"
# new = "np.zeros(len(r)), 0.0"
# ///
