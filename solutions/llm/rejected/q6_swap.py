# /// solution
# why = "The two sums are in each other's place."
# scores = { q6 = 2 }
# fails = { q6 = ["one document for the whole answer", "any document for each token", "two documents, two tokens"] }
# misconception = { q6 = "T8.6/seq_token_swap" }
# ///
# %% q6
def bm25_scores(query, docs, k1=1.5, b=0.75):
    texts = [words(doc) for doc in docs]
    average = sum(map(len, texts)) / len(texts)
    scores = np.zeros(len(docs))
    for word in words(query):
        n = sum(word in text for text in texts)
        idf = np.log((len(docs) - n + 0.5) / (n + 0.5) + 1)
        for i, text in enumerate(texts):
            f = text.count(word)
            if f:
                scores[i] += idf * f * (k1 + 1) / (f + k1 * (1 - b + b * len(text) / average))
    return scores

def rag_sequence_prob(p_z, p_y):
    return np.prod(p_z @ p_y)

def rag_token_prob(p_z, p_y):
    return np.sum(p_z * p_y.prod(axis=1))
