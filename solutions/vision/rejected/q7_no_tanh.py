# /// solution
# why = "Takes the parameter for the gate."
# scores = { q7 = 1.5 }
# fails = { q7 = ["a gate that is half open", "gates", "masks, closed gates, wide open gates"] }
# misconception = { q7 = "T9.7/no_tanh" }
# [[change]]
# question = "q7"
# old = "np.tanh(alpha_attn)"
# new = "alpha_attn"
# [[change]]
# question = "q7"
# old = "np.tanh(alpha_ff)"
# new = "alpha_ff"
# ///
