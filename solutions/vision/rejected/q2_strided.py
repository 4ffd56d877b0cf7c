# /// solution
# why = "Splits the axes the other way round: every M-th token."
# scores = { q2 = 2 }
# fails = { q2 = ["sixteen tokens", "windows of several grids", "windows of one token, one window", "masks"] }
# misconception = { q2 = "T9.2/strided" }
# [[change]]
# question = "q2"
# old = "    parts = x.reshape(B, H // M, M, W // M, M, C)\n    return parts.transpose(0, 1, 3, 2, 4, 5)"
# new = "    parts = x.reshape(B, M, H // M, M, W // M, C)\n    return parts.transpose(0, 2, 4, 1, 3, 5)"
# ///
