# /// solution
# why = "Fills up with zeros."
# scores = { q2 = 3.5 }
# fails = { q2 = ["sixteen tokens", "rolled, and back"] }
# misconception = { q2 = "T9.2/zeros" }
# [[change]]
# question = "q2"
# old = "    return np.roll(x, (-s, -s), axis=(1, 2))"
# new = "    out = np.roll(x, (-s, -s), axis=(1, 2))\n    if s > 0:\n        out[:, -s:] = 0\n        out[:, :, -s:] = 0\n    elif s < 0:\n        out[:, :-s] = 0\n        out[:, :, :-s] = 0\n    return out"
# ///
