"""Wrong versions of the functions in `reference.generative.gan`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.generative.gan import (
    LinearGan,
    discriminator_pull,
    gan_discriminator_loss,
    gan_generator_loss,
    linear_gan_step,
)
from reference.misconceptions import misconception


@misconception(gan_discriminator_loss, "T10.4/labels_swapped", "Real is 1, fake is 0.")
def _labels_swapped(real_logits, fake_logits):
    return gan_discriminator_loss(-real_logits, -fake_logits)


@misconception(gan_discriminator_loss, "T10.4/real_only", "The discriminator also learns from fakes.")
def _real_only(real_logits, fake_logits):
    return gan_generator_loss(real_logits)


@misconception(gan_discriminator_loss, "T10.4/pooled_mean", "Real and fake have a mean each; the means add.")
def _pooled_mean(real_logits, fake_logits):
    return gan_generator_loss(namespace(real_logits, fake_logits).concat([real_logits, -fake_logits]))


@misconception(gan_generator_loss, "T10.4/saturating", "The asked loss is the non-saturating one.")
def _saturating(fake_logits, kind="non_saturating"):
    return gan_generator_loss(fake_logits, "minimax")


@misconception(gan_generator_loss, "T10.4/labels_swapped", "The generator wants its fakes called real: 1.")
def _generator_labels_swapped(fake_logits, kind="non_saturating"):
    return gan_generator_loss(-fake_logits, kind)


@misconception(gan_generator_loss, "T10.4/always_non_saturating", "minimax is minus the discriminator's loss of fakes.")
def _always_non_saturating(fake_logits, kind="non_saturating"):
    return gan_generator_loss(fake_logits)


@misconception(linear_gan_step, "T10.4/g_updates_d", "Freeze D in the generator step.")
def _g_updates_d(real, z, w, A, lr):
    right = linear_gan_step(real, z, w, A, lr)
    return LinearGan(right.w + lr * discriminator_pull(z @ transpose(A), -right.w), right.A)


@misconception(linear_gan_step, "T10.4/no_detach", "Detach fakes in the D step.")
def _no_detach(real, z, w, A, lr):
    right = linear_gan_step(real, z, w, A, lr)
    return LinearGan(right.w, right.A - lr * w[:, None] * discriminator_pull(z, transpose(A) @ w)[None, :])


@misconception(linear_gan_step, "T10.4/old_discriminator", "The generator's step meets the updated discriminator.")
def _old_discriminator(real, z, w, A, lr):
    old = A + lr * w[:, None] * discriminator_pull(z, -(transpose(A) @ w))[None, :]
    return LinearGan(linear_gan_step(real, z, w, A, lr).w, old)


@misconception(linear_gan_step, "T10.4/saturating", "The asked loss is the non-saturating one.")
def _step_saturating(real, z, w, A, lr):
    new = linear_gan_step(real, z, w, A, lr).w
    return LinearGan(new, A + lr * new[:, None] * discriminator_pull(z, transpose(A) @ new)[None, :])
