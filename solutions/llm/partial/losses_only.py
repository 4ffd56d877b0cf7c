# /// solution
# why = "Two losses and a filter are answered, the rest is as it was handed out."
# scores = { q1 = 0, q4 = 1.5, q5 = 1, q6 = 0, q7 = 2 }
# fails = { q1 = ["five merges", "a word that was never seen", "other texts", "ties, and the end of the pairs", "other words", "repetitions and nothing"], q4 = ["a price for leaving", "random rewards"], q5 = ["the table of filters", "the tree", "the nucleus", "a nucleus of one, of equal ones, of large logits", "sequences of one length", "some beams end", "short against long", "no room, few tokens, large logits"], q6 = ["three documents", "two documents, two tokens", "other libraries", "other constants, unknown words, documents without words", "one document for the whole answer", "any document for each token"], q7 = ["one layer of GPT-2", "other sizes"] }
# ///
# %% q1
def bpe_train(word_counts, n_merges):
    """The merges of byte-pair encoding, word_counts: dict word → count → list of pairs."""
    ...

def bpe_encode(word, merges):
    """The pieces of a word, merges: list of pairs → list of str."""
    ...

# %% q4
def reward_model_loss(r):
    loss, K = 0.0, r.shape[1]
    for i in range(K):
        for j in range(i + 1, K):
            loss += np.logaddexp(0, r[:, j] - r[:, i]).mean()
    return 2 * loss / (K * (K - 1))

# %% q5
def top_k_filter(logits, k):
    return np.where(np.argsort(np.argsort(-logits, kind="stable")) < k, logits, -np.inf)

# %% q6
def bm25_scores(query, docs, k1=1.5, b=0.75):
    return None

# %% q7
def lora_forward(x, W0, A, B, alpha):
    return x @ lora_merge(W0, A, B, alpha).T

def lora_merge(W0, A, B, alpha):
    return W0 + alpha / A.shape[0] * B @ A
