# /// solution
# why = "All positions count; where nothing was selected the label is 0."
# scores = { q3 = 2 }
# fails = { q3 = ["random losses", "one position, all positions, large logits", "one of two positions"] }
# misconception = { q3 = "T8.3/all_positions" }
# [[change]]
# question = "q3"
# old = "    selected = labels != -100\n    logp = log_softmax(logits[selected])\n    return -np.mean(logp[np.arange(len(logp)), labels[selected]])"
# new = "    y = np.where(labels == -100, 0, labels)\n    return -np.mean(np.take_along_axis(log_softmax(logits), y[..., None], axis=-1))"
# ///
