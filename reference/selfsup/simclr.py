r"""SimCLR: of 2N views every one is to find the other view of its image among all others.

Sources: `001_93c4fdc1f7522504.txt` (outline: SimCLR); Chen et al. 2020.
"""

from reference._array import Array, as_floats, check_at_least, check_ndim, check_samples, check_shape, namespace, plain
from reference.linear.softmax import cross_entropy
from reference.selfsup.multi_similarity import cosine_similarity_matrix


def check_temperature(**numbers: float) -> None:
    """Raises ValueError unless each temperature is above 0."""
    for name, value in numbers.items():
        if not value > 0:
            raise ValueError(f"{name}: expected a temperature above 0, got {value}")


def augmentation_pair_indices(N: int, like: Array | None = None) -> Array:
    """Where the other view of each row is, when N first views stand before the N second ones: N…2N−1, 0…N−1.

    Args:
        N: images, at least 0. like: an array whose library and device the indices take; None: NumPy.

    Returns:
        (2N,) int.

    Raises:
        ValueError: a negative N.

    Source: `001_93c4fdc1f7522504.txt`, SimCLR; Chen et al. 2020.

    >>> augmentation_pair_indices(2).tolist()
    [2, 3, 0, 1]
    """
    check_at_least(0, N=N)
    xp = plain if like is None else namespace(like)
    at = xp.arange(2 * N, device=getattr(like, "device", None))
    return (at + N) % (2 * N) if N else at


def nt_xent_loss(z1: Array, z2: Array, temperature: float) -> Array:
    r"""$-\log\frac{e^{s_{ij}/\tau}}{\sum_{k\ne i}e^{s_{ik}/\tau}}$ with cosines s, averaged over all 2N anchors i.

    j is the other view of i's image; all other 2N − 2 views are negatives.

    Args:
        z1, z2: (N, d) float, the two views of each image. temperature: τ, above 0.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that differ, an empty batch, a τ that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, SimCLR; Chen et al. 2020.
    """
    check_temperature(temperature=temperature)
    z1, z2 = as_floats(z1, z2)
    check_ndim("z1", z1, "(N, d)", 2)
    check_samples("z1", z1)
    check_shape("z2", z2, "(N, d)", *z1.shape)
    xp, N = namespace(z1), z1.shape[0]
    s = cosine_similarity_matrix(xp.concat([z1, z2])) / temperature
    at = xp.arange(2 * N, device=getattr(s, "device", None))
    others = xp.where(at[:, None] == at[None, :], xp.full_like(s, -xp.inf), s)
    return cross_entropy(others, augmentation_pair_indices(N, z1))
