"""Wrong versions of the functions in `reference.energy.flow_matching`, with the message that names each mistake."""

from reference.energy.flow_matching import fm_interpolate, fm_target, ode_sample
from reference.misconceptions import misconception

START = "t=0 is noise here."


@misconception(fm_interpolate, "T11.8/time_reversed", START)
def _time_reversed(x0, x1, t):
    return fm_interpolate(x1, x0, t)


@misconception(fm_interpolate, "T11.8/noise_stays", "The noise fades: (1−t)·x₀.")
def _noise_stays(x0, x1, t):
    return x0 + fm_interpolate(0 * x0, x1, t)


@misconception(fm_interpolate, "T11.8/variance_kept", "The line is straight: t and 1−t, no roots.")
def _variance_kept(x0, x1, t):
    return fm_interpolate(0 * x0, x1, t**0.5) + fm_interpolate(x0, 0 * x1, 1 - (1 - t) ** 0.5)


@misconception(fm_target, "T11.8/target_sign", "Data minus noise.")
def _target_sign(x0, x1):
    return x0 - x1


@misconception(fm_target, "T11.8/target_is_data", "The net predicts a velocity, not the data.")
def _target_is_data(x0, x1):
    return x1 + 0 * x0


@misconception(fm_target, "T11.8/target_is_noise", "The net predicts a velocity, not the noise.")
def _target_is_noise(x0, x1):
    return x0 + 0 * x1


@misconception(ode_sample, "T11.8/time_reversed", START)
def _backwards(v_fn, x0, steps, method="euler"):
    return ode_sample(lambda x, t: v_fn(x, 1 - t), x0, steps, method)


@misconception(ode_sample, "T11.8/whole_steps", "A step has the length 1/steps.")
def _whole_steps(v_fn, x0, steps, method="euler"):
    return ode_sample(lambda x, t: steps * v_fn(x, t), x0, steps, method)


@misconception(ode_sample, "T11.8/always_euler", "Heun averages the slopes at both ends of a step.")
def _always_euler(v_fn, x0, steps, method="euler"):
    return ode_sample(v_fn, x0, steps)


@misconception(
    ode_sample, "T11.8/second_slope_at_start", "Heun's second slope is taken at the end of the step, at t + h."
)
def _second_slope_at_start(v_fn, x0, steps, method="euler"):
    x, h = x0, 1 / steps
    for i in range(steps):
        v = v_fn(x, i * h)
        x = x + (h * v if method == "euler" else h * (v + v_fn(x + h * v, i * h)) / 2)
    return x
