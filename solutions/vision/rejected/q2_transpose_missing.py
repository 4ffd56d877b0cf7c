# /// solution
# why = "One reshape: windows of the wrong tokens."
# scores = { q2 = 1 }
# fails = { q2 = ["sixteen tokens", "who may see whom", "windows of several grids", "windows of one token, one window", "masks", "no shift, one window"] }
# misconception = { q2 = "T9.2/transpose_missing" }
# [[change]]
# question = "q2"
# old = "    parts = x.reshape(B, H // M, M, W // M, M, C)\n    return parts.transpose(0, 1, 3, 2, 4, 5).reshape(-1, M * M, C)"
# new = "    return x.reshape(-1, M * M, C)"
# ///
