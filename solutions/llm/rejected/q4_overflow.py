# /// solution
# why = "Writes the formula as it stands: σ, then its logarithm."
# scores = { q4 = 2.5 }
# fails = { q4 = ["pairs, ties and rewards far apart"] }
# [[change]]
# question = "q4"
# old = "np.logaddexp(0, r[:, worse] - r[:, better])"
# new = "-np.log(1 / (1 + np.exp(r[:, worse] - r[:, better])))"
# ///
