# /// solution
# why = "The bias counts the negated inputs, too."
# scores = { q3 = 0 }
# fails = { q3 = ["exclusive or from its table", "every function of one or two inputs", "every function of three inputs", "functions of four and five inputs"] }
# misconception = { q3 = "T1.6/bias_counts_all" }
# ///
# %% q3
def dnf_network(truth_table):
    n = int(np.log2(len(truth_table)))
    rows = np.flatnonzero(truth_table)
    bits = (rows[:, None] >> np.arange(n)[::-1]) & 1
    return 2.0 * bits - 1, np.full(len(rows), 0.5 - n), np.ones((1, len(rows))), np.array([-0.5])
