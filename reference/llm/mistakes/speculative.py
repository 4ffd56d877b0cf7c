"""Wrong versions of the functions in `reference.llm.speculative`, with the message that names each mistake."""

from reference._array import namespace
from reference.llm.decoding import sample_from
from reference.llm.speculative import (
    accept_probability,
    expected_tokens,
    residual_distribution,
    speculative_step,
)
from reference.misconceptions import misconception


@misconception(accept_probability, "T8.10/ratio_inverted", "p/q: the target over the draft.")
def _ratio_inverted(p, q):
    return accept_probability(q, p)


@misconception(accept_probability, "T8.10/target_alone", "Accept with min(1, p/q), not with p.")
def _target_alone(p, q):
    return p


@misconception(accept_probability, "T8.10/not_capped", "A probability is at most 1.")
def _not_capped(p, q):
    xp = namespace(p)
    return p / xp.where(q > 0, q, xp.ones_like(q))


@misconception(residual_distribution, "T8.10/resample_p", "After a rejection draw from the residual.")
def _resample_p(p, q):
    return p


@misconception(residual_distribution, "T8.10/not_normalised", "The residual is divided by its sum.")
def _not_normalised(p, q):
    xp = namespace(p)
    return xp.where(p > q, p - q, xp.zeros_like(p))


@misconception(residual_distribution, "T8.10/absolute", "What the draft has too much of gets no part of the residual.")
def _absolute(p, q):
    xp = namespace(p)
    rest = xp.abs(p - q)
    return rest / xp.sum(rest)


def _step(p, q, drafted, u, u_last, residual=residual_distribution, stop=True, bonus=True):
    out = []
    for i in range(q.shape[0]):
        if float(u[i]) < float(accept_probability(p[i, :], q[i, :])[int(drafted[i])]):
            out.append(int(drafted[i]))
            continue
        out.append(sample_from(residual(p[i, :], q[i, :]), u_last))
        if stop:
            return out
    return [*out, sample_from(p[-1, :], u_last)] if bonus else out


@misconception(speculative_step, "T8.10/resample_p", "After a rejection draw from the residual.")
def _step_resample_p(p, q, drafted, u, u_last):
    return _step(p, q, drafted, u, u_last, residual=_resample_p)


@misconception(speculative_step, "T8.10/no_bonus", "A full acceptance yields a token from p as well.")
def _no_bonus(p, q, drafted, u, u_last):
    return _step(p, q, drafted, u, u_last, bonus=False)


@misconception(
    speculative_step, "T8.10/goes_on", "The first rejection ends the pass: later drafts followed another token."
)
def _goes_on(p, q, drafted, u, u_last):
    return _step(p, q, drafted, u, u_last, stop=False)


@misconception(expected_tokens, "T8.10/linear_expectation", "One rejection ends the run.")
def _linear_expectation(alpha, gamma):
    return 1 + alpha * gamma


@misconception(expected_tokens, "T8.10/no_bonus", "A full acceptance yields a token from p as well.")
def _expected_no_bonus(alpha, gamma):
    return expected_tokens(alpha, gamma) - alpha**gamma


@misconception(expected_tokens, "T8.10/drafts_only", "The token after the last accepted draft counts, too.")
def _drafts_only(alpha, gamma):
    return expected_tokens(alpha, gamma) - 1
