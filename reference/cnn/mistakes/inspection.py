"""Wrong versions of the functions in `reference.cnn.inspection`, with the message that names each mistake."""

from reference._array import as_floats, namespace
from reference.cnn.inspection import _weighted, _within, fgsm, grad_cam, pgd_step, saliency
from reference.misconceptions import misconception
from reference.neurons.activations import relu

DESCEND = "An attack climbs the loss."
SIGN = "The ∞-norm step uses only the sign."
RANGE = "The result is data again: clip it to its range."


@misconception(saliency, "T5.9/signed", "A pixel that lowers the score matters as much: take the absolute value.")
def _signed(grad):
    return namespace(grad).max(grad, axis=0)


@misconception(saliency, "T5.9/sum_of_channels", "The strongest channel counts, not the sum of all.")
def _sum_of_channels(grad):
    return namespace(grad).sum(namespace(grad).abs(grad), axis=0)


@misconception(saliency, "T5.9/abs_of_max", "First the absolute value, then the largest.")
def _abs_of_max(grad):
    return namespace(grad).abs(_signed(grad))


@misconception(saliency, "T5.9/over_space", "One number a pixel: the channels go.")
def _over_space(grad):
    xp = namespace(grad)
    return xp.max(xp.abs(grad), axis=(1, 2))


@misconception(grad_cam, "T5.9/no_relu", "Only evidence *for* the class is shown.")
def _no_relu(acts, grads):
    return _weighted(acts, grads)


@misconception(grad_cam, "T5.9/relu_each", "Add the weighted maps first, then cut off what is negative.")
def _relu_each(acts, grads):
    acts, grads = as_floats(acts, grads)
    xp = namespace(acts)
    return xp.sum(relu(xp.mean(grads, axis=(1, 2), keepdims=True) * acts), axis=0)


@misconception(grad_cam, "T5.9/weights_summed", "The weight of a map is the mean of its gradient over space.")
def _weights_summed(acts, grads):
    return grad_cam(acts, grads) * acts.shape[1] * acts.shape[2]


@misconception(grad_cam, "T5.9/not_pooled", "Each map has one weight, not one a place.")
def _not_pooled(acts, grads):
    acts, grads = as_floats(acts, grads)
    return relu(namespace(acts).sum(acts * grads, axis=0))


@misconception(grad_cam, "T5.9/mean_of_maps", "Gradients say how much a map counts, not its own mean.")
def _mean_of_maps(acts, grads):
    return grad_cam(grads, acts)


@misconception(fgsm, "T5.9/descend", DESCEND)
def _fgsm_descend(x, grad, eps, low, high):
    return fgsm(x, -grad, eps, low, high)


@misconception(fgsm, "T5.9/no_sign", SIGN)
def _fgsm_no_sign(x, grad, eps, low, high):
    return _within(x + eps * grad, low, high)


@misconception(fgsm, "T5.9/no_range", RANGE)
def _fgsm_no_range(x, grad, eps, low, high):
    return x + eps * namespace(x).sign(grad)


@misconception(fgsm, "T5.9/sign_of_zero", "Where the gradient is 0, nothing moves.")
def _sign_of_zero(x, grad, eps, low, high):
    xp = namespace(x)
    return _within(x + eps * xp.where(grad >= 0, xp.ones_like(x), -xp.ones_like(x)), low, high)


@misconception(pgd_step, "T5.9/descend", DESCEND)
def _pgd_descend(x_adv, x0, grad, alpha, eps, low, high):
    return pgd_step(x_adv, x0, -grad, alpha, eps, low, high)


@misconception(pgd_step, "T5.9/no_sign", SIGN)
def _pgd_no_sign(x_adv, x0, grad, alpha, eps, low, high):
    return _within(_within(x_adv + alpha * grad, x0 - eps, x0 + eps), low, high)


@misconception(pgd_step, "T5.9/no_projection", "Stay within ε of the original.")
def _no_projection(x_adv, x0, grad, alpha, eps, low, high):
    return fgsm(x_adv, grad, alpha, low, high)


@misconception(pgd_step, "T5.9/no_range", RANGE)
def _pgd_no_range(x_adv, x0, grad, alpha, eps, low, high):
    return _within(x_adv + alpha * namespace(x_adv).sign(grad), x0 - eps, x0 + eps)


@misconception(pgd_step, "T5.9/from_the_original", "Each step goes on from where the attack is.")
def _from_the_original(x_adv, x0, grad, alpha, eps, low, high):
    return pgd_step(x0, x0, grad, alpha, eps, low, high)


@misconception(pgd_step, "T5.9/step_of_eps", "A step is α long; ε bounds the sum of all steps.")
def _step_of_eps(x_adv, x0, grad, alpha, eps, low, high):
    return pgd_step(x_adv, x0, grad, eps, eps, low, high)
