# /// solution
# why = "Gives every step the return of the whole episode."
# scores = { q1 = 0 }
# fails = { q1 = ["three rewards", "an episode that was cut off", "episodes", "cut off, one reward, none, and γ = 0 and 1"] }
# [[change]]
# question = "q1"
# old = "    return G"
# new = "    return np.full(len(r), G[0] if len(r) else 0.0)"
# ///
