# /// solution
# why = "A filter has k² weights, however many channels it sees."
# scores = { q5 = 3.5 }
# fails = { q5 = ["from 64 to 128 channels", "layers without groups", "layers with groups"] }
# misconception = { q5 = "T5.5/one_channel" }
# [[change]]
# question = "q5"
# old = "c_out * (c_in // groups) * k**2"
# new = "c_out * k**2"
# ///
