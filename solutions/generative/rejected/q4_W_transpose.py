# /// solution
# why = "Multiplies by the transpose."
# scores = { q4 = 2.5 }
# fails = { q4 = ["a push, and a mixture of channels", "channels mixed", "one channel, one pixel, mirrors, small determinants"] }
# misconception = { q4 = "T10.3/W_transpose" }
# [[change]]
# question = "q4"
# old = "\"dc,nchw->ndhw\""
# new = "\"cd,nchw->ndhw\""
# ///
