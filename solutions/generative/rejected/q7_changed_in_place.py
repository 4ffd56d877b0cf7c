# /// solution
# why = "Writes into the averages."
# scores = { q7 = 2 }
# fails = { q7 = ["codes that follow", "codes that follow their vectors", "dead codes, no memory, nothing but memory"] }
# [[change]]
# question = "q7"
# old = "    m_k = decay * m_k +"
# new = "    m_k *= decay\n    m_k = m_k +"
# ///
