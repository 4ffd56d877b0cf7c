# /// solution
# why = "Does not hand on the mask."
# scores = { q7 = 2.5 }
# fails = { q7 = ["masks, closed gates, wide open gates"] }
# misconception = { q7 = "T9.7/mask_forgotten" }
# [[change]]
# question = "q7"
# old = "attn(x, vis, mask)"
# new = "attn(x, vis, None)"
# ///
