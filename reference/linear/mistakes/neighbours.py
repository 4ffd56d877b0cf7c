"""Wrong versions of the functions in `reference.linear.neighbours`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.linear.neighbours import (
    LinearClassifier,
    _expanded,
    _votes,
    knn_predict,
    nearest_prototype,
    pairwise_sq_dists,
    prototype_classifier,
)
from reference.misconceptions import misconception

TEMPLATE = "A long template wins every inner product: subtract ½‖p‖²."


@misconception(pairwise_sq_dists, "T2.11/axis", "One row a query, one column a training sample.")
def _axis(Q, X):
    return pairwise_sq_dists(X, Q)


@misconception(pairwise_sq_dists, "T2.11/root", "Squared distances: no root.")
def _root(Q, X):
    return pairwise_sq_dists(Q, X) ** 0.5


@misconception(pairwise_sq_dists, "T2.11/no_two", "The cross term is 2q·x.")
def _no_two(Q, X):
    return pairwise_sq_dists(Q, X) + Q @ transpose(X)


@misconception(pairwise_sq_dists, "T2.11/not_centred", "Far from the origin large terms cancel: centre the data first.")
def _not_centred(Q, X):
    return _expanded(Q, X)


@misconception(pairwise_sq_dists, "T2.11/manhattan", "Sum the squares of the differences, not their absolute values.")
def _manhattan(Q, X):
    xp = namespace(Q)
    return xp.sum(xp.abs(Q[:, None, :] - X[None, :, :]), axis=2)


@misconception(knn_predict, "T2.11/vote_by_mean", "Classes are names: take the most frequent, not the mean.")
def _vote_by_mean(Q, X, y, k, C):
    xp = namespace(Q)
    votes = _votes(Q, X, y, k, C)
    mean = sum(c * votes[:, c] for c in range(C)) / k
    return xp.astype(xp.round(mean), xp.int64)


@misconception(knn_predict, "T2.11/one_neighbour", "All k nearest vote, not only the nearest.")
def _one_neighbour(Q, X, y, k, C):
    return knn_predict(Q, X, y, 1, C)


@misconception(knn_predict, "T2.11/farthest", "Sort by rising distance.")
def _farthest(Q, X, y, k, C):
    xp = namespace(Q)
    order = xp.argsort(-pairwise_sq_dists(Q, X), axis=1)[:, :k]
    labels = [[int(y[int(i)]) for i in row] for row in order]
    return xp.asarray([max(range(C), key=row.count) for row in labels])


@misconception(knn_predict, "T2.11/tie_larger_class", "Of equal votes the smaller class wins.")
def _tie_larger_class(Q, X, y, k, C):
    votes = _votes(Q, X, y, k, C)
    return C - 1 - namespace(votes).argmax(namespace(votes).flip(votes, axis=1), axis=1)


@misconception(knn_predict, "T2.11/template_without_norm", TEMPLATE)
def _neighbours_without_norm(Q, X, y, k, C):
    xp = namespace(Q)
    order = xp.argsort(-(Q @ transpose(X)), axis=1)[:, :k]
    labels = [[int(y[int(i)]) for i in row] for row in order]
    return xp.asarray([max(range(C), key=row.count) for row in labels])


@misconception(nearest_prototype, "T2.11/template_without_norm", TEMPLATE)
def _template_without_norm(Q, P):
    return namespace(Q).argmax(Q @ transpose(P), axis=1)


@misconception(nearest_prototype, "T2.11/farthest", "The nearest prototype has the smallest distance.")
def _farthest_prototype(Q, P):
    return namespace(Q).argmax(pairwise_sq_dists(Q, P), axis=1)


@misconception(nearest_prototype, "T2.11/last_of_ties", "Of equal distances the first class wins.")
def _last_of_ties(Q, P):
    xp = namespace(Q)
    return P.shape[0] - 1 - xp.argmin(xp.flip(pairwise_sq_dists(Q, P), axis=1), axis=1)


@misconception(nearest_prototype, "T2.11/axis", "One answer a query, not one a class.")
def _nearest_query(Q, P):
    return namespace(Q).argmin(pairwise_sq_dists(Q, P), axis=0)


@misconception(prototype_classifier, "T2.11/template_without_norm", TEMPLATE)
def _no_bias(P):
    return LinearClassifier(P, 0 * P[:, 0])


@misconception(prototype_classifier, "T2.11/bias_not_halved", "The bias is −½‖p‖²: the cross term brings 2p·q.")
def _bias_not_halved(P):
    return LinearClassifier(P, 2 * prototype_classifier(P).b)


@misconception(prototype_classifier, "T2.11/bias_added", "A long template is held back: subtract ½‖p‖².")
def _bias_added(P):
    return LinearClassifier(P, -prototype_classifier(P).b)


@misconception(prototype_classifier, "T2.11/unit_templates", "Templates keep their length: the bias makes up for it.")
def _unit_templates(P):
    xp = namespace(P)
    length = xp.sqrt(xp.sum(P * P, axis=1))[:, None]
    return LinearClassifier(P / length, 0 * P[:, 0])
