# /// solution
# why = "Takes the first input for the least significant bit."
# scores = { q3 = 1 }
# fails = { q3 = ["every function of one or two inputs", "every function of three inputs", "functions of four and five inputs"] }
# misconception = { q3 = "T1.6/bit_order" }
# ///
# %% q3
def dnf_network(truth_table):
    n = int(np.log2(len(truth_table)))
    rows = np.flatnonzero(truth_table)
    bits = (rows[:, None] >> np.arange(n)) & 1
    return 2.0 * bits - 1, 0.5 - bits.sum(axis=1), np.ones((1, len(rows))), np.array([-0.5])
