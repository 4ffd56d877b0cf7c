"""Wrong versions of the functions in `reference.llm.retrieval`, with the message that names each mistake."""

import math

from reference._array import namespace, plain
from reference.llm.retrieval import (
    bm25_scores,
    build_rag_prompt,
    chunk_tokens,
    dense_retrieve,
    mrr,
    ndcg_at_k,
    rag_sequence_prob,
    rag_token_prob,
    recall_at_k,
    tfidf,
    words,
)
from reference.misconceptions import misconception


@misconception(chunk_tokens, "T8.6/no_overlap", "Neighbouring chunks share `overlap` tokens.")
def _no_overlap(ids, size, overlap):
    return chunk_tokens(ids, size, 0)


@misconception(chunk_tokens, "T8.6/stride_is_overlap", "A chunk begins size − overlap after the one before.")
def _stride_is_overlap(ids, size, overlap):
    return chunk_tokens(ids, size, size - overlap) if overlap else chunk_tokens(ids, size, 0)


@misconception(chunk_tokens, "T8.6/tail_dropped", "The last, shorter chunk is kept.")
def _tail_dropped(ids, size, overlap):
    return [chunk for chunk in chunk_tokens(ids, size, overlap) if len(chunk) == size]


def _tfidf(docs, idf, normalised=True):
    counts = [{w: words(d).count(w) for w in words(d)} for d in docs]
    vocabulary = sorted({w for c in counts for w in c})
    rows = []
    for c in counts:
        row = [c.get(w, 0) * idf(len(docs), sum(w in other for other in counts)) for w in vocabulary]
        norm = (math.sqrt(sum(x * x for x in row)) or 1.0) if normalised else 1.0
        rows.append([x / norm for x in row])
    return plain.asarray(rows, dtype=plain.float64)


@misconception(tfidf, "T8.6/idf_plain", "This idf is ln((1+N)/(1+df)) + 1: no word has a weight of 0.")
def _idf_plain(docs):
    return _tfidf(docs, lambda n, df: math.log(n / df))


@misconception(tfidf, "T8.6/not_normalised", "Rows have length 1.")
def _rows_not_normalised(docs):
    return _tfidf(docs, lambda n, df: math.log((1 + n) / (1 + df)) + 1, normalised=False)


@misconception(tfidf, "T8.6/no_idf", "Frequent words weigh less: multiply by the idf.")
def _no_idf(docs):
    return _tfidf(docs, lambda n, df: 1.0)


def _bm25(query, docs, k1, b, idf, mean_length=True):
    counts = [words(d) for d in docs]
    mean = sum(map(len, counts)) / len(docs)
    scores = []
    for c in counts:
        total = 0.0
        for w in words(query):
            f, n = c.count(w), sum(w in other for other in counts)
            ratio = len(c) / mean if mean_length else len(c)
            total += idf(len(docs), n) * f * (k1 + 1) / (f + k1 * (1 - b + b * ratio)) if f else 0.0
        scores.append(total)
    return plain.asarray(scores, dtype=plain.float64)


@misconception(bm25_scores, "T8.6/idf_plain", "This idf adds 1 inside the log (never negative).")
def _bm25_idf_plain(query, docs, k1=1.5, b=0.75):
    return _bm25(query, docs, k1, b, lambda n, df: math.log((n - df + 0.5) / (df + 0.5)))


@misconception(bm25_scores, "T8.6/absolute_length", "The length counts relative to the mean length.")
def _absolute_length(query, docs, k1=1.5, b=0.75):
    return _bm25(query, docs, k1, b, lambda n, df: math.log((n - df + 0.5) / (df + 0.5) + 1), mean_length=False)


@misconception(bm25_scores, "T8.6/not_saturated", "A count saturates: divide by f + k1(…).")
def _not_saturated(query, docs, k1=1.5, b=0.75):
    counts = [words(d) for d in docs]
    df = {w: sum(w in c for c in counts) for w in words(query)}
    idf = {w: math.log((len(docs) - n + 0.5) / (n + 0.5) + 1) for w, n in df.items()}
    return plain.asarray([sum(idf[w] * c.count(w) for w in words(query)) for c in counts], dtype=plain.float64)


@misconception(dense_retrieve, "T8.6/not_normalised", "Cosine divides by both norms.")
def _cosine_not_normalised(q, D, k, metric="dot"):
    return dense_retrieve(q, D, k, "dot")


@misconception(dense_retrieve, "T8.6/ascending", "The best come first: the highest score.")
def _ascending(q, D, k, metric="dot"):
    return namespace(q).flip(dense_retrieve(q, D, D.shape[0], metric))[:k]


@misconception(dense_retrieve, "T8.6/unsorted", "The k best come in the order of their scores.")
def _unsorted(q, D, k, metric="dot"):
    return namespace(q).sort(dense_retrieve(q, D, k, metric))


