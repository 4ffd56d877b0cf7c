r"""Retrieval-augmented generation: chunks, sparse and dense scores, what it is worth, and the answer's probability.

Documents are lists of tokens; of a text they are its words in lower case, split at what is no letter or digit.

Sources: `001_93c4fdc1f7522504.txt` (RAG); Robertson and Zaragoza 2009 (BM25), Lewis et al. 2020 (RAG); tf-idf as
in scikit-learn.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_shape,
    namespace,
    plain,
)

METRICS = ("dot", "cosine")


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


def chunk_tokens(ids: Sequence[int], size: int, overlap: int) -> list[list[int]]:
    """Windows of `size` tokens, each beginning `size − overlap` after the one before; the last may be shorter.

    No chunk consists of what the chunk before holds already.

    Args:
        ids: tokens. size: 1 or more. overlap: 0…size−1.

    Raises:
        ValueError: a size below 1, an overlap outside 0…size−1.

    Source: `001_93c4fdc1f7522504.txt`, RAG.

    >>> chunk_tokens([1, 2, 3, 4, 5, 6, 7], 4, 1)
    [[1, 2, 3, 4], [4, 5, 6, 7]]
    """
    check_at_least(1, size=size)
    if not 0 <= overlap < size:
        raise ValueError(f"overlap: expected 0 ≤ overlap < size = {size}, got {overlap}")
    ids = list(ids)
    last = max(len(ids) - overlap, min(len(ids), 1))
    return [ids[start : start + size] for start in range(0, last, size - overlap)]


def tfidf(docs: Sequence[str]) -> Array:
    r"""Counts times $\ln\frac{1+N}{1+df} + 1$, rows of length 1; a column for each word, in alphabetical order.

    Args:
        docs: N texts, at least one.

    Returns:
        (N, V) float64, NumPy; the row of a text without words is 0.

    Raises:
        ValueError: no document.

    Source: `001_93c4fdc1f7522504.txt`, RAG; as scikit-learn's `TfidfVectorizer`.
    """
    counts = _counts(docs)
    vocabulary = sorted({word for c in counts for word in c})
    df = {word: sum(word in c for c in counts) for word in vocabulary}
    rows = []
    for c in counts:
        row = [c[word] * (math.log((1 + len(docs)) / (1 + df[word])) + 1) for word in vocabulary]
        norm = math.sqrt(sum(x * x for x in row)) or 1.0
        rows.append([x / norm for x in row])
    return plain.reshape(plain.asarray(rows, dtype=plain.float64), (len(docs), len(vocabulary)))


def _counts(docs: Sequence[str]) -> list[Counter[str]]:
    if not docs:
        raise ValueError("docs: expected at least one document, got none")
    return [Counter(words(doc)) for doc in docs]


def bm25_scores(query: str, docs: Sequence[str], k1: float = 1.5, b: float = 0.75) -> Array:
    r"""$\sum_w \ln(\frac{N - n + ½}{n + ½} + 1) \frac{f (k_1 + 1)}{f + k_1 (1 - b + b\,len/\overline{len})}$.

    A word that the query repeats counts each time.

    Args:
        query: a text. docs: N texts, at least one. k1: 0 or more. b: in [0, 1].

    Returns:
        (N,) float64, NumPy.

    Raises:
        ValueError: no document, a negative k1, a b outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, RAG; Robertson and Zaragoza 2009.

    >>> docs = ["deep learning is deep", "learning to rank", "cats and dogs and birds"]
    >>> bm25_scores("deep learning", docs).round(6).tolist()
    [1.871188, 0.529582, 0.0]
    """
    check_at_least(0, k1=k1)
    if not 0 <= b <= 1:
        raise ValueError(f"b: expected a number in [0, 1], got {b}")
    counts = _counts(docs)
    lengths = [sum(c.values()) for c in counts]
    mean = sum(lengths) / len(docs) or 1.0
    scores = [0.0] * len(docs)
    for word in words(query):
        n = sum(word in c for c in counts)
        idf = math.log((len(docs) - n + 0.5) / (n + 0.5) + 1)
        for i, c in enumerate(counts):
            if c[word]:
                scores[i] += idf * c[word] * (k1 + 1) / (c[word] + k1 * (1 - b + b * lengths[i] / mean))
    return plain.asarray(scores, dtype=plain.float64)


def dense_retrieve(q: Array, D: Array, k: int, metric: str = "dot") -> Array:
    """The k rows of D nearest to q, best first; the first of equal ones. A vector of length 0 has a cosine of 0.

    Args:
        q: (d,) float. D: (N, d) float. k: 1…N. metric: "dot" or "cosine".

    Returns:
        (k,) int.

    Raises:
        ValueError: shapes that do not fit, a k outside 1…N, another metric.

    Source: `001_93c4fdc1f7522504.txt`, RAG.
    """
    check_option("metric", metric, METRICS)
    q, D = as_floats(q, D)
    check_ndim("q", q, "(d,)", 1)
    check_ndim("D", D, "(N, d)", 2)
    check_shape("D", D, "(N, d)", D.shape[0], q.shape[0])
    if not 1 <= k <= D.shape[0]:
        raise ValueError(f"k: expected 1 ≤ k ≤ N = {D.shape[0]}, got {k}")
    xp = namespace(q)
    scores = D @ q
    if metric == "cosine":
        norms = xp.sqrt(xp.sum(D * D, axis=1)) * xp.sqrt(xp.sum(q * q))
        scores = scores / xp.where(norms > 0, norms, xp.ones_like(norms))
    return xp.argsort(-scores, stable=True)[:k]


def _probabilities(p_z: Array, p_y: Array) -> tuple[Array, Array]:
    p_z, p_y = as_floats(p_z, p_y)
    check_ndim("p_z", p_z, "(K,)", 1)
    check_ndim("p_y", p_y, "(K, T)", 2)
    check_shape("p_y", p_y, "(K, T)", p_z.shape[0], p_y.shape[1])
    return p_z, p_y


def rag_sequence_prob(p_z: Array, p_y: Array) -> Array:
    r"""$\sum_z p(z) \prod_t p(y_t \mid z)$: one document for the whole answer.

    Args:
        p_z: (K,) float, of the documents. p_y: (K, T) float, of the answer's tokens given each document.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, RAG; Lewis et al. 2020.

    >>> import numpy as np
    >>> p_z, p_y = np.array([0.7, 0.3]), np.array([[0.9, 0.2], [0.1, 0.8]])
    >>> round(float(rag_sequence_prob(p_z, p_y)), 6), round(float(rag_token_prob(p_z, p_y)), 6)
    (0.15, 0.2508)
    """
    p_z, p_y = _probabilities(p_z, p_y)
    xp = namespace(p_z)
    return xp.sum(p_z * xp.prod(p_y, axis=1))


def rag_token_prob(p_z: Array, p_y: Array) -> Array:
    r"""$\prod_t \sum_z p(z)\,p(y_t \mid z)$: each token may come from another document.

    Arguments, result and errors of `rag_sequence_prob`.

    Source: `001_93c4fdc1f7522504.txt`, RAG; Lewis et al. 2020.
    """
    p_z, p_y = _probabilities(p_z, p_y)
    return namespace(p_z).prod(p_z @ p_y)


def _check_relevant(relevant: Collection[int]) -> set[int]:
    if not relevant:
        raise ValueError("relevant: expected at least one document, got none")
    return {int(i) for i in relevant}


def recall_at_k(ranking: Sequence[int], relevant: Collection[int], k: int) -> float:
    """The share of the relevant documents among the first k.

    Raises:
        ValueError: no relevant document, a k below 1.

    Source: `001_93c4fdc1f7522504.txt`, RAG.
    """
    check_at_least(1, k=k)
    wanted = _check_relevant(relevant)
    return len(wanted & {int(i) for i in ranking[:k]}) / len(wanted)


def mrr(rankings: Sequence[Sequence[int]], relevant: Sequence[Collection[int]]) -> float:
    """The mean over queries of 1 / rank of the first relevant document, 0 where there is none; ranks start at 1.

    Raises:
        ValueError: no query, another number of sets, a query without a relevant document.

    Source: `001_93c4fdc1f7522504.txt`, RAG.
    """
    if not rankings or len(rankings) != len(relevant):
        raise ValueError(f"relevant: expected a set for each of {len(rankings)} rankings, got {len(relevant)}")
    total = 0.0
    for ranking, wanted in zip(rankings, map(_check_relevant, relevant), strict=True):
        total += next((1 / rank for rank, i in enumerate(ranking, 1) if int(i) in wanted), 0.0)
    return total / len(rankings)


def ndcg_at_k(ranking: Sequence[int], relevant: Collection[int], k: int) -> float:
    r"""$\sum_{r \le k} \frac{[relevant]}{\log_2(r + 1)}$ over what the best ranking would have.

    Raises:
        ValueError: no relevant document, a k below 1.

    Source: `001_93c4fdc1f7522504.txt`, RAG.

    >>> round(ndcg_at_k([3, 1, 7, 5], {1, 5, 9}, 4), 6)
    0.498189
    """
    check_at_least(1, k=k)
    wanted = _check_relevant(relevant)
    gain = sum(1 / math.log2(rank + 1) for rank, i in enumerate(ranking[:k], 1) if int(i) in wanted)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(wanted)) + 1))


def build_rag_prompt(query: str, passages: Sequence[str]) -> str:
    r"""The passages, numbered from 1 as `[1] …`, then `Question: …` and an open `Answer:`, with an empty line between.

    Source: `001_93c4fdc1f7522504.txt`, RAG.

    >>> build_rag_prompt("Who?", ["Ada wrote it."])
    '[1] Ada wrote it.\n\nQuestion: Who?\nAnswer:'
    """
    return "\n\n".join([*(f"[{i}] {text}" for i, text in enumerate(passages, 1)), f"Question: {query}\nAnswer:"])
