# /// solution
# why = "A unit for each row with output 0."
# scores = { q3 = 0 }
# fails = { q3 = ["exclusive or from its table", "every function of one or two inputs", "every function of three inputs", "functions of four and five inputs"] }
# misconception = { q3 = "T1.6/false_rows" }
# ///
# %% q3
def dnf_network(truth_table):
    n = int(np.log2(len(truth_table)))
    rows = np.flatnonzero(np.asarray(truth_table) == 0)
    bits = (rows[:, None] >> np.arange(n)[::-1]) & 1
    return 2.0 * bits - 1, 0.5 - bits.sum(axis=1), np.ones((1, len(rows))), np.array([-0.5])
