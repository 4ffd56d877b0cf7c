r"""CLIP: images and texts that belong together are close, and a class is a text.

Sources: `001_93c4fdc1f7522504.txt` (outline: CLIP); Radford et al. 2021. The scale is learned as a logarithm, starts at
ln(1/0.07) = 2.659260, and its exponential is clipped at 100.
"""

import math
from collections.abc import Sequence

from reference._array import Array, as_arrays, as_floats, check_ndim, check_samples, check_shape, namespace, transpose
from reference.linear.softmax import cross_entropy

LARGEST = math.log(100)  # of the scale


def unit(x: Array) -> Array:
    """Rows of length 1; a row of zeros stays."""
    xp = namespace(x)
    norm = xp.sqrt(xp.sum(x * x, axis=-1, keepdims=True))
    return x / xp.where(norm == 0, xp.ones_like(norm), norm)


def clip_logits(img: Array, txt: Array, logit_scale: float | Array) -> Array:
    r"""$\min(e^s, 100)\,\hat I \hat T^\top$ with rows of length 1.

    Args:
        img: (N, d) float. txt: (M, d) float. logit_scale: s = log(1/τ).

    Returns:
        (N, M) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, CLIP; Radford et al. 2021.
    """
    img, txt, scale = as_floats(*as_arrays(img, txt, logit_scale))
    check_ndim("img", img, "(N, d)", 2)
    check_ndim("txt", txt, "(M, d)", 2)
    check_shape("txt", txt, "(M, d)", txt.shape[0], img.shape[1])
    xp = namespace(img)
    scale = xp.exp(xp.where(scale > LARGEST, xp.full_like(scale, LARGEST), scale))
    return scale * (unit(img) @ transpose(unit(txt)))


def clip_loss(img: Array, txt: Array, logit_scale: float | Array) -> Array:
    r"""½ (cross-entropy over rows + cross-entropy over columns): image i belongs to text i.

    Args:
        img, txt: (N, d) float. logit_scale: s = log(1/τ).

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, CLIP; Radford et al. 2021.
    """
    logits = clip_logits(img, txt, logit_scale)
    check_samples("img", img)
    check_shape("txt", txt, "(N, d)", *img.shape)
    return (matching(logits) + matching(transpose(logits))) / 2


def matching(logits: Array) -> Array:
    """The mean cross-entropy of rows whose class is their own number."""
    xp = namespace(logits)
    return cross_entropy(logits, xp.arange(logits.shape[0], device=getattr(logits, "device", None)))


def zero_shot_classify(img: Array, class_prompts: Sequence[Array]) -> Array:
    """The class whose averaged prompt is nearest: prompts of length 1, their mean, of length 1 again.

    Args:
        img: (N, d) float. class_prompts: for each class the embeddings of its prompts, (P, d) float, P ≥ 1.

    Returns:
        (N,) int; the first class of equally near ones.

    Raises:
        ValueError: shapes that do not fit, no class, a class without a prompt.

    Source: `001_93c4fdc1f7522504.txt`, CLIP; Radford et al. 2021.
    """
    img, *class_prompts = as_floats(img, *class_prompts)
    check_ndim("img", img, "(N, d)", 2)
    xp = namespace(img)
    return xp.argmax(unit(img) @ transpose(xp.stack(class_embeddings(img, class_prompts))), axis=1)


def class_embeddings(img: Array, class_prompts: Sequence[Array]) -> list[Array]:
    """The averaged prompt of each class, (d,) each, of length 1; arguments of `zero_shot_classify`.

    Raises:
        ValueError: shapes that do not fit, no class, a class without a prompt.
    """
    if len(class_prompts) == 0:
        raise ValueError("class_prompts: expected at least one class, got none")
    xp, out = namespace(img), []
    for i, prompts in enumerate(class_prompts):
        check_ndim(f"class_prompts[{i}]", prompts, "(P, d)", 2)
        check_samples(f"class_prompts[{i}]", prompts)
        check_shape(f"class_prompts[{i}]", prompts, "(P, d)", prompts.shape[0], img.shape[1])
        out.append(unit(xp.mean(unit(prompts), axis=0)))
    return out
