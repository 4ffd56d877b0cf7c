r"""SimSiam: predictions of one view meet projections of the other, which are constants; no negatives, no momentum.

Sources: `001_93c4fdc1f7522504.txt` (outline: SimSiam); Chen and He 2021.
"""

from reference._array import Array, as_floats, check_ndim, check_samples, check_shape, namespace, stop_gradient
from reference.vision.clip import unit


def simsiam_loss(p1: Array, p2: Array, z1: Array, z2: Array) -> Array:
    r"""$-\frac12\overline{\cos(p_1, \mathrm{sg}\,z_2)} - \frac12\overline{\cos(p_2, \mathrm{sg}\,z_1)}$.

    Args:
        p1, p2: (N, d) float, predictions of the two views. z1, z2: (N, d) float, projections of the same views.

    Returns:
        a scalar in [−1, 1], with a gradient by p1 and p2 alone.

    Raises:
        ValueError: shapes that differ, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, SimSiam; Chen and He 2021.
    """
    p1, p2, z1, z2 = as_floats(p1, p2, z1, z2)
    check_ndim("p1", p1, "(N, d)", 2)
    check_samples("p1", p1)
    for name, x in (("p2", p2), ("z1", z1), ("z2", z2)):
        check_shape(name, x, "(N, d)", *p1.shape)
    xp = namespace(p1)
    return -sum(xp.mean(xp.sum(unit(p) * unit(stop_gradient(z)), axis=1)) for p, z in ((p1, z2), (p2, z1))) / 2
