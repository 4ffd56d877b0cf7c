# /// solution
# why = "Gates what was there instead of what is new."
# scores = { q7 = 1.5 }
# fails = { q7 = ["a gate that is half open", "gates", "masks, closed gates, wide open gates"] }
# misconception = { q7 = "T9.7/gate_x" }
# [[change]]
# question = "q7"
# old = "y = x + np.tanh(alpha_attn) * attn(x, vis, mask)"
# new = "y = np.tanh(alpha_attn) * x + attn(x, vis, mask)"
# [[change]]
# question = "q7"
# old = "y + np.tanh(alpha_ff) * ff(y)"
# new = "np.tanh(alpha_ff) * y + ff(y)"
# ///
