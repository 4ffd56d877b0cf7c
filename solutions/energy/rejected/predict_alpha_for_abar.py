# /// solution
# why = "One step back for all of them."
# scores = { q6 = 3 }
# fails = { q6 = ["three steps of noise", "back by one jump"] }
# misconception = { q6 = "T11.7/alpha_for_abar" }
# [[change]]
# question = "q6"
# old = "at_step(np.cumprod(1 - betas), t, x_t)"
# new = "at_step(1 - betas, t, x_t)"
# ///
