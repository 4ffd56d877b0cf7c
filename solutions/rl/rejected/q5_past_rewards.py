# /// solution
# why = "Weighs each step with the return of the whole episode."
# scores = { q5 = 0 }
# fails = { q5 = ["two steps", "a baseline, and the sum", "episodes", "sums, one step, logits of a thousand, a perfect critic"] }
# misconception = { q5 = "T13.3/past_rewards" }
# [[change]]
# question = "q5"
# old = "advantage = G if baseline is None else G - baseline"
# new = "G = np.full(len(G), G[0])\n    advantage = G if baseline is None else G - baseline"
# ///
