"""Wrong versions of the functions in `reference.selfsup.dino`, with the message that names each mistake."""

from reference._array import namespace, stop_gradient
from reference.linear.softmax import log_softmax, softmax
from reference.misconceptions import misconception
from reference.selfsup.dino import dino_center, dino_loss, sinkhorn


@misconception(dino_loss, "T12.8/no_centre", "Without centring one prototype takes all.")
def _no_centre(student, teacher, center, tau_s, tau_t):
    return dino_loss(student, teacher, 0 * center, tau_s, tau_t)


@misconception(dino_loss, "T12.8/centre_student", "Centre the teacher only.")
def _centre_student(student, teacher, center, tau_s, tau_t):
    return dino_loss(student - center, teacher, 0 * center, tau_s, tau_t)


@misconception(dino_loss, "T12.8/temperatures_swapped", "The teacher has the temperature τ_t, the sharper one.")
def _temperatures_swapped(student, teacher, center, tau_s, tau_t):
    return dino_loss(student, teacher, center, tau_t, tau_s)


@misconception(dino_loss, "T12.8/grad_teacher", "The teacher is a constant.")
def _grad_teacher(student, teacher, center, tau_s, tau_t):
    xp = namespace(student, teacher)
    wanted = softmax((teacher - center) / tau_t)
    return -xp.mean(xp.sum(wanted * log_softmax(student / tau_s), axis=1))


@misconception(dino_loss, "T12.8/roles_swapped", "The logarithm is that of the student.")
def _roles_swapped(student, teacher, center, tau_s, tau_t):
    xp = namespace(student, teacher)
    logs = log_softmax((stop_gradient(teacher) - center) / tau_t)
    return -xp.mean(xp.sum(softmax(student / tau_s) * logs, axis=1))


@misconception(dino_center, "T12.8/m_swapped", "m weighs the old centre.")
def _m_swapped(center, teacher, m):
    return dino_center(center, teacher, 1 - m)


@misconception(dino_center, "T12.8/centre_sum", "The mean over the batch.")
def _centre_sum(center, teacher, m):
    return dino_center(center, teacher * teacher.shape[0], m)


@misconception(dino_center, "T12.8/centre_of_probabilities", "The centre is that of scores, not of probabilities.")
def _centre_of_probabilities(center, teacher, m):
    return dino_center(center, softmax(teacher), m)


@misconception(sinkhorn, "T12.8/plain_softmax", "Balance the prototypes: each gets B/K.")
def _plain_softmax(scores, eps, n_iter):
    return softmax(scores / eps)


@misconception(sinkhorn, "T12.8/columns_last", "Rows come last: every sample is one whole.")
def _columns_last(scores, eps, n_iter):
    xp = namespace(scores)
    q = sinkhorn(scores, eps, n_iter)
    return q / xp.sum(q, axis=0, keepdims=True) * (scores.shape[0] / scores.shape[1])


@misconception(sinkhorn, "T12.8/one_round", "Repeat: rows and columns disturb each other.")
def _one_round(scores, eps, n_iter):
    return sinkhorn(scores, eps, 1)


@misconception(sinkhorn, "T12.8/eps_times", "Divide the scores by ε.")
def _eps_times(scores, eps, n_iter):
    return sinkhorn(scores * eps * eps, eps, n_iter)
