# /// solution
# why = "Leaves out the leading zeros of a row number."
# scores = { q3 = 0 }
# misconception = { q3 = "T1.6/leading_zeros" }
# ///
# %% q3
def dnf_network(truth_table):
    n = int(np.log2(len(truth_table)))
    rows = [r for r in range(len(truth_table)) if truth_table[r]]
    W1 = np.zeros((len(rows), n))
    b1 = np.zeros(len(rows))
    for m, r in enumerate(rows):
        for j, c in enumerate(bin(r)[2:]):
            W1[m, j] = 1 if c == "1" else -1
        b1[m] = 0.5 - (W1[m] == 1).sum()
    return W1, b1, np.ones((1, len(rows))), np.array([-0.5])