@misconception(rag_sequence_prob, "T8.6/seq_token_swap", "RAG-sequence marginalises once, RAG-token at every step.")
def _sequence_as_token(p_z, p_y):
    return rag_token_prob(p_z, p_y)


@misconception(rag_sequence_prob, "T8.6/uniform_docs", "Weight by p(z|x).")
def _sequence_uniform(p_z, p_y):
    return rag_sequence_prob(0 * p_z + 1 / p_z.shape[0], p_y)


@misconception(rag_sequence_prob, "T8.6/best_document", "Sum over the documents, not only the likeliest.")
def _best_document(p_z, p_y):
    xp = namespace(p_z)
    return xp.max(p_z * xp.prod(p_y, axis=1))


@misconception(rag_token_prob, "T8.6/seq_token_swap", "RAG-sequence marginalises once, RAG-token at every step.")
def _token_as_sequence(p_z, p_y):
    return rag_sequence_prob(p_z, p_y)


@misconception(rag_token_prob, "T8.6/uniform_docs", "Weight by p(z|x).")
def _token_uniform(p_z, p_y):
    return rag_token_prob(0 * p_z + 1 / p_z.shape[0], p_y)


@misconception(rag_token_prob, "T8.6/summed_tokens", "The answer's probability is the product over its tokens.")
def _summed_tokens(p_z, p_y):
    return namespace(p_z).sum(p_z @ p_y)


@misconception(recall_at_k, "T8.6/recall_denominator", "Divide by the number of relevant documents.")
def _recall_denominator(ranking, relevant, k):
    return recall_at_k(ranking, relevant, k) * len(set(relevant)) / k


@misconception(recall_at_k, "T8.6/whole_ranking", "Only the first k count.")
def _whole_ranking(ranking, relevant, k):
    return recall_at_k(ranking, relevant, len(ranking) or 1)


@misconception(recall_at_k, "T8.6/any_hit", "Recall is a share, not whether there is a hit.")
def _any_hit(ranking, relevant, k):
    return float(recall_at_k(ranking, relevant, k) > 0)


@misconception(mrr, "T8.6/rank0", "Ranks start at 1.")
def _rank0(rankings, relevant):
    ranks = [
        next((r for r, i in enumerate(ids) if i in wanted), None)
        for ids, wanted in zip(rankings, relevant, strict=True)
    ]
    return sum(0.0 if r is None else 1 / max(r, 1) for r in ranks) / len(ranks)


@misconception(mrr, "T8.6/hits_only", "A query without a hit counts as 0.")
def _hits_only(rankings, relevant):
    pairs = [(ids, w) for ids, w in zip(rankings, relevant, strict=True) if set(ids) & set(w)]
    return mrr(*map(list, zip(*pairs, strict=True))) if pairs else 0.0


@misconception(mrr, "T8.6/all_hits", "Only the first relevant document of a ranking counts.")
def _all_hits(rankings, relevant):
    ranks = [[1 / r for r, i in enumerate(ids, 1) if i in w] for ids, w in zip(rankings, relevant, strict=True)]
    return sum(map(sum, ranks)) / len(ranks)


@misconception(ndcg_at_k, "T8.6/rank0", "Ranks start at 1: the first discount is log₂ 2.")
def _ndcg_later(ranking, relevant, k):
    gain = sum(1 / math.log2(r + 2) for r, i in enumerate(ranking[:k], 1) if i in relevant)
    return gain / sum(1 / math.log2(r + 2) for r in range(1, min(k, len(relevant)) + 1))


@misconception(ndcg_at_k, "T8.6/not_ideal", "Divide by what the best ranking would have.")
def _not_ideal(ranking, relevant, k):
    return sum(1 / math.log2(r + 1) for r, i in enumerate(ranking[:k], 1) if i in relevant)


@misconception(ndcg_at_k, "T8.6/ideal_of_k", "There are at most as many gains as relevant documents.")
def _ideal_of_k(ranking, relevant, k):
    return _not_ideal(ranking, relevant, k) / sum(1 / math.log2(r + 1) for r in range(1, k + 1))


@misconception(build_rag_prompt, "T8.6/from_0", "Passages are numbered from 1.")
def _from_0(query, passages):
    return "\n\n".join([*(f"[{i}] {t}" for i, t in enumerate(passages)), f"Question: {query}\nAnswer:"])


@misconception(build_rag_prompt, "T8.6/question_first", "The passages come before the question.")
def _question_first(query, passages):
    return "\n\n".join([f"Question: {query}\nAnswer:", *(f"[{i}] {t}" for i, t in enumerate(passages, 1))])


@misconception(build_rag_prompt, "T8.6/closed", "The answer stays open: the model continues it.")
def _closed(query, passages):
    return build_rag_prompt(query, passages).removesuffix("\nAnswer:")
